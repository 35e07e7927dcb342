import { sortModes } from "../model/access-mode.ts";
import type { PodVolumeSource } from "../model/pod.ts";
import { parseBytes } from "../model/quantity.ts";
import { covers } from "../model/resource.ts";
import { isBound, type Storage } from "../model/storage.ts";
import type { NodeSelectorTerm, Volume } from "../model/volume.ts";
import { mayHaveAttachments } from "../sharing/attach.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { describeBackend } from "../sharing/place.ts";
import type {
  AttachmentFacts,
  ClaimFacts,
  HostPathFacts,
  NamedStorageFacts,
  PodStorageFacts,
  StorageFacts,
  VolumeFacts,
} from "./mount/mount-report.ts";

/** The storage as the report tells it. */
export function describeStorage(storage: Storage, joined: JoinedInventory): StorageFacts {
  switch (storage.kind) {
    case "PersistentVolumeClaim":
    case "EphemeralClaim":
      return describeClaim(storage, storage.kind, joined);
    case "HostPath":
      return describeHostPath(storage);
    case "InTree":
    case "ConfigMap":
    case "Secret":
      return describeNamed(storage, storage.kind);
    default:
      return describePodStorage(storage, storage.kind);
  }
}

/** The claim as the report tells it. */
export function describeClaim(
  storage: Storage,
  kind: ClaimFacts["kind"],
  joined: JoinedInventory,
): ClaimFacts {
  const { claim } = storage;
  const namespace = storage.namespace ?? "";
  const areClaimsRead = covers(joined.inventory.extents.persistentvolumeclaims, namespace);
  const granted = storage.volume?.grantedModes ?? claim?.grantedModes ?? null;
  return {
    kind,
    namespace,
    name: storage.name,
    exists: claim !== null && !claim.isPlanned ? true : areClaimsRead ? false : null,
    planned: claim?.isPlanned ?? false,
    labels: claim?.labels ?? {},
    phase: claim?.phase ?? null,
    terminating: claim?.terminating ?? null,
    createdAt: claim?.createdAt ?? null,
    requestedModes: claim && sortModes(claim.requestedModes),
    grantedModes: granted && sortModes(granted),
    volumeMode: claim?.volumeMode ?? null,
    storageClass: claim?.storageClass ?? null,
    requested: claim?.requested ?? null,
    requestedBytes: parseBytes(claim?.requested ?? null),
    volume: describeVolumeOf(storage),
    attachments: describeAttachments(storage, joined),
  };
}

/** A volume that may not be read is still known by name, and by what the claim's status repeats. */
function describeVolumeOf({ claim, volume }: Storage): VolumeFacts | null {
  if (claim?.volumeName == null || !isBound({ claim })) return null;
  if (volume !== null) return describeVolume(volume);
  return {
    name: claim.volumeName,
    driver: null,
    handle: null,
    phase: null,
    reclaimPolicy: null,
    capacity: claim.capacity,
    capacityBytes: parseBytes(claim.capacity),
    nodeAffinity: null,
  };
}

/** The volume as the report tells it. */
export function describeVolume(volume: Volume): VolumeFacts {
  const { name, phase, reclaimPolicy, capacity } = volume;
  return {
    name,
    ...describeBackend(volume),
    phase,
    reclaimPolicy,
    capacity,
    capacityBytes: parseBytes(capacity),
    nodeAffinity: describeNodeAffinity(volume),
  };
}

function describeAttachments(storage: Storage, joined: JoinedInventory): AttachmentFacts[] | null {
  if (storage.claim === null) return null;
  const found = joined.attachmentsOf(storage);
  // Those on the nodes of its pods may be all that was asked for; none of them may be there.
  const { inventory } = joined;
  const areAllRead = covers(inventory.extents.volumeattachments, null);
  if (found.length === 0 && !areAllRead && mayHaveAttachments(storage, inventory)) return null;
  return found.map(({ name, node, attached, attachError, detachError, terminating }) => ({
    name,
    node,
    attached,
    attachError,
    detachError,
    terminating,
  }));
}

/** `topology.kubernetes.io/zone in (eu-1a, eu-1b)`, alternatives joined by ` or `. */
function describeNodeAffinity({ nodeAffinity }: Volume): string | null {
  if (nodeAffinity === null) return null;
  const known = AFFINITIES.get(nodeAffinity);
  if (known !== undefined) return known;
  const text = nodeAffinity.map(describeTerm).join(" or ");
  AFFINITIES.set(nodeAffinity, text);
  return text;
}

/** Thousands of volumes share few affinities: each is put into words once. */
const AFFINITIES = new WeakMap<readonly NodeSelectorTerm[], string>();

function describeTerm(term: NodeSelectorTerm): string {
  return term.expressions
    .map(({ key, operator, values }) =>
      values.length === 0
        ? `${key} ${operator.toLowerCase()}`
        : `${key} ${operator.toLowerCase()} (${values.join(", ")})`,
    )
    .join(" and ");
}

function describeHostPath({ name, node, sources }: Storage): HostPathFacts {
  const types = sources.flatMap((source) => (source.kind === "HostPath" ? [source.type] : []));
  return { kind: "HostPath", namespace: null, name, node, types: [...new Set(types)].toSorted() };
}

function describeNamed(
  { namespace, name, sources: [source] }: Storage,
  kind: NamedStorageFacts["kind"],
): NamedStorageFacts {
  return {
    kind,
    namespace,
    name,
    ...(source?.kind === "InTree" ? { driver: source.source.plugin } : {}),
  };
}

function describePodStorage(
  { namespace, name, pod, sources: [source] }: Storage,
  kind: PodStorageFacts["kind"],
): PodStorageFacts {
  return {
    kind,
    namespace: namespace ?? "",
    name,
    pod: pod?.name ?? "",
    podUid: pod?.uid ?? null,
    ...(source ? describeSource(source) : {}),
  };
}

function describeSource(source: PodVolumeSource): Partial<PodStorageFacts> {
  switch (source.kind) {
    case "EmptyDir":
      return {
        medium: source.medium,
        sizeLimit: source.sizeLimit,
        sizeLimitBytes: parseBytes(source.sizeLimit),
      };
    case "CSIInline":
      return { driver: source.driver };
    case "Image":
      return { reference: source.reference };
    case "Projected":
      return { sources: source.sources };
    case "Other":
      return { type: source.type };
    default:
      return {};
  }
}
