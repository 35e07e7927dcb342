import { SourceError } from "../../source-error.ts";

const milliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Reads `--request-timeout` into milliseconds; 0: none. A bare number counts seconds; else it is a
 * Go duration, `30s`, `1m30s`.
 *
 * @throws SourceError in kubectl's words
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/helpers.go ParseTimeout
 */
export function parseRequestTimeout(timeout: string): number {
  if (/^\d+$/.test(timeout)) return Number(timeout) * 1000;
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/.test(timeout)) {
    throw new SourceError(
      "Config",
      "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)",
    );
  }
  const parts = timeout.matchAll(/(?<amount>[\d.]+)(?<unit>[a-zµ]+)/g);
  return parts.reduce(
    (sum, { groups }) => sum + Number(groups?.amount) * (milliseconds[groups?.unit ?? ""] ?? 0),
    0,
  );
}
