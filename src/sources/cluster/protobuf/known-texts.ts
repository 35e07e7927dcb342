/** Longer ones are rarely the same. */
const MAX_LENGTH = 64;

/** A power of two. */
const PLACES = 4096;

/**
 * Texts that came before. Of all that a list says, most is the same in many objects: names of
 * namespaces, of nodes, keys of labels. To compare bytes with a text is quicker than to make it again,
 * and what is known takes no memory twice. A text has one place; whoever comes last has it.
 */
export class KnownTexts {
  readonly #texts: string[] = new Array(PLACES).fill("");

  /** The bytes from start to end as UTF-8. */
  read(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length === 0) return "";
    if (length > MAX_LENGTH) return bytes.toString("utf8", start, end);
    const place = placeOf(bytes, start, end);
    const known = this.#texts[place] as string;
    if (isSame(known, bytes, start, length)) return known;
    const text = bytes.toString("utf8", start, end);
    this.#texts[place] = text;
    return text;
  }
}

/** Names differ at their end, and those of one length most often in the middle too. */
function placeOf(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  const first = bytes[start] as number;
  const middle = bytes[start + (length >> 1)] as number;
  const last = bytes[end - 1] as number;
  const nextToLast = bytes[end - 1 - (length >> 2)] as number;
  return ((((length * 31 + first) * 31 + middle) * 31 + nextToLast) * 31 + last) & (PLACES - 1);
}

/** Of ASCII only a byte is a character: what is not is never the same. */
function isSame(text: string, bytes: Buffer, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let index = 0; index < length; index++) {
    const byte = bytes[start + index] as number;
    if (byte > 0x7f || byte !== text.charCodeAt(index)) return false;
  }
  return true;
}
