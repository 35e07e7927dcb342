import type { Fields } from "../decode/fields.ts";
import type { DocumentPart } from "../json/document-part.ts";
import { isObject } from "../json/is-object.ts";
import type { FoundObject } from "./found-object.ts";
import { decodingError, parsingError, WRITE_JSON } from "./input-error.ts";
import { requireObject } from "./require-object.ts";

/**
 * The most text that waits for the kind of a list which stands behind its items: everything that
 * kubectl prints in YAML has its fields sorted, `kind` after `items`.
 */
const MAX_WAITING_BYTES = 256 << 20;

const TOO_MUCH_WAITING = `more than ${MAX_WAITING_BYTES >> 20} MiB of items stand before the kind of their list`;

/**
 * The objects of a file's documents: a list's items instead of the list, also of a list in a list,
 * as kubectl does. The items of a typed list, `PodList`, carry no kind of their own and get the
 * list's; where that stands behind the items, their text waits for it.
 *
 * @returns how many documents there were, lists with nothing in them among them.
 * @throws SourceError for what is no Kubernetes object, and where more than MAX_WAITING_BYTES wait.
 */
export async function* takeListsApart(
  file: string,
  parts: AsyncIterable<DocumentPart>,
): AsyncGenerator<FoundObject, number> {
  let documents = 0;
  let index = 0;
  let lastLine = 0;
  function* find(value: unknown, line: number): Generator<FoundObject> {
    for (const element of flatten(value)) {
      // A line that several objects begin on names the first of them only.
      const origin = { file, line: line > lastLine ? line : null, index: ++index };
      lastLine = line;
      yield { object: requireObject(element, origin), origin };
    }
  }

  let waiting: { item: string; line: number }[] = [];
  let waitingBytes = 0;
  for await (const { item, line, fields, parse } of parts) {
    if (item === null) {
      requireKind(fields, file, line);
      for (const one of waiting) {
        yield* find(withTypeOf(fields, parse(one.item, one.line)), one.line);
      }
      yield* find(fields, line);
      documents++;
      waiting = [];
      waitingBytes = 0;
      continue;
    }
    if (waiting.length === 0) {
      const value = parse(item, line);
      if (fields.kind !== undefined || !isUntyped(value)) {
        yield* find(withTypeOf(fields, value), line);
        continue;
      }
    }
    waiting.push({ item, line });
    waitingBytes += item.length;
    if (waitingBytes > MAX_WAITING_BYTES)
      throw parsingError(file, line, TOO_MUCH_WAITING, WRITE_JSON);
  }
  return documents;
}

/** kubectl writes a list's kind behind its items: without it the end of the list is not there. */
function requireKind(fields: Fields, file: string, line: number): void {
  if ("items" in fields && fields.kind === undefined) {
    throw decodingError(
      `${file}:${line}`,
      "Object 'Kind' is missing from this list: it is cut off",
    );
  }
}

/** Level by level rather than by recursion: how deep lists are nested is up to the file. */
function flatten(value: unknown): unknown[] {
  const objects: unknown[] = [];
  const queue = [value];
  for (const element of queue) {
    if (!isList(element)) objects.push(element);
    else for (const item of element.items ?? []) queue.push(withTypeOf(element, item));
  }
  return objects;
}

/** kubectl's own test is an array in `items`; `null` is what Go makes of an empty one. */
function isList(value: unknown): value is Fields & { items: unknown[] | null } {
  if (!isObject(value)) return false;
  return Array.isArray(value.items) || (value.items === null && /List$/.test(String(value.kind)));
}

/** A `PodList` holds Pods; the items of a `List` are of any kind and each says of which. */
function withTypeOf(list: Fields, item: unknown): unknown {
  const [, kind] = /^(.+)List$/.exec(String(list.kind)) ?? [];
  if (kind === undefined || !isUntyped(item)) return item;
  return { apiVersion: list.apiVersion, kind, ...item };
}

function isUntyped(item: unknown): item is Fields {
  return isObject(item) && item.kind === undefined;
}
