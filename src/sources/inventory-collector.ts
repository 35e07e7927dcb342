import type { Attachment } from "../core/model/attachment.ts";
import type { Claim } from "../core/model/claim.ts";
import { ephemeralClaimName } from "../core/model/identify-pod-volume.ts";
import type { Gap, Inventory, SourceFacts } from "../core/model/inventory.ts";
import { keyOf, type OwnerReference } from "../core/model/metadata.ts";
import type { Node } from "../core/model/node.ts";
import { ATTACH_FAILED, type ObjectEvent } from "../core/model/object-event.ts";
import type { Pod } from "../core/model/pod.ts";
import type { Quota } from "../core/model/quota.ts";
import { isWorkload, type ReadRequest } from "../core/model/read-request.ts";
import type { Extent, Resource } from "../core/model/resource.ts";
import type { InstalledDriver, StorageClass } from "../core/model/storage-class.ts";
import { needsKind, type StorageKind } from "../core/model/storage-kind.ts";
import type { Volume } from "../core/model/volume.ts";
import { controllerKey, type Workload } from "../core/model/workload.ts";
import { decodeAttachment } from "./decode/attachment.ts";
import { decodeClaim } from "./decode/claim.ts";
import type { Fields } from "./decode/fields.ts";
import { decodeMetadata } from "./decode/metadata.ts";
import { decodeNode } from "./decode/node.ts";
import { decodeObjectEvent } from "./decode/object-event.ts";
import { decodePod } from "./decode/pod.ts";
import { decodeQuota } from "./decode/quota.ts";
import { decodeInstalledDriver, decodeStorageClass } from "./decode/storage-class.ts";
import { decodeVolume } from "./decode/volume.ts";
import { decodeCronJob, decodeJob, decodeWorkload } from "./decode/workload.ts";
import { KeptObjects } from "./kept-objects.ts";
import { LeftOutStorage } from "./left-out-storage.ts";
import { READABLE_KINDS, type ReadableKind } from "./readable-kind.ts";

/** A claim as a pod names it. */
export interface WantedClaim {
  namespace: string;
  name: string;
  /** The pod's name. */
  pod: string;
  /** Where the pod is; null: not scheduled. */
  node: string | null;
}

/** What is there of an inventory while it is read; later additions show in it. */
export interface InventorySoFar {
  readonly claims: ReadonlyMap<string, Claim>;
  readonly volumes: ReadonlyMap<string, Volume>;
  /** By name. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly drivers: ReadonlyMap<string, InstalledDriver>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly extents: Readonly<Partial<Record<Resource, Extent>>>;
  readonly gaps: readonly Gap[];
}

/**
 * Puts objects together into an inventory, one at a time and in any order; the same object again
 * replaces the first. Pods that use none of the kinds asked for are counted and let go, so that
 * memory grows with what can be shown and not with the cluster.
 */
export class InventoryCollector {
  readonly #request: ReadRequest;
  readonly #source: SourceFacts;
  readonly #readAt: string | null;
  readonly #pods = new Map<string, Pod>();
  readonly #claims = new Map<string, Claim>();
  readonly #volumes = new Map<string, Volume>();
  readonly #attachments = new Map<string, Attachment>();
  readonly #classes = new Map<string, StorageClass>();
  readonly #drivers = new Map<string, InstalledDriver>();
  readonly #nodes = new Map<string, Node>();
  readonly #workloads = new Map<string, Workload>();
  readonly #controllers = new Map<string, OwnerReference>();
  readonly #events = new Map<string, ObjectEvent>();
  readonly #quotas = new Map<string, Quota>();
  readonly #extents: Partial<Record<Resource, Extent>> = {};
  readonly #gaps: Gap[] = [];
  readonly #leftOut: LeftOutStorage;
  readonly #kept: KeptObjects;
  /** Of files, which may hold a pod twice. A server's list does not, and keys of all pods are many. */
  readonly #counted: Set<string> | null;

  readonly soFar: InventorySoFar = {
    claims: this.#claims,
    volumes: this.#volumes,
    attachments: this.#attachments,
    drivers: this.#drivers,
    nodes: this.#nodes,
    extents: this.#extents,
    gaps: this.#gaps,
  };

  constructor(request: ReadRequest, source: SourceFacts, readAt: string | null) {
    this.#request = request;
    this.#source = source;
    this.#readAt = readAt;
    this.#leftOut = new LeftOutStorage(request.kinds);
    this.#kept = new KeptObjects((kind) => this.#isKindWanted(kind), request.details);
    this.#counted = source.kind === "snapshot" ? new Set() : null;
  }

  /** @throws DecodeError where a field is not what the API says it is */
  add({ kind, resource }: ReadableKind, object: Fields): void {
    const { details } = this.#request;
    switch (resource) {
      case "pods":
        this.#addPod(decodePod(object, details));
        break;
      case "persistentvolumeclaims": {
        const claim = this.#kept.keepClaim(decodeClaim(object));
        this.#claims.set(keyOf(claim.namespace, claim.name), claim);
        break;
      }
      case "persistentvolumes": {
        const volume = this.#kept.keepVolume(decodeVolume(object));
        this.#volumes.set(volume.name, volume);
        break;
      }
      case "volumeattachments": {
        const attachment = this.#kept.keepAttachment(decodeAttachment(object));
        this.#attachments.set(attachment.name, attachment);
        break;
      }
      case "storageclasses": {
        const storageClass = decodeStorageClass(object);
        this.#classes.set(storageClass.name, storageClass);
        break;
      }
      case "csidrivers": {
        const driver = decodeInstalledDriver(object);
        this.#drivers.set(driver.name, driver);
        break;
      }
      case "nodes": {
        const node = decodeNode(object);
        this.#nodes.set(node.name, node);
        break;
      }
      case "events":
        this.#addEvent(object);
        break;
      case "jobs":
        this.#addWorkload(decodeJob(object, details));
        break;
      case "cronjobs":
        this.#addWorkload(decodeCronJob(object, details));
        break;
      case "resourcequotas": {
        const quota = decodeQuota(object);
        this.#quotas.set(keyOf(quota.namespace, quota.name), quota);
        break;
      }
      default:
        this.#addWorkload(decodeWorkload(object, kind, details));
    }
  }

