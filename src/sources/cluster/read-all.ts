import type { Answer } from "./client.ts";

/** The whole body, also of an answer that tells nothing: one that is not read keeps the connection. */
export async function readAll({ body }: Answer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
