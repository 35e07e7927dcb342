const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SPACE = 0x20;
/** `{` and `}`; `[` and `]` are the same but for one bit. */
const OPENING = 0x7b;
const CLOSING = 0x7d;
const BRACE_BIT = 0x20;

/**
 * Where the JSON value whose first byte is at `from` ends (exclusive), or -1 if that is
 * not before `end`. Only finds the end: what is in between may be no JSON at all, and is for
 * JSON.parse to refuse.
 *
 * All bytes of a snapshot pass through here, so it is one loop without a call or an allocation.
 */
export function endOfValue(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      for (at++; at < end && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
      if (at >= end) return -1;
      if (depth === 0) return at + 1;
    } else if ((byte | BRACE_BIT) === OPENING) depth++;
    else if ((byte | BRACE_BIT) === CLOSING) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || byte <= SPACE)) return at;
  }
  return -1;
}
