import type { Claim } from "./claim.ts";
import { nameInTreeBackend } from "./in-tree-backend.ts";
import { keyOf } from "./metadata.ts";
import type { Pod, PodVolume } from "./pod.ts";
import { normalizePath, type StorageIdentity } from "./storage-id.ts";
import type { StorageKind } from "./storage-kind.ts";
import type { VolumeSource } from "./volume.ts";

/** What of a pod its storage is known by. */
export type PodIdentity = Pick<Pod, "namespace" | "name" | "uid" | "node">;

/**
 * The storage that a pod volume means; null where it means none: a generic ephemeral volume whose
 * claim belongs to somebody else uses nothing, it keeps the pod from starting.
 *
 * @param claims by `namespace/name`, all that were read
 */
export function identifyPodVolume(
  pod: PodIdentity,
  podVolume: PodVolume,
  claims: ReadonlyMap<string, Claim>,
): StorageIdentity | null {
  const { source } = podVolume;
  const { namespace } = pod;
  switch (source.kind) {
    case "PersistentVolumeClaim":
      return identifyClaim(namespace, source.claim, claims);
    case "EphemeralClaim": {
      const name = ephemeralClaimName(pod, podVolume);
      const claim = claims.get(keyOf(namespace, name));
      if (claim && !isOwnedBy(claim, pod)) return null;
      return { kind: "EphemeralClaim", namespace, name, node: null, pod: null };
    }
    case "HostPath": {
      const name = normalizePath(source.path);
      // Not on any node yet: nobody else can have the same path.
      const owner = pod.node === null ? { name: `${namespace}/${pod.name}`, uid: pod.uid } : null;
      return { kind: "HostPath", namespace: null, name, node: pod.node, pod: owner };
    }
    case "InTree":
      return identifyInTree(source.source, pod);
    case "ConfigMap":
    case "Secret":
      return { kind: source.kind, namespace, name: source.name, node: null, pod: null };
    default:
      return {
        kind: source.kind,
        namespace,
        name: podVolume.name,
        node: null,
        pod: { name: pod.name, uid: pod.uid },
      };
  }
}

/**
 * A backend that the pod itself names: the same for all pods that name it. Of a flexVolume only its
 * driver knows what it is, so each is a pod's own.
 */
function identifyInTree(source: VolumeSource, pod: PodIdentity): StorageIdentity {
  const { plugin, attributes } = source;
  const isOpaque = plugin === "flexVolume";
  // Whose secret it is decides whose share it is.
  const owned =
    plugin === "azureFile" ? { secretNamespace: pod.namespace, ...attributes } : attributes;
  return {
    kind: "InTree",
    namespace: null,
    name: `${plugin}/${nameInTreeBackend({ ...source, attributes: owned })}`,
    node: null,
    pod: isOpaque ? { name: `${pod.namespace}/${pod.name}`, uid: pod.uid } : null,
  };
}

function identifyClaim(
  namespace: string,
  name: string,
  claims: ReadonlyMap<string, Claim>,
): StorageIdentity {
  const claim = claims.get(keyOf(namespace, name));
  const kind = claim ? kindOfClaim(claim) : "PersistentVolumeClaim";
  return { kind, namespace, name, node: null, pod: null };
}

/** A claim that a pod controls was made for a generic ephemeral volume of it. */
export function kindOfClaim(claim: Claim): StorageKind {
  return claim.owner?.kind === "Pod" ? "EphemeralClaim" : "PersistentVolumeClaim";
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/component-helpers/storage/ephemeral/ephemeral.go VolumeClaimName */
export function ephemeralClaimName(pod: PodIdentity, podVolume: PodVolume): string {
  return `${pod.name}-${podVolume.name}`;
}

/**
 * The owner reference decides, by uid where both sides have one: the pod of that name may be
 * another one by now.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/component-helpers/storage/ephemeral/ephemeral.go VolumeIsForPod
 */
export function isOwnedBy(claim: Claim, pod: PodIdentity): boolean {
  const { owner } = claim;
  if (owner?.kind !== "Pod" || owner.name !== pod.name) return false;
  return owner.uid === null || pod.uid === null || owner.uid === pod.uid;
}
