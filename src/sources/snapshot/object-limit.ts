import type { SourceError } from "../source-error.ts";
import { parsingError } from "./input-error.ts";

/**
 * The most text that is held of one object. Kubernetes stores none above etcd's request limit of
 * 1.5 MiB, so this is generous for objects and keeps anything else from filling the memory.
 *
 * @see https://etcd.io/docs/v3.6/dev-guide/limit/
 */
export const MAX_OBJECT_BYTES = 16 << 20;

/**
 * The most text that waits for the kind of a list which stands behind its items: everything that
 * kubectl prints in YAML has its fields sorted, `kind` after `items`.
 */
export const MAX_WAITING_BYTES = 256 << 20;

/** Lists are cut at their items where the cuts can be seen, which in JSON is everywhere. */
export const WRITE_JSON = ["write the file with -o json"];

export function tooLargeError(
  file: string,
  line: number,
  next: readonly string[] = [],
): SourceError {
  return parsingError(
    file,
    line,
    `one object takes more than ${MAX_OBJECT_BYTES >> 20} MiB of text`,
    next,
  );
}

export function tooMuchWaitingError(file: string, line: number): SourceError {
  return parsingError(
    file,
    line,
    `more than ${MAX_WAITING_BYTES >> 20} MiB of items stand before the kind of their list`,
    WRITE_JSON,
  );
}
