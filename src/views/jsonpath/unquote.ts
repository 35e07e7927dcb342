/**
 * What a quoted string of a template stands for: Go's escapes in either kind of quotes.
 *
 * @throws SyntaxError in client-go's words.
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/util/jsonpath/parser.go UnquoteExtend
 */
export function unquote(quoted: string): string {
  const quote = quoted.charAt(0);
  return quoted.slice(1, -1).replace(ESCAPE, (sequence, code: string | undefined) => {
    if (code !== undefined) return fromCode(code, quoted);
    const character = sequence.charAt(1);
    const plain = character === quote ? quote : PLAIN[character];
    if (plain === undefined) throw invalid(quoted);
    return plain;
  });
}

const ESCAPE = /\\(?:(x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[0-7]{3})|[\s\S])/gi;

const PLAIN: Record<string, string> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/** `x1b`, `u202e`, `U0001f600`, or three octal digits. */
function fromCode(code: string, quoted: string): string {
  const value = /^\d/.test(code) ? Number.parseInt(code, 8) : Number.parseInt(code.slice(1), 16);
  if (value > 0x10ffff) throw invalid(quoted);
  return String.fromCodePoint(value);
}

function invalid(quoted: string): SyntaxError {
  return new SyntaxError(`unquote string ${quoted} error invalid syntax`);
}
