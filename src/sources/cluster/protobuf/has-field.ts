import { WIRE, type WireReader } from "./wire-reader.ts";

/** A way to a field through the messages around it: for each of them, the numbers that it may go by. */
export type FieldPath = readonly (readonly number[])[];

/**
 * Whether there is such a field, wherever it stands. Nothing is decoded, and the reader stays where it is.
 *
 * @throws WireError for bytes that are no message
 */
export function hasField(reader: WireReader, path: FieldPath, depth = 0): boolean {
  const { position, end } = reader;
  const numbers = path[depth] ?? [];
  let isFound = false;
  while (!isFound && reader.position < end) {
    const tag = reader.readTag();
    const isOnTheWay = numbers.includes(tag >>> 3);
    if (isOnTheWay && depth === path.length - 1) {
      isFound = true;
    } else if (isOnTheWay && (tag & 7) === WIRE.bytes) {
      const next = reader.readLength();
      reader.end = next;
      isFound = hasField(reader, path, depth + 1);
      reader.end = end;
      reader.position = next;
    } else {
      reader.skip(tag & 7);
    }
  }
  reader.position = position;
  return isFound;
}
