const DAY = 86_400;

/** The last second of the year 9999: Go writes no later one in RFC 3339 either. */
const LAST = 253_402_300_799;

/** Most objects of a cluster were made on few days. */
const PLACES = 512;

const dates: { day: number; text: string }[] = [];

/** A rollout makes many objects within a second. */
let last = { seconds: -1, text: "" };

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/**
 * Seconds since 1970 as RFC 3339, `2026-01-31T08:05:00Z`. A `Date` is made once for each day: for
 * each of the times of a large cluster it would take as long as a tenth of reading.
 *
 * @param fraction of the second, `.000250`; "": none is written
 * @returns undefined for what RFC 3339 cannot write, or lies before
 */
export function formatTime(seconds: number, fraction = ""): string | undefined {
  if (!(seconds >= 0 && seconds <= LAST)) return undefined;
  if (fraction !== "") return compose(seconds, fraction);
  if (seconds !== last.seconds) last = { seconds, text: compose(seconds, fraction) };
  return last.text;
}

/**
 * Joined, since of a template both engines keep the parts, in a tree of six nodes, until somebody reads
 * the text: with them a large cluster took a quarter more memory.
 */
function compose(seconds: number, fraction: string): string {
  const day = Math.floor(seconds / DAY);
  const second = seconds - day * DAY;
  const hours = TWO_DIGITS[Math.floor(second / 3600)];
  const minutes = TWO_DIGITS[Math.floor(second / 60) % 60];
  return [dateOf(day), "T", hours, ":", minutes, ":", TWO_DIGITS[second % 60], fraction, "Z"].join(
    "",
  );
}

function dateOf(day: number): string {
  const known = dates[day % PLACES];
  if (known?.day === day) return known.text;
  const text = new Date(day * DAY * 1000).toISOString().slice(0, 10);
  dates[day % PLACES] = { day, text };
  return text;
}
