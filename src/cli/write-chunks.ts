import { once } from "node:events";
import type { Writable } from "node:stream";

/** Small pieces are put together up to this many characters before they are written. */
const CHUNK = 65_536;

/**
 * Writes the text as the reader takes it, never more than a piece ahead. A reader that goes away
 * (`| head`) ends the writing, and is no error.
 */
export async function writeChunks(stream: Writable, chunks: Iterable<string>): Promise<void> {
  let closed = false;
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    closed = true;
  };
  stream.on("error", onError);
  let text = "";
  for (const chunk of chunks) {
    text += chunk;
    if (text.length < CHUNK) continue;
    await write(stream, text);
    text = "";
    if (closed) return;
  }
  if (text !== "") await write(stream, text);
}

async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text) || stream.destroyed) return;
  await Promise.race([once(stream, "drain"), once(stream, "close")]).catch(() => {});
}
