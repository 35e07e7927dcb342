import stringWidth from "string-width";

const PRINTABLE_ASCII = /^[ -~]*$/;

/** The terminal columns that a text takes: two for CJK and emoji, none for colour sequences. */
export function displayWidth(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text);
}

/** The text with blanks behind it, `width` columns in all; a longer text is returned whole. */
export function padToWidth(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * At most `width` columns: what does not fit goes from the middle, since the ends of a path and of
 * a pod's name are what tells it from its neighbours.
 */
export function foldMiddle(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  const room = Math.max(0, width - displayWidth(ellipsis));
  const head = takeWidth(characters, Math.ceil(room / 2));
  const tail = takeWidth(characters.toReversed(), room - displayWidth(head.join("")));
  return head.join("") + ellipsis + tail.reverse().join("");
}

function takeWidth(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let left = width;
  for (const character of characters) {
    left -= displayWidth(character);
    if (left < 0) break;
    taken.push(character);
  }
  return taken;
}
