import type { Claim } from "../../core/model/claim.ts";
import type { Gap, Inventory } from "../../core/model/inventory.ts";
import type { Extent, Resource } from "../../core/model/resource.ts";
import { kindOfResource } from "../readable-kind.ts";

/** What the files hold, beside the objects themselves. */
export interface SnapshotFacts {
  /** Resources of which there is an object. */
  seen: ReadonlySet<Resource>;
  /** Where the objects lie that a server has seen: nobody dumps a manifest. */
  namespaces: ReadonlySet<string>;
}

/** What makes pods is not missing from a manifest that has none of its kind. */
const ALWAYS_WHOLE: readonly Resource[] = ["deployments", "replicasets"];

/**
 * How much of the cluster the files hold, which they do not say themselves. Taken to be true: of a
 * resource they hold all or nothing; and where all that a server has seen lies in one namespace,
 * that one was dumped, and others may have more. What no server has seen is whole as it is.
 *
 * A resource of which there is nothing is a gap where an answer suffers from it: claims that pods
 * name, volumes that claims are bound to.
 */
export function describeExtents(
  inventory: Inventory,
  resources: ReadonlySet<Resource>,
  { seen, namespaces }: SnapshotFacts,
): Pick<Inventory, "namespace" | "extents" | "gaps"> {
  const [only = null, ...others] = namespaces;
  const namespace = others.length === 0 ? only : null;
  const extents: Partial<Record<Resource, Extent>> = {};
  for (const resource of resources) {
    const isWhole = seen.has(resource) || ALWAYS_WHOLE.includes(resource);
    extents[resource] = isWhole ? wholeOf(resource, namespace) : { of: "none" };
  }
  const claims = [...inventory.claims.values()];
  const gaps: Gap[] = [];
  const addGap = (resource: Resource, effect: string) => {
    gaps.push({ resource, namespace: null, reason: "NotInSnapshot", effect });
  };
  if (extents.pods?.of === "none" && claims.some(({ phase }) => phase !== null)) {
    addGap("pods", "who uses the claims is unknown");
  }
  if (extents.persistentvolumeclaims?.of === "none" && namesClaims(inventory)) {
    addGap("persistentvolumeclaims", "phases, modes and volumes of claims are unknown");
  }
  const isAbsent = ({ volumeName }: Claim) =>
    volumeName !== null && !inventory.volumes.has(volumeName);
  if (resources.has("persistentvolumes") && claims.some(isAbsent)) {
    extents.persistentvolumes = inventory.volumes.size > 0 ? { of: "some" } : { of: "none" };
    addGap("persistentvolumes", "drivers, handles and mount options of volumes are unknown");
  }
  return { namespace, extents, gaps };
}

function wholeOf(resource: Resource, namespace: string | null): Extent {
  const isPart = namespace !== null && kindOfResource(resource).namespaced;
  return isPart ? { of: "namespace", namespace } : { of: "cluster" };
}

function namesClaims({ pods, workloads }: Inventory): boolean {
  return [...pods.map(({ spec }) => spec), ...workloads.map(({ template }) => template)].some(
    ({ volumes }) => volumes.some(({ source }) => source.kind === "PersistentVolumeClaim"),
  );
}
