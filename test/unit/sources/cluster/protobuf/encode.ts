/** The other direction than the reader's, for tests: a message as pairs of field number and value. */
export type WireField = readonly [number: number, value: WireValue];

/** Strings and bytes are length-delimited, numbers and truths are varints. */
export type WireValue = string | Uint8Array | number | bigint | boolean;

export function encode(...fields: readonly WireField[]): Buffer {
  return Buffer.concat(fields.map(encodeField));
}

function encodeField([number, value]: WireField): Buffer {
  if (typeof value === "string" || value instanceof Uint8Array) {
    const bytes = Buffer.from(value);
    return Buffer.concat([tag(number, 2), varint(bytes.length), bytes]);
  }
  return Buffer.concat([tag(number, 0), varint(BigInt(value))]);
}

export function tag(number: number, wireType: number): Buffer {
  return varint((BigInt(number) << 3n) | BigInt(wireType));
}

/** Negative numbers as protobuf writes them: 64 bits of two's complement. */
export function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

/** An answer of the API: the magic, then `runtime.Unknown` around the object. */
export function envelope(object: Uint8Array, kind = "PodList"): Buffer {
  const typeMeta = encode([1, "v1"], [2, kind]);
  const unknown = encode([1, typeMeta], [2, object], [3, ""], [4, ""]);
  return Buffer.concat([Buffer.from("k8s\0"), unknown]);
}
