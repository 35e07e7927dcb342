import type { Attachment } from "../model/attachment.ts";
import type { Claim } from "../model/claim.ts";
import type { Consumer, WorkloadReference } from "../model/consumer.ts";
import { ephemeralClaimName, isOwnedBy } from "../model/identify-pod-volume.ts";
import type { Inventory } from "../model/inventory.ts";
import { keyOf } from "../model/metadata.ts";
import { ATTACH_FAILED, type ObjectEvent } from "../model/object-event.ts";
import type { Pod, PodSpec, TemplateSpec } from "../model/pod.ts";
import { isBound, type Storage } from "../model/storage.ts";
import type { Volume } from "../model/volume.ts";
import type { Workload } from "../model/workload.ts";
import { type Overlap, OverlapIndex } from "./find-overlaps.ts";
import { groupSeveral } from "./group-several.ts";
import { NamespacedIndex } from "./namespaced-index.ts";
import { handleOf } from "./place.ts";
import { groupRefusals, type Refusal } from "./refusals.ts";

/** An object that events can be about. */
export interface EventSubject {
  namespace: string;
  name: string;
  uid: string | null;
}

/** The inventory as rules ask for it: each join is made once, on first use. */
export class JoinedInventory {
  readonly inventory: Inventory;
  readonly #storages: ReadonlyMap<string, Storage>;
  #overlaps: OverlapIndex | undefined;
  #attachments: Map<string | null, Attachment[]> | undefined;
  #events: Map<string, ObjectEvent[]> | undefined;
  #handles: Map<string, Volume[]> | undefined;
  #volumesByClass: Map<string | null, Volume[]> | undefined;
  #claimsByName: Map<string, Claim[]> | undefined;
  #refusals: Map<string, Refusal[]> | undefined;
  #workloads: NamespacedIndex<Workload> | undefined;
  #workloadsByClaim: Map<string, Workload[]> | undefined;
  #ephemeralConflicts: Map<string, Pod[]> | undefined;
  #pods: NamespacedIndex<Pod> | undefined;

  constructor(inventory: Inventory, storages: readonly Storage[]) {
    this.inventory = inventory;
    this.#storages = new Map(storages.map((storage) => [storage.id, storage]));
  }

  /** undefined: not among the kinds of the query, or nobody's. */
  findStorage(id: string): Storage | undefined {
    return this.#storages.get(id);
  }

  /** What touches the storage without being it. */
  overlapsOf(storage: Storage): readonly Overlap[] {
    this.#overlaps ??= new OverlapIndex(this.inventory, [...this.#storages.values()]);
    return this.#overlaps.overlapsOf(storage.id);
  }

