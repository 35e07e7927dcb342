import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { fileError } from "./file-error.ts";
import { inputError } from "./input-error.ts";

/** Large enough that the cost of a chunk vanishes, small beside everything else in memory. */
const CHUNK_BYTES = 1 << 20;

const GZIP_MAGIC = [0x1f, 0x8b];

/** A file's bytes, chunk by chunk. Abandoning the iteration closes the file. */
export async function* readFileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    throw fileError(path, error);
  }
}

/**
 * The same bytes, unpacked if they are gzip's, which their first two tell and no file name.
 *
 * @throws SourceError for a gzip stream that is cut off or broken.
 */
export async function* unpackBytes(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    while (head.length < GZIP_MAGIC.length) {
      const { done, value } = await iterator.next();
      if (done) break;
      head = Buffer.concat([head, value]);
    }
    const whole = prepend(head, iterator);
    yield* GZIP_MAGIC.every((byte, at) => head[at] === byte) ? gunzip(file, whole) : whole;
  } finally {
    await iterator.return?.();
  }
}

async function* prepend(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* gunzip(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  // The reader below meets every error, so the callback has nothing left to do.
  pipeline(Readable.from(chunks), unpacked, () => {});
  try {
    yield* unpacked;
  } catch (error) {
    throw gzipError(file, error);
  }
}

function gzipError(file: string, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "Z_BUF_ERROR":
      return inputError(`error reading ${file}: the gzip data is cut off: unexpected EOF`);
    case "Z_DATA_ERROR":
      return inputError(`error reading ${file}: the gzip data is broken`);
    default:
      return error;
  }
}
