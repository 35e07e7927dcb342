import { type Gap, type Inventory, isApplied } from "../../core/model/inventory.ts";
import type { ReadRequest } from "../../core/model/read-request.ts";
import type { Extent, Resource } from "../../core/model/resource.ts";
import { effectOfGap } from "../effect-of-gap.ts";
import { kindOfResource } from "../readable-kind.ts";

/** What the files hold, beside the objects themselves. */
export interface SnapshotFacts {
  /** Resources of which there is an object. */
  seen: ReadonlySet<Resource>;
  /** Where the objects lie that a server has seen: nobody dumps a manifest. */
  namespaces: ReadonlySet<string>;
}

/** What makes pods is not missing from files that have none of its kind, unless its pods tell. */
const MAKERS_OF_PODS: readonly Resource[] = ["deployments", "replicasets"];

/** The same, but of manifests only: a server may have some that nobody dumped. */
const WHOLE_IN_MANIFESTS: readonly Resource[] = ["statefulsets"];

/**
 * How much of the cluster the files hold, which they do not say themselves. Taken to be true: of a
 * resource they hold all or nothing; and where all that a server has seen lies in one namespace,
 * that one was dumped, and others may have more. What no server has seen is whole as it is.
 *
 * A resource of which there is nothing is a gap where an answer suffers from it: claims that pods
 * name, volumes that claims are bound to; in detail also the nodes that pods are on, and what was
 * said about those that do not get on.
 */
export function describeExtents(
  inventory: Inventory,
  { resources, details }: Pick<ReadRequest, "resources" | "details">,
  { seen, namespaces }: SnapshotFacts,
): Pick<Inventory, "namespace" | "extents" | "gaps"> {
  const [only = null, ...others] = namespaces;
  const namespace = others.length === 0 ? only : null;
  const isManifest = namespaces.size === 0 && !isApplied(inventory);
  const told = findToldMakers(inventory, seen);
  const extents: Partial<Record<Resource, Extent>> = {};
  for (const resource of resources) {
    const isWhole =
      seen.has(resource) ||
      (MAKERS_OF_PODS.includes(resource) && !told.has(resource)) ||
      (isManifest && WHOLE_IN_MANIFESTS.includes(resource));
    extents[resource] = isWhole ? wholeOf(resource, namespace) : { of: "none" };
  }
  if (resources.has("persistentvolumes") && lacksVolumes(inventory)) {
    extents.persistentvolumes = inventory.volumes.size > 0 ? { of: "some" } : { of: "none" };
  }
  return { namespace, extents, gaps: findGaps(inventory, extents, details) };
}

function findGaps(inventory: Inventory, extents: Inventory["extents"], details: boolean): Gap[] {
  const { pods, claims } = inventory;
  const isAbsent = (resource: Resource) => extents[resource]?.of === "none";
  const gaps: Gap[] = [];
  const addGap = (resource: Resource, effect = effectOfGap(resource, details) ?? "") => {
    gaps.push({ resource, namespace: null, reason: "NotInSnapshot", effect });
  };
  if (isAbsent("pods") && [...claims.values()].some(({ phase }) => phase !== null)) {
    addGap("pods", "who uses the claims is unknown");
  }
  if (isAbsent("persistentvolumeclaims") && namesClaims(inventory)) {
    addGap("persistentvolumeclaims");
  }
  if (extents.persistentvolumes && lacksVolumes(inventory)) addGap("persistentvolumes");
  if (details && isAbsent("nodes") && pods.some(({ node }) => node !== null)) addGap("nodes");
  if (details && isAbsent("events") && hasPending(inventory)) addGap("events");
  return gaps;
}

/** A claim names a volume that is not there. */
function lacksVolumes({ claims, volumes }: Inventory): boolean {
  return [...claims.values()].some(
    ({ volumeName }) => volumeName !== null && !volumes.has(volumeName),
  );
}

/** What the files do not hold, though something in them says that it made it. */
function findToldMakers({ pods, controllers }: Inventory, seen: ReadonlySet<Resource>) {
  const owners = new Set(
    [...pods.map(({ owner }) => owner), ...controllers.values()].map((it) => it?.kind),
  );
  const told = new Set<Resource>();
  if (owners.has("Deployment")) told.add("deployments");
  // Whose a ReplicaSet is only it could tell, and most are a Deployment's.
  if (owners.has("ReplicaSet") && !seen.has("replicasets")) {
    told.add("replicasets").add("deployments");
  }
  return told;
}

function wholeOf(resource: Resource, namespace: string | null): Extent {
  const isPart = namespace !== null && kindOfResource(resource).namespaced;
  return isPart ? { of: "namespace", namespace } : { of: "cluster" };
}

/** Events tell why: the status does not, or not in full. */
function hasPending({ pods, claims }: Inventory): boolean {
  return [...pods, ...claims.values()].some(({ phase }) => phase === "Pending");
}

function namesClaims({ pods, workloads }: Inventory): boolean {
  return [...pods.map(({ spec }) => spec), ...workloads.map(({ template }) => template)].some(
    ({ volumes }) => volumes.some(({ source }) => source.kind === "PersistentVolumeClaim"),
  );
}
