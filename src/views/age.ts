const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How old something is at `readAt`, both RFC 3339, in kubectl's two or three figures: `45s`,
 * `5m30s`, `3h12m`, `2d4h`, `400d`, `3y12d`; `<unknown>` where one of the two times is.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/util/duration/duration.go HumanDuration
 */
export function formatAge(createdAt: string | null, readAt: string | null): string {
  const age = Date.parse(readAt ?? "") - Date.parse(createdAt ?? "");
  if (Number.isNaN(age)) return "<unknown>";
  if (age <= -2 * SECOND) return "<invalid>";
  if (age < 2 * MINUTE) return `${Math.max(0, Math.floor(age / SECOND))}s`;
  if (age < 10 * MINUTE) return twoUnits(age, MINUTE, "m", SECOND, "s");
  if (age < 3 * HOUR) return `${Math.floor(age / MINUTE)}m`;
  if (age < 8 * HOUR) return twoUnits(age, HOUR, "h", MINUTE, "m");
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)}h`;
  if (age < 8 * DAY) return twoUnits(age, DAY, "d", HOUR, "h");
  if (age < 2 * 365 * DAY) return `${Math.floor(age / DAY)}d`;
  if (age < 8 * 365 * DAY) return twoUnits(age, 365 * DAY, "y", DAY, "d");
  return `${Math.floor(age / (365 * DAY))}y`;
}

function twoUnits(age: number, large: number, l: string, small: number, s: string): string {
  const rest = Math.floor((age % large) / small);
  return `${Math.floor(age / large)}${l}${rest === 0 ? "" : `${rest}${s}`}`;
}
