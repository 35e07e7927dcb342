import { ByteWindow } from "../json/byte-window.ts";
import { TextError } from "../json/text-error.ts";
import type { FoundObject } from "./found-object.ts";
import { inputError, unreadableError } from "./input-error.ts";
import { listFiles, STDIN } from "./list-files.ts";
import { readFileBytes, unpackBytes } from "./read-bytes.ts";
import { readDocuments } from "./read-documents.ts";
import { takeListsApart } from "./take-lists-apart.ts";

export interface FindOptions {
  /** `-R`: subdirectories too. */
  recursive: boolean;
  /** What `-` names. */
  stdin: AsyncIterable<Uint8Array>;
}

/**
 * The objects in what kubectl wrote, `-f PATH …`, in the order of the files and in each from top
 * to bottom; nothing is decoded, so the same object may come twice. Holds one object at a time,
 * however long a list is; MAX_OBJECT_BYTES and MAX_WAITING_BYTES are the bounds. Abandoning the
 * iteration closes what is open.
 *
 * @throws SourceError, reason `Input`, at the first thing that cannot be read or is no Kubernetes
 * object: whatever came before it is no answer either. Also where a file that was named holds
 * nothing, as that is what a failed kubectl leaves behind.
 */
export async function* findObjects(
  paths: readonly string[],
  { recursive, stdin }: FindOptions,
): AsyncGenerator<FoundObject> {
  let documents = 0;
  for (const { path, named } of await listFiles(paths, recursive)) {
    const found = yield* findInFile(path, path === STDIN ? stdin : readFileBytes(path));
    if (named && found === 0) throw inputError(`no objects found in ${path}`);
    documents += found;
  }
  if (documents === 0) throw inputError(`no objects found in ${paths.join(", ")}`);
}

async function* findInFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<FoundObject, number> {
  const window = new ByteWindow(unpackBytes(path, chunks));
  try {
    return yield* takeListsApart(path, readDocuments(window, path));
  } catch (error) {
    throw error instanceof TextError ? unreadableError(path, error) : error;
  } finally {
    await window.close();
  }
}
