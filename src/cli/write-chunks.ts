import type { Writable } from "node:stream";

/** Small pieces are put together up to this many characters before they are written. */
const CHUNK = 65_536;

/**
 * Writes the text as the reader takes it, never more than a piece ahead. A reader that goes away
 * (`| head`) ends the writing, and is no error; any other failure rejects.
 */
export async function writeChunks(stream: Writable, chunks: Iterable<string>): Promise<void> {
  // Each write is told of its own failure; without a listener the stream's would end the process.
  stream.on("error", () => {});
  try {
    for (const text of joinChunks(chunks)) await write(stream, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

function* joinChunks(chunks: Iterable<string>): Generator<string> {
  let text = "";
  for (const chunk of chunks) {
    text += chunk;
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
