import type {
  ClaimFacts,
  StorageFacts,
  StorageItem,
} from "../../core/reports/mount/mount-report.ts";

/**
 * How people name a piece of storage, and what `who-mounts` takes for a claim: `pvc/media`,
 * `emptydir/cache`, `hostpath/var/log`. Within its namespace or node, so not always unique.
 */
function shortName(storage: StorageFacts): string {
  return isClaim(storage)
    ? `pvc/${storage.name}`
    : `${lowerKind(storage)}${slashName(storage.name)}`;
}

/** The same with what it takes to find it: `pvc/media -n shop`, `hostpath/var/log on node-a`. */
export function fullName(storage: StorageFacts, showNamespace: boolean): string {
  const name = shortName(storage);
  if ("node" in storage) return `${name} on ${storage.node ?? "no node yet"}`;
  return showNamespace && storage.namespace !== null ? `${name} -n ${storage.namespace}` : name;
}

/**
 * What `-o name` prints, kubectl's resource and name: `persistentvolumeclaim/media`,
 * `configmap/settings`. Storage that is no API object is named by what holds it:
 * `emptydir/web-0/cache`, `hostpath/node-a/var/log`.
 */
export function resourceName(storage: StorageFacts): string {
  if (isClaim(storage)) return `persistentvolumeclaim/${storage.name}`;
  if ("pod" in storage) return `${lowerKind(storage)}/${storage.pod}/${storage.name}`;
  const holder = "node" in storage && storage.node !== null ? `/${storage.node}` : "";
  return `${lowerKind(storage)}${holder}${slashName(storage.name)}`;
}

/** A claim, also one that a generic ephemeral volume made: only claims have modes and volumes. */
export function isClaim(storage: StorageFacts): storage is ClaimFacts {
  return storage.kind === "PersistentVolumeClaim" || storage.kind === "EphemeralClaim";
}

/** The claim's own name where all storage in sight is claims, else with the kind in front. */
export function chooseNaming(items: readonly StorageItem[]): (storage: StorageFacts) => string {
  return items.every(({ storage }) => isClaim(storage)) ? ({ name }) => name : shortName;
}

function lowerKind(storage: StorageFacts): string {
  return storage.kind.toLowerCase();
}

function slashName(name: string): string {
  return name.startsWith("/") ? name : `/${name}`;
}