  setExtent(resource: Resource, extent: Extent): void {
    this.#extents[resource] = extent;
  }

  addGap(gap: Gap): void {
    this.#gaps.push(gap);
  }

  /** Which claims the pods that were kept name. */
  claimsOfPods(): WantedClaim[] {
    return [...this.#pods.values()].flatMap((pod) =>
      pod.spec.volumes.flatMap((podVolume) => {
        const { namespace, name: podName, node } = pod;
        switch (podVolume.source.kind) {
          case "PersistentVolumeClaim":
            return [{ namespace, name: podVolume.source.claim, pod: podName, node }];
          case "EphemeralClaim":
            return [{ namespace, name: ephemeralClaimName(pod, podVolume), pod: podName, node }];
          default:
            return [];
        }
      }),
    );
  }

  /** Nothing may be added after it. */
  finish(): Inventory {
    return {
      readAt: this.#readAt,
      source: this.#source,
      namespace: this.#request.namespace,
      pods: [...this.#pods.values()],
      claims: this.#claims,
      volumes: this.#volumes,
      attachments: [...this.#attachments.values()],
      classes: this.#classes,
      drivers: this.#drivers,
      nodes: this.#nodes,
      workloads: [...this.#workloads.values()],
      controllers: this.#needsAllMakers() ? this.#controllers : this.#ownersOfPods(),
      events: [...this.#events.values()],
      quotas: [...this.#quotas.values()],
      extents: this.#extents,
      gaps: this.#gaps,
      leftOut: this.#leftOut.finish(this.#claims),
    };
  }

  /** Files may lack what makes the pods that they hold, and what is read in detail is told of it too. */
  #needsAllMakers(): boolean {
    return this.#source.kind === "snapshot" || this.#request.details;
  }

  /** Owners of ReplicaSets of pods that were kept; most belong to pods that were not. */
  #ownersOfPods(): Map<string, OwnerReference> {
    const owners = new Map<string, OwnerReference>();
    for (const { namespace, owner } of this.#pods.values()) {
      for (let above = owner; above !== null; ) {
        const key = controllerKey(above.kind, namespace, above.name);
        const next = owners.has(key) ? undefined : this.#controllers.get(key);
        if (next !== undefined) owners.set(key, next);
        above = next ?? null;
      }
    }
    return owners;
  }

  #addPod(pod: Pod): void {
    const key = keyOf(pod.namespace, pod.name);
    if (!this.#counted?.has(key) && this.#counts(pod)) this.#leftOut.addPod(pod);
    this.#counted?.add(key);
    if (this.#isWanted(pod) || this.#isTargetPod(pod)) this.#pods.set(key, this.#kept.keepPod(pod));
    else this.#pods.delete(key);
  }

  #counts(pod: Pod): boolean {
    const { counted } = this.#request;
    if (counted === null) return false;
    const { namespace, selects } = counted;
    return (namespace === null || namespace === pod.namespace) && (selects?.(pod) ?? true);
  }

  #addEvent(object: Fields): void {
    const event = decodeObjectEvent(object);
    if (!this.#isEventWanted(event)) return;
    const { namespace, name } = decodeMetadata(object);
    this.#events.set(keyOf(namespace, name), event);
  }

  #isEventWanted({ kind, reason }: ObjectEvent): boolean {
    return this.#request.details
      ? READABLE_KINDS.some((readable) => readable.kind === kind)
      : kind === "Pod" && reason === ATTACH_FAILED;
  }

  #isWanted(pod: Pod): boolean {
    return pod.spec.volumes.some(({ source }) => this.#isKindWanted(source.kind));
  }

  #isKindWanted(kind: StorageKind): boolean {
    return needsKind(this.#request.kinds, kind);
  }

  #isTargetPod(pod: Pod): boolean {
    return this.#request.targets.some(
      ({ type, name }) =>
        (type === "pod" && name === pod.name) ||
        (type === "node" && name === pod.node && this.#request.details),
    );
  }

  #isTargetWorkload(workload: Workload): boolean {
    return this.#request.targets.some(({ type, name }) => isWorkload(type, name, workload));
  }

  /** A Deployment says what its ReplicaSets would, of which it keeps ten by default. */
  #isSpokenFor({ kind, owner }: Workload): boolean {
    return kind === "ReplicaSet" && owner?.kind === "Deployment" && !this.#needsAllMakers();
  }

  /** A template without storage of interest still tells who owns whose pods. */
  #addWorkload(workload: Workload): void {
    const key = controllerKey(workload.kind, workload.namespace, workload.name);
    if (workload.owner) this.#controllers.set(key, workload.owner);
    if (this.#isSpokenFor(workload)) return;
    const isWanted =
      this.#isTargetWorkload(workload) ||
      workload.claimTemplates.length > 0 ||
      workload.template.volumes.some(({ source }) => this.#isKindWanted(source.kind));
    if (isWanted) this.#workloads.set(key, this.#kept.keepWorkload(workload));
  }
}
