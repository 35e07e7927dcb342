import type { Inventory, SourceFacts } from "../../core/model/inventory.ts";
import type { ReadRequest } from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import { DecodeError, type Fields } from "../decode/fields.ts";
import { InventoryCollector } from "../inventory-collector.ts";
import { isObject } from "../json/is-object.ts";
import { findReadableKind, type ReadableKind } from "../readable-kind.ts";
import type { ReadProgress, Source } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { metadataCompleter } from "./complete-metadata.ts";
import { describeExtents } from "./describe-extents.ts";
import { findObjects } from "./find-objects.ts";
import { describeOrigin, type FoundObject } from "./found-object.ts";

export interface SnapshotSourceOptions {
  /** Files and folders as the user named them; `-` is `stdin`. */
  paths: readonly string[];
  recursive: boolean;
  stdin: AsyncIterable<Uint8Array>;
  /** Of objects that name none, as `kubectl apply -n` would place them. */
  defaultNamespace: string;
  progress: ReadProgress;
}

/** Files that kubectl wrote, or manifests that it is to apply. */
export function createSnapshotSource(options: SnapshotSourceOptions): Source {
  return { read: (request) => readSnapshot(request, options) };
}

async function readSnapshot(
  request: ReadRequest,
  options: SnapshotSourceOptions,
): Promise<Inventory> {
  const { paths, progress } = options;
  const source: SourceFacts = { kind: "snapshot", files: [...paths] };
  const collector = new InventoryCollector({ ...request, namespace: null }, source, null);
  const complete = metadataCompleter(options.defaultNamespace);
  const seen = new Set<Resource>();
  const namespaces = new Set<string>();
  for await (const found of findObjects(paths, options)) {
    const kind = findReadableKind(String(found.object.apiVersion), String(found.object.kind));
    const object = kind === undefined ? found.object : complete(kind, found.object);
    const namespace = findServedNamespace(object);
    if (namespace !== null) namespaces.add(namespace);
    if (kind === undefined) continue;
    seen.add(kind.resource);
    addObject(collector, kind, { ...found, object });
    progress.onObjects(kind.resource, 1);
  }
  progress.onRead?.();
  const inventory = collector.finish();
  return {
    ...inventory,
    ...describeExtents(inventory, request, { seen, namespaces }),
    readAt: findNewestTime(inventory),
  };
}

function addObject(
  collector: InventoryCollector,
  kind: ReadableKind,
  { object, origin }: FoundObject,
): void {
  try {
    collector.add(kind, object);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { name = "" } = metadataOf(object);
    throw new SourceError(
      "Input",
      `${describeOrigin(origin)}: ${kind.kind} ${name}: ${error.message}`,
      { cause: error },
    );
  }
}

/** A server gives all its objects a uid, and most a status; a manifest has neither. */
function findServedNamespace(object: Fields): string | null {
  const { uid, namespace } = metadataOf(object);
  const hasStatus = isObject(object.status) && Object.keys(object.status).length > 0;
  return typeof namespace === "string" && (uid !== undefined || hasStatus) ? namespace : null;
}

/** {@link FoundObject} has some. */
function metadataOf(object: Fields): Fields {
  return object.metadata as Fields;
}

/** The files were true at some time after everything that they speak of. */
function findNewestTime({ pods, claims, volumes, events }: Inventory): string | null {
  const times = [
    ...[...pods, ...claims.values(), ...volumes.values()].map(({ createdAt }) => createdAt),
    ...events.map(({ lastSeen }) => lastSeen),
  ];
  return times.reduce((newest, time) => (isLater(time, newest) ? time : newest), null);
}

function isLater(time: string | null, than: string | null): boolean {
  if (time === null || Number.isNaN(Date.parse(time))) return false;
  return than === null || Date.parse(time) > Date.parse(than);
}
