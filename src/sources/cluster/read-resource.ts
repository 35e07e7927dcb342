import type { Resource } from "../../core/model/resource.ts";
import { DecodeError, type Fields } from "../decode/fields.ts";
import { parseJson } from "../json/parse-json.ts";
import { TextError } from "../json/text-error.ts";
import { kindOfResource } from "../readable-kind.ts";
import { SourceError } from "../source-error.ts";
import type { Client } from "./client.ts";
import { readJsonList } from "./json-list.ts";
import { type ObjectPlace, pathOf } from "./object-place.ts";
import { type ListHandler, readListStream, readObjectMessage } from "./protobuf/list-stream.ts";
import { MESSAGES_IN_DETAIL, type Messages } from "./protobuf/messages/messages.ts";
import { WireError } from "./protobuf/wire-reader.ts";
import { readAll } from "./read-all.ts";

/** Protobuf where the server has it; an aggregated server may know JSON only. */
const ACCEPT = "application/vnd.kubernetes.protobuf,application/json";

const JSON_TYPE = "application/json";

export interface ListRequest {
  resource: Resource;
  /** null: all. */
  namespace: string | null;
  fieldSelector?: string;
  /** A page of so many and no further one. */
  limit?: number;
  /** Where a page before this one ended. */
  after?: string;
  /** It may be of the whole cluster. */
  isLarge?: boolean;
}

/** What comes behind a page. */
export interface Rest {
  /** Where it begins, for {@link ListRequest.after}. */
  begin: string;
  /** How many objects it holds; null: the server does not say. */
  count: number | null;
}

/** One object. */
export interface ObjectReference {
  resource: Resource;
  /** null: it lies in none. */
  namespace: string | null;
  name: string;
}

/**
 * Streams a list, object by object. Without a limit it is one request and one consistent answer
 * (`resourceVersion` unset, as kubectl asks); nothing but the current object is held.
 *
 * @param messages what of its objects is decoded
 * @returns what a page left; null: the list came to its end
 * @throws SourceError
 */
export async function readResource(
  client: Client,
  request: ListRequest,
  messages: Messages,
  signal: AbortSignal,
  onObject: (object: Fields) => void,
): Promise<Rest | null> {
  const { resource, namespace, isLarge = false } = request;
  const path = pathOf(placeOf(resource, namespace));
  const query = queryOf(request);
  const answer = await client.get(path, { accept: ACCEPT, query, signal, isLarge });
  let rest: Rest | null = null;
  const handler: ListHandler = {
    onMetadata: (metadata) => {
      const { continue: begin, remainingItemCount: count } = metadata;
      rest = begin === "" ? null : { begin, count };
    },
    onItem: onObject,
  };
  await guardAnswer(path, () =>
    answer.contentType === JSON_TYPE
      ? readJsonList(answer.body, handler)
      : readListStream(answer.body, messages[resource], handler),
  );
  return rest;
}

/**
 * One object by its name, in detail: of one that costs nothing.
 *
 * @throws SourceError, with the reason NotFound where there is none
 */
export async function readNamed(
  client: Client,
  { resource, namespace, name }: ObjectReference,
  signal: AbortSignal,
): Promise<Fields> {
  const path = `${pathOf(placeOf(resource, namespace))}/${encodeURIComponent(name)}`;
  const answer = await client.get(path, { accept: ACCEPT, signal });
  const bytes = await readAll(answer);
  return guardAnswer(path, () =>
    answer.contentType === JSON_TYPE
      ? (parseJson(bytes.toString("utf8"), 1) as Fields)
      : readObjectMessage(bytes, MESSAGES_IN_DETAIL[resource]),
  );
}

function placeOf(resource: Resource, namespace: string | null): ObjectPlace {
  const { group, version } = kindOfResource(resource);
  return { group, version, resource, namespace };
}

function queryOf({ fieldSelector, limit, after }: ListRequest): Record<string, string> {
  return {
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    ...(limit === undefined ? {} : { limit: String(limit) }),
    ...(after === undefined ? {} : { continue: after }),
  };
}

const UNREADABLE = [WireError, TextError, DecodeError];

/** An answer that broke off or is none is the server's fault, not a gap. */
async function guardAnswer<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!UNREADABLE.some((kind) => error instanceof kind)) throw error;
    throw new SourceError(
      "InvalidAnswer",
      `the server's answer to ${path} cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
