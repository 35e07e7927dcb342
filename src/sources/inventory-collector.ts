import type { Attachment } from "../core/model/attachment.ts";
import type { Gap, Inventory, SourceFacts } from "../core/model/inventory.ts";
import { keyOf } from "../core/model/metadata.ts";
import type { Pod } from "../core/model/pod.ts";
import type { ReadRequest } from "../core/model/read-request.ts";
import type { Extent, Resource } from "../core/model/resource.ts";
import type { StorageKind } from "../core/model/storage-kind.ts";
import type { Workload } from "../core/model/workload.ts";
import { ephemeralClaimName, identifyPodVolume } from "../core/sharing/identify-pod-volume.ts";
import { controllerKey } from "../core/sharing/join-consumers.ts";
import { formatStorageId } from "../core/sharing/storage-id.ts";
import { decodeAttachEvent } from "./decode/attach-event.ts";
import { decodeAttachment } from "./decode/attachment.ts";
import { decodeClaim } from "./decode/claim.ts";
import type { Fields } from "./decode/fields.ts";
import { decodeMetadata } from "./decode/metadata.ts";
import { decodePod } from "./decode/pod.ts";
import { decodeInstalledDriver, decodeStorageClass } from "./decode/storage-class.ts";
import { decodeVolume } from "./decode/volume.ts";
import { decodeCronJob, decodeJob, decodeWorkload } from "./decode/workload.ts";
import type { ReadableKind } from "./readable-kind.ts";

/**
 * Puts objects together into an inventory, one at a time and in any order; the same object again
 * replaces the first. Pods that use none of the kinds asked for are counted and let go, so that
 * memory grows with what can be shown and not with the cluster.
 */
export class InventoryCollector {
  readonly #request: ReadRequest;
  readonly #inventory: Inventory;
  readonly #pods = new Map<string, Pod>();
  readonly #workloads = new Map<string, Workload>();
  readonly #attachments = new Map<string, number>();
  readonly #counted = new Set<string>();
  /** Ids of storage that several pods can name, so that it is counted once. */
  readonly #leftOutShared = new Set<string>();

  constructor(request: ReadRequest, source: SourceFacts, readAt: string | null) {
    this.#request = request;
    this.#inventory = {
      readAt,
      source,
      namespace: request.namespace,
      pods: [],
      claims: new Map(),
      volumes: new Map(),
      attachments: [],
      classes: new Map(),
      drivers: new Map(),
      nodes: new Set(),
      workloads: [],
      controllers: new Map(),
      attachEvents: [],
      extents: {},
      gaps: [],
      leftOut: new Map(),
    };
  }

  /** @throws DecodeError where a field is not what the API says it is */
  add({ kind, resource }: ReadableKind, object: Fields): void {
    const inventory = this.#inventory;
    switch (resource) {
      case "pods":
        this.#addPod(decodePod(object));
        break;
      case "persistentvolumeclaims": {
        const claim = decodeClaim(object);
        inventory.claims.set(keyOf(claim.namespace, claim.name), claim);
        break;
      }
      case "persistentvolumes": {
        const volume = decodeVolume(object);
        inventory.volumes.set(volume.name, volume);
        break;
      }
      case "volumeattachments":
        this.#addAttachment(decodeAttachment(object));
        break;
      case "storageclasses": {
        const storageClass = decodeStorageClass(object);
        inventory.classes.set(storageClass.name, storageClass);
        break;
      }
      case "csidrivers": {
        const driver = decodeInstalledDriver(object);
        inventory.drivers.set(driver.name, driver);
        break;
      }
      case "nodes":
        inventory.nodes.add(decodeMetadata(object).name);
        break;
      case "events": {
        const event = decodeAttachEvent(object);
        if (event) inventory.attachEvents.push(event);
        break;
      }
      case "jobs":
        this.#addWorkload(decodeJob(object));
        break;
      case "cronjobs":
        this.#addWorkload(decodeCronJob(object));
        break;
      default:
        this.#addWorkload(decodeWorkload(object, kind));
    }
  }

  setExtent(resource: Resource, extent: Extent): void {
    this.#inventory.extents[resource] = extent;
  }

  addGap(gap: Gap): void {
    this.#inventory.gaps.push(gap);
  }

  /** What was put together so far; later additions show in it. */
  get inventory(): Inventory {
    return this.#inventory;
  }

  /** Which claims the pods that were kept name, and on which node they are wanted. */
  claimsOfPods(): { namespace: string; name: string; node: string | null }[] {
    return [...this.#pods.values()].flatMap((pod) =>
      pod.spec.volumes.flatMap((podVolume) => {
        const { namespace, node } = pod;
        switch (podVolume.source.kind) {
          case "PersistentVolumeClaim":
            return [{ namespace, name: podVolume.source.claim, node }];
          case "EphemeralClaim":
            return [{ namespace, name: ephemeralClaimName(pod, podVolume), node }];
          default:
            return [];
        }
      }),
    );
  }

  /** Nothing may be added after it. */
  finish(): Inventory {
    const inventory = this.#inventory;
    inventory.pods = [...this.#pods.values()];
    inventory.workloads = [...this.#workloads.values()];
    return inventory;
  }

  #addPod(pod: Pod): void {
    const key = keyOf(pod.namespace, pod.name);
    if (!this.#counted.has(key)) this.#countLeftOut(pod);
    this.#counted.add(key);
    if (this.#isWanted(pod) || this.#isTarget(pod)) this.#pods.set(key, pod);
  }

  #addAttachment(attachment: Attachment): void {
    const { attachments } = this.#inventory;
    const index = this.#attachments.get(attachment.name) ?? attachments.length;
    attachments[index] = attachment;
    this.#attachments.set(attachment.name, index);
  }

  #isWanted(pod: Pod): boolean {
    return pod.spec.volumes.some(({ source }) => this.#isKindWanted(source.kind));
  }

  /** A claim is known to be a pod's own only when both are there, so either kind keeps both. */
  #isKindWanted(kind: StorageKind): boolean {
    const { kinds } = this.#request;
    return kind === "PersistentVolumeClaim" || kind === "EphemeralClaim"
      ? kinds.has("PersistentVolumeClaim") || kinds.has("EphemeralClaim")
      : kinds.has(kind);
  }

  #isTarget(pod: Pod): boolean {
    return this.#request.targets.some(({ type, name }) => type === "pod" && name === pod.name);
  }

  #countLeftOut(pod: Pod): void {
    if (!this.#request.countsPod(pod)) return;
    const { leftOut } = this.#inventory;
    for (const podVolume of pod.spec.volumes) {
      const { kind } = podVolume.source;
      if (this.#request.kinds.has(kind)) continue;
      const identity = identifyPodVolume(pod, podVolume, this.#inventory);
      if (identity === null) continue;
      if (identity.pod === null) {
        const id = formatStorageId(identity);
        if (this.#leftOutShared.has(id)) continue;
        this.#leftOutShared.add(id);
      }
      leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1);
    }
  }

  /** A template without storage of interest still tells who owns whose pods. */
  #addWorkload(workload: Workload): void {
    const key = controllerKey(workload.kind, workload.namespace, workload.name);
    if (workload.owner) this.#inventory.controllers.set(key, workload.owner);
    const isWanted =
      workload.claimTemplates.length > 0 ||
      workload.template.volumes.some(({ source }) => this.#isKindWanted(source.kind));
    if (isWanted) this.#workloads.set(key, workload);
  }
}
