import { WIRE, WireError, type WireReader } from "./wire-reader.ts";

/**
 * Which fields of a message are read, and how, by their numbers in the API's `generated.proto`.
 * All other fields are skipped: no generated classes, nothing decoded that nobody asks for.
 */
export interface Message {
  /** Sparse: the index is the field number. */
  readonly fields: readonly (Field | undefined)[];
  /** Unknown fields of a union leave a trace, `field31`: a new volume type is not no volume. */
  readonly isUnion: boolean;
}

/** Gives the value that JSON would have at `name`. */
export interface Field {
  readonly name: string;
  readonly wireType: number;
  /** Puts what the reader stands at into the object. */
  read(reader: WireReader, object: Record<string, unknown>): void;
  /** The same for numbers of a list that stand packed in one field. */
  readPacked?(reader: WireReader, object: Record<string, unknown>): void;
}

export type FieldMaker = (name: string) => Field;

export function message(fields: Readonly<Record<string, readonly [number, FieldMaker]>>): Message {
  return { fields: indexFields(fields), isUnion: false };
}

export function union(fields: Readonly<Record<string, readonly [number, FieldMaker]>>): Message {
  return { fields: indexFields(fields), isUnion: true };
}

function indexFields(
  fields: Readonly<Record<string, readonly [number, FieldMaker]>>,
): (Field | undefined)[] {
  const index: (Field | undefined)[] = [];
  for (const [name, [number, make]] of Object.entries(fields)) index[number] = make(name);
  return index;
}

/**
 * Reads the message up to the reader's end, as the object that its JSON would give. Fields may come
 * in any order; of a field that comes again the last value counts, and messages are merged.
 *
 * @see https://protobuf.dev/programming-guides/encoding/#last-one-wins
 * @throws WireError for bytes that are no such message
 */
export function readMessage(
  reader: WireReader,
  { fields, isUnion }: Message,
  object: Record<string, unknown> = {},
): Record<string, unknown> {
  while (reader.position < reader.end) {
    const tag = reader.readTag();
    const number = tag >>> 3;
    const wireType = tag & 7;
    const field = fields[number];
    if (field === undefined) {
      if (isUnion) object[`field${number}`] = {};
      reader.skip(wireType);
    } else if (field.wireType === wireType) {
      field.read(reader, object);
    } else if (field.readPacked !== undefined && wireType === WIRE.bytes) {
      field.readPacked(reader, object);
    } else {
      throw new WireError(`wire type ${wireType} in ${field.name}`);
    }
  }
  return object;
}

/** Reads the message in the length-delimited field that the reader stands at. */
function readNested(
  reader: WireReader,
  nested: Message,
  object?: Record<string, unknown>,
): Record<string, unknown> {
  const { end } = reader;
  reader.end = reader.readLength();
  const value = readMessage(reader, nested, object);
  reader.end = end;
  return value;
}

/** A string that JSON leaves out when it is empty. */
export const text: FieldMaker = (name) => ({
  name,
  wireType: WIRE.bytes,
  read(reader, object) {
    const value = reader.readText();
    if (value !== "") object[name] = value;
    else if (object[name] !== undefined) delete object[name];
  },
});

/** A string whose emptiness means something: a pointer in Go, `storageClassName: ""`. */
export const presentText: FieldMaker = (name) => ({
  name,
  wireType: WIRE.bytes,
  read(reader, object) {
    object[name] = reader.readText();
  },
});

/** A list of strings. */
export const texts: FieldMaker = (name) => ({
  name,
  wireType: WIRE.bytes,
  read(reader, object) {
    listIn(object, name).push(reader.readText());
  },
});

/** A list of numbers, each with a tag of its own, as proto2 writes it, or packed as proto3 does. */
export const integers: FieldMaker = (name) => ({
  name,
  wireType: WIRE.varint,
  read(reader, object) {
    listIn(object, name).push(reader.readInteger());
  },
  readPacked(reader, object) {
    const { end } = reader;
    reader.end = reader.readLength();
    while (!reader.isAtEnd) listIn(object, name).push(reader.readInteger());
    reader.end = end;
  },
});

export const flag: FieldMaker = (name) => ({
  name,
  wireType: WIRE.varint,
  read(reader, object) {
    object[name] = reader.readVarint() !== 0;
  },
});

export const integer: FieldMaker = (name) => ({
  name,
  wireType: WIRE.varint,
  read(reader, object) {
    object[name] = reader.readInteger();
  },
});

/** A number that JSON leaves out when it is 0. */
export const nonZero: FieldMaker = (name) => ({
  name,
  wireType: WIRE.varint,
  read(reader, object) {
    const value = reader.readInteger();
    if (value !== 0) object[name] = value;
    else if (object[name] !== undefined) delete object[name];
  },
});

export function nested(of: Message): FieldMaker {
  return (name) => ({
    name,
    wireType: WIRE.bytes,
    read(reader, object) {
      const former = object[name] as Record<string, unknown> | undefined;
      object[name] = readNested(reader, of, former);
    },
  });
}

/** A message of which only matters that it is there. */
export const nothing: FieldMaker = nested(message({}));

/** A list of messages. */
export function list(of: Message): FieldMaker {
  return (name) => ({
    name,
    wireType: WIRE.bytes,
    read(reader, object) {
      listIn(object, name).push(readNested(reader, of));
    },
  });
}

/** A message whose fields JSON writes into the outer object. */
export function inline(of: Message): FieldMaker {
  return (name) => ({
    name,
    wireType: WIRE.bytes,
    read(reader, object) {
      readNested(reader, of, object);
    },
  });
}

/** A message that JSON writes as one value: the last one counts, whole. */
export function scalar(
  of: Message,
  convert: (value: Record<string, unknown>) => unknown,
): FieldMaker {
  return (name) => ({
    name,
    wireType: WIRE.bytes,
    read(reader, object) {
      const value = convert(readNested(reader, of));
      if (value !== undefined) object[name] = value;
    },
  });
}

/**
 * A map: each entry is a message of key and value.
 *
 * @param absent the value of an entry that has none; undefined: such an entry says nothing
 */
export function mapOf(value: FieldMaker, absent?: unknown): FieldMaker {
  const entry = message({ key: [1, presentText], value: [2, value] });
  return (name) => ({
    name,
    wireType: WIRE.bytes,
    read(reader, object) {
      const { key = "", value = absent } = readNested(reader, entry);
      if (value === undefined) return;
      const known = object[name] as Record<string, unknown> | undefined;
      const map = known ?? {};
      if (known === undefined) object[name] = map;
      setEntry(map, key as string, value);
    },
  });
}

export const textMap: FieldMaker = mapOf(presentText, "");

/** A label may be called `__proto__`. */
function setEntry(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") {
    map[key] = value;
    return;
  }
  Object.defineProperty(map, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function listIn(object: Record<string, unknown>, name: string): unknown[] {
  const known = object[name];
  if (known !== undefined) return known as unknown[];
  const created: unknown[] = [];
  object[name] = created;
  return created;
}
