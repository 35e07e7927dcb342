import type { Claim } from "../model/claim.ts";
import { type Consumer, isSameConsumer } from "../model/consumer.ts";
import { identifyPodVolume, kindOfClaim } from "../model/identify-pod-volume.ts";
import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import type { Pod, PodVolume } from "../model/pod.ts";
import { covers } from "../model/resource.ts";
import { SharedValues } from "../model/shared-values.ts";
import { isBound, type Storage } from "../model/storage.ts";
import { formatStorageId, type StorageIdentity } from "../model/storage-id.ts";
import { isClaimKind, type StorageKind } from "../model/storage-kind.ts";
import type { Volume } from "../model/volume.ts";
import { countSharing } from "./count-sharing.ts";
import { consumerOfPod, consumerOfWorkload, mountPointsOf } from "./join-consumers.ts";
import { findPlannedPods, planClaim } from "./planned-pods.ts";

/**
 * Who shares what: every piece of storage of the kinds, with every consumer by every road. A claim
 * nobody mounts is there too.
 *
 * @param planned whether the templates of workloads without live pods are consumers to be
 */
export function findStorages(
  inventory: Inventory,
  kinds: ReadonlySet<StorageKind>,
  planned: boolean,
): Storage[] {
  const index = new StorageIndex(inventory, kinds);
  for (const claim of inventory.claims.values()) index.addClaim(claim);
  for (const pod of inventory.pods) index.addConsumer(pod, consumerOfPod(pod, inventory));
  if (planned) {
    for (const { pod, claims, workload, replicas } of findPlannedPods(inventory)) {
      for (const claim of claims) index.planClaim(claim);
      index.addConsumer(pod, consumerOfWorkload(workload, replicas));
    }
  }
  return index.close();
}

/** Storage under construction, by id. */
class StorageIndex {
  readonly #inventory: Inventory;
  readonly #kinds: ReadonlySet<StorageKind>;
  readonly #plannedClaims = new Map<string, Claim>();
  readonly #storages = new Map<string, Storage>();
  /** Thousands of consumers mount in the same way. */
  readonly #shared = new SharedValues();

  constructor(inventory: Inventory, kinds: ReadonlySet<StorageKind>) {
    this.#inventory = inventory;
    this.#kinds = kinds;
  }

  /** A claim that is there already is no plan any more. */
  planClaim(claim: Claim): void {
    const key = keyOf(claim.namespace, claim.name);
    if (!this.#inventory.claims.has(key)) this.#plannedClaims.set(key, claim);
  }

  addClaim(claim: Claim): void {
    const kind = kindOfClaim(claim);
    if (!this.#kinds.has(kind)) return;
    this.#open({ kind, namespace: claim.namespace, name: claim.name, node: null, pod: null });
  }

  /** One consumer for each piece of storage, also where two pod volumes name the same one. */
  addConsumer(pod: Pod, consumer: Consumer): void {
    this.#shared.shareIn(consumer, ["owner", "workload"]);
    for (const podVolume of pod.spec.volumes) {
      const identity = identifyPodVolume(pod, podVolume, this.#inventory.claims);
      if (identity === null || !this.#kinds.has(identity.kind)) continue;
      if (podVolume.source.kind === "EphemeralClaim") {
        this.planClaim(planClaim(podVolume.source.template, identity.name, pod));
      }
      this.#join(this.#open(identity), pod, podVolume, consumer);
    }
  }

  /** @returns the storages, counted; nothing may be added after it */
  close(): Storage[] {
    const storages = [...this.#storages.values()];
    for (const storage of storages) {
      const isComplete = this.#arePodsComplete(storage);
      // What an incomplete read did not find may be there all the same: unknown, not empty.
      if (!isComplete && storage.consumers?.length === 0) storage.consumers = null;
      storage.sharing = this.#shared.share(countSharing(isComplete ? storage.consumers : null));
      // A list that grew has room for more, which of tens of thousands is a lot.
      storage.sources = [...storage.sources];
      storage.consumers &&= [...storage.consumers];
    }
    return storages;
  }

  #open(identity: StorageIdentity): Storage {
    const id = formatStorageId(identity);
    const known = this.#storages.get(id);
    if (known) return known;
    const claim = this.#findClaim(identity);
    const storage: Storage = {
      id,
      ...identity,
      claim,
      volume: claim && this.#findVolume(claim),
      sources: [],
      consumers: [],
      sharing: countSharing(null),
    };
    this.#storages.set(id, storage);
    return storage;
  }

  #findClaim({ kind, namespace, name }: StorageIdentity): Claim | null {
    if (!isClaimKind(kind)) return null;
    const key = keyOf(namespace ?? "", name);
    return this.#inventory.claims.get(key) ?? this.#plannedClaims.get(key) ?? null;
  }

  /** A claim may name a volume that another one has: then it stays without. */
  #findVolume(claim: Claim): Volume | null {
    if (!isBound({ claim })) return null;
    const { namespace, name, volumeName } = claim;
    const volume = this.#inventory.volumes.get(volumeName ?? "");
    const holder = volume?.claim;
    const isOther = holder && (holder.namespace !== namespace || holder.name !== name);
    return volume === undefined || isOther ? null : volume;
  }

  #join(storage: Storage, pod: Pod, podVolume: PodVolume, consumer: Consumer): void {
    storage.sources.push(podVolume.source);
    const mounts = mountPointsOf(pod.spec, podVolume, storage);
    const last = storage.consumers?.at(-1);
    if (last !== undefined && isSameConsumer(last, consumer)) {
      last.mounts = this.#shared.share([...last.mounts, ...mounts]);
    } else {
      storage.consumers?.push({ ...consumer, mounts: this.#shared.share(mounts) });
    }
  }

  /** A pod's own storage needs no other pod; shared kinds need all pods that could name them. */
  #arePodsComplete(storage: Storage): boolean {
    if (storage.pod !== null) return true;
    return covers(this.#inventory.extents.pods, storage.namespace);
  }
}