  /** null: a template, or a pod that was not read. */
  podOf({ namespace, pod }: Consumer): Pod | null {
    this.#pods ??= new NamespacedIndex(this.inventory.pods, ({ name }) => name);
    return pod === null ? null : (this.#pods.find(namespace, pod) ?? null);
  }

  /** What the consumer's pods are made of; null: not read. */
  specOf(consumer: Consumer): PodSpec | null {
    if (consumer.pod !== null) return this.podOf(consumer)?.spec ?? null;
    return this.templateOf(consumer);
  }

  /** Of a consumer that is a template. */
  templateOf({ namespace, workload }: Consumer): TemplateSpec | null {
    return workload && (this.workloadOf(namespace, workload)?.template ?? null);
  }

  /** null: not read. */
  workloadOf(namespace: string, { kind, name }: WorkloadReference): Workload | null {
    this.#workloads ??= new NamespacedIndex(this.inventory.workloads, kindAndName);
    return this.#workloads.find(namespace, kindAndName({ kind, name })) ?? null;
  }

  /** Where the volume of the claim is attached, or is to be; also one that may not be read. */
  attachmentsOf({ claim }: Pick<Storage, "claim">): readonly Attachment[] {
    if (!isBound({ claim })) return [];
    this.#attachments ??= Map.groupBy(this.inventory.attachments, (it) => it.volumeName);
    return this.#attachments.get(claim?.volumeName ?? null) ?? [];
  }

  /** What was said about this very object, not about an earlier one of its name. */
  eventsOf(kind: string, { namespace, name, uid }: EventSubject): readonly ObjectEvent[] {
    this.#events ??= Map.groupBy(this.inventory.events, (it) => keyOf(it.namespace, it.name));
    const events = this.#events.get(keyOf(namespace, name)) ?? [];
    return events.filter(
      (event) => event.kind === kind && (event.uid === null || event.uid === uid),
    );
  }

  /** What the attach-detach controller said about the pod. */
  attachEventsOf({ namespace, pod, podUid }: Consumer): readonly ObjectEvent[] {
    return this.eventsOf("Pod", { namespace, name: pod ?? "", uid: podUid }).filter(
      ({ reason }) => reason === ATTACH_FAILED,
    );
  }

  /** Other volumes that carry the same CSI driver and handle. */
  volumesWithHandleOf(volume: Volume): readonly Volume[] {
    this.#handles ??= groupSeveral(this.inventory.volumes.values(), handleOf);
    const handle = handleOf(volume);
    if (handle === null) return [];
    return (this.#handles.get(handle) ?? []).filter((other) => other !== volume);
  }

  /** Volumes that say they are of the class, whoever has them. */
  volumesOfClass(name: string): readonly Volume[] {
    this.#volumesByClass ??= Map.groupBy(
      this.inventory.volumes.values(),
      ({ storageClass }) => storageClass,
    );
    return this.#volumesByClass.get(name) ?? [];
  }

  /** Claims of the name, in whatever namespace. */
  claimsNamed(name: string): readonly Claim[] {
    this.#claimsByName ??= Map.groupBy(this.inventory.claims.values(), (claim) => claim.name);
    return this.#claimsByName.get(name) ?? [];
  }

  /** What controllers said that may not make the claim. */
  refusalsOf({ namespace, name }: Pick<Storage, "namespace" | "name">): readonly Refusal[] {
    this.#refusals ??= groupRefusals(this.inventory.events);
    return this.#refusals.get(keyOf(namespace ?? "", name)) ?? [];
  }

  /** Workloads whose template names the claim. */
  workloadsOf(storage: Storage): readonly Workload[] {
    this.#workloadsByClaim ??= groupWorkloadsByClaim(this.inventory.workloads);
    return this.#workloadsByClaim.get(keyOf(storage.namespace ?? "", storage.name)) ?? [];
  }

  /** Pods whose generic ephemeral volume wants the claim's name, though the claim is not theirs. */
  ephemeralConflictsOf(storage: Storage): readonly Pod[] {
    this.#ephemeralConflicts ??= groupEphemeralConflicts(this.inventory);
    return this.#ephemeralConflicts.get(keyOf(storage.namespace ?? "", storage.name)) ?? [];
  }
}

function kindAndName({ kind, name }: WorkloadReference): string {
  return `${kind}/${name}`;
}

function groupWorkloadsByClaim(workloads: readonly Workload[]): Map<string, Workload[]> {
  const byClaim = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const claims = new Set(
      workload.template.volumes.flatMap(({ source }) =>
        source.kind === "PersistentVolumeClaim" ? [source.claim] : [],
      ),
    );
    for (const claim of claims) {
      const key = keyOf(workload.namespace, claim);
      addTo(byClaim, key, workload);
    }
  }
  return byClaim;
}

function groupEphemeralConflicts({ pods, claims }: Inventory): Map<string, Pod[]> {
  const conflicts = new Map<string, Pod[]>();
  for (const pod of pods) {
    for (const podVolume of pod.spec.volumes) {
      if (podVolume.source.kind !== "EphemeralClaim") continue;
      const key = keyOf(pod.namespace, ephemeralClaimName(pod, podVolume));
      const claim = claims.get(key);
      if (claim && !isOwnedBy(claim, pod)) addTo(conflicts, key, pod);
    }
  }
  return conflicts;
}

function addTo<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key);
  if (group) group.push(member);
  else groups.set(key, [member]);
}
