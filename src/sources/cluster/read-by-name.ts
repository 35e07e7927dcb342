import type { Fields } from "../decode/fields.ts";
import { SourceError } from "../source-error.ts";
import type { Client } from "./client.ts";
import { type ObjectReference, readNamed } from "./read-resource.ts";

/** Names asked for at once; the API server's own fairness does the rest. */
const REQUESTS_AT_ONCE = 16;

/** Told what comes of each name. */
export interface NamedHandler {
  onObject(reference: ObjectReference, object: Fields): void;
  /** @throws what nothing can be made of, which ends the reading */
  onFailure(reference: ObjectReference, error: unknown): void;
}

/** Asks for each by its name. What is not there is no failure: its absence is the answer. */
export async function readByName(
  client: Client,
  references: readonly ObjectReference[],
  signal: AbortSignal,
  handler: NamedHandler,
): Promise<void> {
  const queue = references.values();
  const work = async () => {
    for (const reference of queue) {
      try {
        handler.onObject(reference, await readNamed(client, reference, signal));
      } catch (error) {
        if (error instanceof SourceError && error.reason === "NotFound") continue;
        handler.onFailure(reference, error);
      }
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
}
