/**
 * The texts of the `Warning` headers of an API server: `299 - "text" "date"`, several divided by
 * commas. What is not written like that is passed over; other codes are not for users.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/util/net/http.go ParseWarningHeader
 */
export function readWarnings(header: string | undefined): string[] {
  const warnings = (header ?? "").matchAll(/(?<code>\d{3}) \S+ "(?<text>(?:[^"\\]|\\.)*)"/g);
  return [...warnings]
    .filter(({ groups }) => groups?.code === "299")
    .map(({ groups }) => (groups?.text ?? "").replaceAll(/\\(.)/g, "$1"));
}
