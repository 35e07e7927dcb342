import type { Claim } from "../core/model/claim.ts";
import { identifyPodVolume, type PodIdentity } from "../core/model/identify-pod-volume.ts";
import { keyOf } from "../core/model/metadata.ts";
import type { Pod, PodVolume } from "../core/model/pod.ts";
import { formatStorageId, type StorageIdentity } from "../core/model/storage-id.ts";
import { CLAIM_KINDS, isClaimKind, type StorageKind } from "../core/model/storage-kind.ts";

/** Kinds of which no two pods can name the same piece. */
const POD_PRIVATE: ReadonlySet<StorageKind> = new Set([
  "EmptyDir",
  "CSIInline",
  "Image",
  "Projected",
  "DownwardAPI",
  "Other",
]);

const NO_CLAIMS: ReadonlyMap<string, Claim> = new Map();

interface ClaimUse {
  pod: PodIdentity;
  podVolume: PodVolume;
}

/**
 * Counts the pieces of storage that pods use and that are of no kind asked for, without keeping the
 * pods. Whether a claim is a pod's own, its owner reference tells: claims are counted at the end,
 * when all of them are known, so that the order in which objects come does not matter.
 */
export class LeftOutStorage {
  readonly #kinds: ReadonlySet<StorageKind>;
  readonly #counts = new Map<StorageKind, number>();
  /** Ids of storage that several pods can name, so that it is counted once. */
  readonly #shared = new Set<string>();
  readonly #claimUses = new Map<string, ClaimUse>();

  /** @param kinds those that are asked for, and not counted */
  constructor(kinds: ReadonlySet<StorageKind>) {
    this.#kinds = kinds;
  }

  /** Each pod must come once only. */
  addPod(pod: Pod): void {
    for (const podVolume of pod.spec.volumes) {
      const { kind } = podVolume.source;
      if (isClaimKind(kind)) this.#addClaimUse(pod, podVolume);
      else if (this.#kinds.has(kind)) continue;
      else if (POD_PRIVATE.has(kind)) this.#count(kind);
      else this.#addIdentity(identifyPodVolume(pod, podVolume, NO_CLAIMS));
    }
  }

  /** Pieces by kind. @param claims by `namespace/name`, all that were read */
  finish(claims: ReadonlyMap<string, Claim>): Map<StorageKind, number> {
    for (const { pod, podVolume } of this.#claimUses.values()) {
      this.#addIdentity(identifyPodVolume(pod, podVolume, claims));
    }
    return this.#counts;
  }

  #addClaimUse({ namespace, name, uid, node }: Pod, podVolume: PodVolume): void {
    if (CLAIM_KINDS.every((kind) => this.#kinds.has(kind))) return;
    const { source } = podVolume;
    const key =
      source.kind === "PersistentVolumeClaim"
        ? keyOf(namespace, source.claim)
        : `${keyOf(namespace, name)}/${podVolume.name}`;
    this.#claimUses.set(key, { pod: { namespace, name, uid, node }, podVolume });
  }

  #addIdentity(identity: StorageIdentity | null): void {
    if (identity === null || this.#kinds.has(identity.kind)) return;
    if (identity.pod === null) {
      const id = formatStorageId(identity);
      if (this.#shared.has(id)) return;
      this.#shared.add(id);
    }
    this.#count(identity.kind);
  }

  #count(kind: StorageKind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }
}
