import type { Resource } from "../../core/model/resource.ts";
import type { Fields } from "../decode/fields.ts";
import { kindOfResource } from "../readable-kind.ts";
import type { Client } from "./client.ts";
import { type ObjectPlace, pathOf } from "./object-place.ts";
import type { Wanted } from "./protobuf/messages/messages.ts";

/** Protobuf where the server has it; an aggregated server may know JSON only. */
const ACCEPT = "application/vnd.kubernetes.protobuf,application/json";

export interface ListRequest {
  resource: Resource;
  /** null: all. */
  namespace: string | null;
  fieldSelector?: string;
  /** A page of so many and no further one. */
  limit?: number;
  /** Whether the page is for nothing, for what comes behind it. */
  passesOver?: (rest: Rest) => boolean;
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

/** What takes answers apart takes a while to load: to be asked for when the server has been. */
export const loadDecoder = () => import("./decode-answer.ts");

/**
 * Streams a list, object by object. Without a limit it is one request and one consistent answer
 * (`resourceVersion` unset, as kubectl asks); nothing but the current object is held.
 *
 * @returns what a page left; null: the list came to its end
 * @throws SourceError
 */
export async function readResource(
  client: Client,
  request: ListRequest,
  wanted: Wanted,
  signal: AbortSignal,
  onObject: (object: Fields) => void,
): Promise<Rest | null> {
  const { resource, namespace, isLarge = false, passesOver } = request;
  const path = pathOf(placeOf(resource, namespace));
  const query = queryOf(request);
  const answer = await client.get(path, { accept: ACCEPT, query, signal, isLarge });
  const { decodeList } = await loadDecoder();
  let rest: Rest | null = null;
  const isWanted = () => rest === null || !passesOver?.(rest);
  // In JSON a list says behind its items what is left.
  const held: Fields[] = [];
  await decodeList(answer, path, resource, wanted, {
    onMetadata: (metadata) => {
      const { continue: begin, remainingItemCount: count } = metadata;
      rest = begin === "" ? null : { begin, count };
      return isWanted();
    },
    onItem: passesOver ? (object) => held.push(object) : onObject,
  });
  if (isWanted()) for (const object of held) onObject(object);
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
  const { decodeObject } = await loadDecoder();
  return decodeObject(answer, path, resource);
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
