import { type Fields, readNumber, readText } from "../../decode/fields.ts";
import { integer, type Message, message, presentText, readMessage } from "./message.ts";
import { TornField } from "./torn-field.ts";
import { WIRE, WireError, WireReader } from "./wire-reader.ts";

/** What a list says of itself, before its first item. */
export interface ListMetadata {
  /** "" on the last page. */
  continue: string;
  /** How many objects the further pages hold; null: the server does not say. */
  remainingItemCount: number | null;
}

export interface ListHandler {
  /** @returns whether items that come behind it are wanted, or may be passed over */
  onMetadata(metadata: ListMetadata): boolean;
  onItem(object: Fields): void;
}

/** How an object is read, which may depend on what is in it. The reader is to stay where it is. */
export type MessageChoice = (object: WireReader) => Message;

/** @throws DecodeError where a field is not what the API says it is */
export function decodeListMetadata(metadata: Fields): ListMetadata {
  return {
    continue: readText(metadata, "continue"),
    remainingItemCount: readNumber(metadata, "remainingItemCount"),
  };
}

/** Before every protobuf answer of the API: https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding */
const MAGIC = Buffer.from("k8s\0", "latin1");

/** etcd refuses objects above 1.5 MiB by default; what is far above that is no object. */
const MAX_OBJECT_BYTES = 64 * 2 ** 20;

const listMeta = message({ continue: [3, presentText], remainingItemCount: [4, integer] });

const RAW_FIELD = 2;
const METADATA_FIELD = 1;
const ITEMS_FIELD = 2;

/**
 * Takes a list apart as it comes in: never more than one item and one chunk are held. The items
 * lie in `Unknown.raw`, whose length is known before its bytes, so that the envelope and the list
 * are both read on the go.
 *
 * @throws WireError for bytes that are no list, or that end too early
 */
export async function readListStream(
  body: AsyncIterable<Uint8Array>,
  choose: MessageChoice,
  handler: ListHandler,
): Promise<void> {
  const parser = new ListParser(choose, handler);
  const torn = new TornField();
  for await (const chunk of body) {
    let bytes = asBuffer(chunk);
    while (bytes.length > 0 && torn.length > 0) {
      bytes = bytes.subarray(torn.append(bytes, parser.needed));
      // What is put together is one field at most.
      if (torn.length === parser.needed && parser.take(torn.bytes) > 0) torn.clear();
    }
    bytes = bytes.subarray(parser.take(bytes));
    if (bytes.length > 0) torn.append(bytes, bytes.length);
  }
  if (torn.length > 0 || !parser.isComplete) throw new WireError("the list ends too early");
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

class ListParser {
  readonly #choose: MessageChoice;
  readonly #handler: ListHandler;
  #sawMagic = false;
  /** Bytes of the list still to come; null: the list has not begun. */
  #listBytes: number | null = null;
  #needed = MAGIC.length;
  #wantsItems = true;

  constructor(choose: MessageChoice, handler: ListHandler) {
    this.#choose = choose;
    this.#handler = handler;
  }

  get isComplete(): boolean {
    return this.#listBytes === 0;
  }

  /** How many bytes of the field that was not taken must be there before it is worth another try. */
  get needed(): number {
    return this.#needed;
  }

  /** Takes as many whole fields as there are. @returns how many bytes they were */
  take(bytes: Buffer): number {
    const reader = new WireReader(bytes);
    if (!this.#sawMagic) {
      if (bytes.length < MAGIC.length) return 0;
      if (bytes.compare(MAGIC, 0, MAGIC.length, 0, MAGIC.length) !== 0) {
        throw new WireError("the answer does not begin as the API's do");
      }
      this.#sawMagic = true;
      reader.position = MAGIC.length;
    }
    let taken = reader.position;
    while (this.#takeField(reader)) taken = reader.position;
    return taken;
  }

  /** @returns false, the reader's position being void, where the field is not all there yet */
  #takeField(reader: WireReader): boolean {
    const start = reader.position;
    if (reader.isAtEnd) return false;
    const header = readHeader(reader);
    if (header === null) {
      this.#needed = reader.end - start + 1;
      return false;
    }
    const { number, wireType, length } = header;
    if (this.#listBytes === null && number === RAW_FIELD && wireType === WIRE.bytes) {
      this.#listBytes = length;
      return true;
    }
    if (length > MAX_OBJECT_BYTES) throw new WireError(`an object of ${length} bytes`);
    const end = reader.position + length;
    const left = this.#listBytes ?? 0;
    if (left > 0 && end - start > left) {
      throw new WireError("a field goes beyond the end of the list");
    }
    if (end > reader.end) {
      this.#needed = end - start;
      return false;
    }
    if (left > 0) {
      this.#listBytes = left - (end - start);
      this.#readListField(number, wireType, new WireReader(reader.bytes, reader.position, end));
    }
    reader.position = end;
    return true;
  }

  #readListField(number: number, wireType: number, reader: WireReader): void {
    if (wireType !== WIRE.bytes) return;
    if (number === METADATA_FIELD) {
      this.#wantsItems = this.#handler.onMetadata(
        decodeListMetadata(readMessage(reader, listMeta)),
      );
    } else if (number === ITEMS_FIELD && this.#wantsItems) {
      this.#handler.onItem(readMessage(reader, this.#choose(reader)));
    }
  }
}

/** A tag and a length have at most ten bytes each. */
const MAX_HEADER_BYTES = 20;

/** A field's tag and the length of what follows; null where the bytes do not reach that far yet. */
function readHeader(
  reader: WireReader,
): { number: number; wireType: number; length: number } | null {
  const available = reader.end - reader.position;
  try {
    const tag = reader.readTag();
    const wireType = tag & 7;
    const start = reader.position;
    switch (wireType) {
      case WIRE.bytes:
        return { number: tag >>> 3, wireType, length: reader.readVarint() };
      case WIRE.varint: {
        reader.readVarint();
        const length = reader.position - start;
        reader.position = start;
        return { number: tag >>> 3, wireType, length };
      }
      case WIRE.fixed64:
        return { number: tag >>> 3, wireType, length: 8 };
      case WIRE.fixed32:
        return { number: tag >>> 3, wireType, length: 4 };
      default:
        throw new WireError(`wire type ${wireType}`);
    }
  } catch (error) {
    // Too few bytes for a header look like a broken one until more have come.
    if (error instanceof WireError && available < MAX_HEADER_BYTES) return null;
    throw error;
  }
}

/** One object instead of a list. @throws WireError for bytes that are no such object */
export function readObjectMessage(bytes: Buffer, item: Message): Fields {
  if (bytes.compare(MAGIC, 0, MAGIC.length, 0, Math.min(MAGIC.length, bytes.length)) !== 0) {
    throw new WireError("the answer does not begin as the API's do");
  }
  const reader = new WireReader(bytes, MAGIC.length);
  while (!reader.isAtEnd) {
    const tag = reader.readTag();
    if (tag >>> 3 === RAW_FIELD && (tag & 7) === WIRE.bytes) {
      const end = reader.readLength();
      return readMessage(new WireReader(bytes, reader.position, end), item);
    }
    reader.skip(tag & 7);
  }
  throw new WireError("the answer holds no object");
}
