/**
 * As much of protobuf as the messages of a storage driver need: fields by their numbers.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export type Field =
  | { number: number; value: number | bigint | boolean }
  | { number: number; value: string | Uint8Array };

/** Writes a message. */
export function encode(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(({ number, value }) => {
      if (typeof value === "string" || value instanceof Uint8Array) {
        const bytes = Buffer.from(value as string);
        return [varint((number << 3) | 2), varint(bytes.length), bytes];
      }
      return [varint(number << 3), varint(value)];
    }),
  );
}

/** A message as it was read; what is not there is empty. */
export interface Message {
  text(number: number): string;
  /** Of a field that comes several times. */
  texts(number: number): string[];
  flag(number: number): boolean;
  message(number: number): Message;
}

/** Reads a message; a field of fixed width, which no message here has, is an Error. */
export function decode(bytes: Buffer): Message {
  const found: { number: number; value: Buffer | bigint }[] = [];
  let at = 0;
  const next = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(next());
    const number = key >> 3;
    if ((key & 7) === 0) found.push({ number, value: next() });
    else if ((key & 7) === 2) {
      const length = Number(next());
      found.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else throw new Error(`field ${number} has a width that is not read here`);
  }
  const parts = (number: number) =>
    found.filter((it) => it.number === number).map(({ value }) => value);
  const buffers = (number: number) => parts(number).filter((it) => Buffer.isBuffer(it));
  return {
    text: (number) => buffers(number).at(-1)?.toString("utf8") ?? "",
    texts: (number) => buffers(number).map((it) => it.toString("utf8")),
    flag: (number) => parts(number).at(-1) === 1n,
    message: (number) => decode(buffers(number).at(-1) ?? Buffer.alloc(0)),
  };
}

function varint(value: number | bigint | boolean): Buffer {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left > 0n ? low | 0x80 : low);
  } while (left > 0n);
  return Buffer.from(bytes);
}
