import { KnownTexts } from "./known-texts.ts";

/** Bytes that are no protobuf, or that end too early. */
export class WireError extends Error {
  constructor(message: string) {
    super(`malformed protobuf: ${message}`);
    this.name = "WireError";
  }
}

/** @see https://protobuf.dev/programming-guides/encoding/#structure */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** The largest tag: field numbers have 29 bits, wire types three. */
const MAX_TAG = 2 ** 32 - 1;

/** A varint holds 64 bits, seven to a byte. */
const MAX_VARINT_BYTES = 10;

const KNOWN = new KnownTexts();

/**
 * A cursor over the bytes of one message. Nothing is copied; every length is held against the end
 * before it is believed.
 */
export class WireReader {
  readonly bytes: Buffer;
  position: number;
  end: number;

  constructor(bytes: Buffer, position = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  get isAtEnd(): boolean {
    return this.position >= this.end;
  }

  /** A field's number and, in the last three bits, its wire type. */
  readTag(): number {
    const tag = this.readVarint();
    if (tag > MAX_TAG) throw new WireError("a field number of more than 29 bits");
    if (tag < 8) throw new WireError("field number 0");
    return tag;
  }

  /**
   * The next varint as a number. Above 2^53 it is rounded: no field that is read here gets there,
   * but for negative numbers, which {@link readInteger} knows.
   */
  readVarint(): number {
    const { bytes, end } = this;
    let position = this.position;
    let byte = position < end ? (bytes[position] as number) : -1;
    if (byte >= 0 && byte < 0x80) {
      this.position = position + 1;
      return byte;
    }
    let value = 0;
    let factor = 1;
    for (let read = 0; read < MAX_VARINT_BYTES; read++) {
      if (position >= end) throw new WireError("a number goes beyond the end");
      byte = bytes[position++] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        this.position = position;
        return value;
      }
      factor *= 0x80;
    }
    throw new WireError("a number without an end");
  }

  /** A signed integer: negative ones are written as 64 bits of two's complement. */
  readInteger(): number {
    const start = this.position;
    const value = this.readVarint();
    return value < 2 ** 63 ? value : this.#readTwosComplement(start);
  }

  /** The varint from there to the cursor, which is too near to 2^64 for a number to tell them apart. */
  #readTwosComplement(start: number): number {
    let value = 0n;
    for (const byte of this.bytes.subarray(start, this.position).toReversed()) {
      value = (value << 7n) | BigInt(byte & 0x7f);
    }
    return Number(BigInt.asIntN(64, value));
  }

  /** The end of the length-delimited field that starts here; the cursor stands at its first byte. */
  readLength(): number {
    const length = this.readVarint();
    const end = this.position + length;
    if (end > this.end) throw new WireError("a field goes beyond the end of its message");
    return end;
  }

  readText(): string {
    const end = this.readLength();
    const text = KNOWN.read(this.bytes, this.position, end);
    this.position = end;
    return text;
  }

  /** Passes over a field of the wire type. Groups are refused: the API's generator writes none. */
  skip(wireType: number): void {
    switch (wireType) {
      case WIRE.varint:
        this.readVarint();
        return;
      case WIRE.bytes:
        this.position = this.readLength();
        return;
      case WIRE.fixed64:
        this.#advance(8);
        return;
      case WIRE.fixed32:
        this.#advance(4);
        return;
      default:
        throw new WireError(`wire type ${wireType}`);
    }
  }

  #advance(length: number): void {
    this.position += length;
    if (this.position > this.end) throw new WireError("a field goes beyond the end of its message");
  }
}
