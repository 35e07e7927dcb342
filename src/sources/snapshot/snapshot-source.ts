import type { Claim } from "../../core/model/claim.ts";
import type { Inventory, SourceFacts } from "../../core/model/inventory.ts";
import type { ReadRequest } from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import { DecodeError, type Fields } from "../decode/fields.ts";
import { InventoryCollector } from "../inventory-collector.ts";
import { findReadableKind, type ReadableKind } from "../readable-kind.ts";
import type { ReadProgress, Source } from "../source.ts";
import { SourceError } from "../source-error.ts";
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
  const seen = new Set<Resource>();
  for await (const found of findObjects(paths, options)) {
    const kind = findReadableKind(found.object.apiVersion ?? "", found.object.kind ?? "");
    if (kind === undefined) continue;
    seen.add(kind.resource);
    addObject(collector, kind, found, options.defaultNamespace);
    progress.onObjects(kind.resource, 1);
  }
  const inventory = collector.finish();
  inventory.readAt = findNewestTime(inventory);
  describeExtents(inventory, request, seen);
  return inventory;
}

function addObject(
  collector: InventoryCollector,
  kind: ReadableKind,
  { object, origin }: FoundObject,
  defaultNamespace: string,
): void {
  try {
    collector.add(kind, kind.namespaced ? placeInNamespace(object, defaultNamespace) : object);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const name = object.metadata?.name ?? "";
    throw new SourceError(
      "Input",
      `${describeOrigin(origin)}: ${kind.kind} ${name}: ${error.message}`,
      { cause: error },
    );
  }
}

function placeInNamespace(object: Fields, namespace: string): Fields {
  const metadata = object.metadata as Fields | undefined;
  return metadata?.namespace ? object : { ...object, metadata: { ...metadata, namespace } };
}

/** The files were true at some time after everything that they speak of. */
function findNewestTime({ pods, claims, volumes, attachEvents }: Inventory): string | null {
  const times = [
    ...[...pods, ...claims.values(), ...volumes.values()].map(({ createdAt }) => createdAt),
    ...attachEvents.map(({ lastSeen }) => lastSeen),
  ];
  return times.reduce((newest, time) => (isLater(time, newest) ? time : newest), null);
}

function isLater(time: string | null, than: string | null): boolean {
  if (time === null || Number.isNaN(Date.parse(time))) return false;
  return than === null || Date.parse(time) > Date.parse(than);
}

/** What makes pods is not missing from a manifest that has none of its kind. */
const ALWAYS_WHOLE: readonly Resource[] = ["deployments", "replicasets"];

/**
 * Files hold all of a kind or none: where they hold none, nobody can tell whether there is any. It
 * is a gap where an answer suffers from it: claims that pods name, volumes that claims are bound to.
 */
function describeExtents(
  inventory: Inventory,
  { resources }: ReadRequest,
  seen: ReadonlySet<Resource>,
): void {
  for (const resource of resources) {
    const isWhole = seen.has(resource) || ALWAYS_WHOLE.includes(resource);
    inventory.extents[resource] = { of: isWhole ? "cluster" : "none" };
  }
  const isMissing = (resource: Resource) => inventory.extents[resource]?.of === "none";
  const addGap = (resource: Resource, effect: string) => {
    inventory.gaps.push({ resource, namespace: null, reason: "NotInSnapshot", effect });
  };
  if (isMissing("pods") && [...inventory.claims.values()].some(({ phase }) => phase !== null)) {
    addGap("pods", "who uses the claims is unknown");
  }
  if (isMissing("persistentvolumeclaims") && namesClaims(inventory)) {
    addGap("persistentvolumeclaims", "phases, modes and volumes of claims are unknown");
  }
  const isAbsent = ({ volumeName }: Claim) =>
    volumeName !== null && !inventory.volumes.has(volumeName);
  if (resources.has("persistentvolumes") && [...inventory.claims.values()].some(isAbsent)) {
    inventory.extents.persistentvolumes =
      inventory.volumes.size > 0 ? { of: "some" } : { of: "none" };
    addGap("persistentvolumes", "drivers, handles and mount options of volumes are unknown");
  }
}

function namesClaims({ pods, workloads }: Inventory): boolean {
  return [...pods.map(({ spec }) => spec), ...workloads.map(({ template }) => template)].some(
    ({ volumes }) => volumes.some(({ source }) => source.kind === "PersistentVolumeClaim"),
  );
}
