import type { Attachment } from "../core/model/attachment.ts";
import type { Claim } from "../core/model/claim.ts";
import type { ClaimTemplate, Container, Pod, PodSpec } from "../core/model/pod.ts";
import { SharedValues } from "../core/model/shared-values.ts";
import type { StorageKind } from "../core/model/storage-kind.ts";
import type { Volume } from "../core/model/volume.ts";
import type { Workload } from "../core/model/workload.ts";

/**
 * Objects as they are held until all are read: without what the query cannot show, and with one copy
 * of what many of them say. A cluster of 150,000 pods fits into little memory that way only.
 */
export class KeptObjects {
  readonly #shared = new SharedValues();
  readonly #isKindWanted: (kind: StorageKind) => boolean;
  readonly #details: boolean;

  /** @param details whether also what the query cannot show may tell something of it */
  constructor(isKindWanted: (kind: StorageKind) => boolean, details: boolean) {
    this.#isKindWanted = isKindWanted;
    this.#details = details;
  }

  keepPod(pod: Pod): Pod {
    this.#shared.shareIn(pod, ["namespace", "labels", "owner", "node", "phase"]);
    return { ...pod, spec: this.#keepSpec(pod.spec) };
  }

  keepWorkload(workload: Workload): Workload {
    const { template, claimTemplates } = workload;
    const spec = this.#keepSpec(template, claimTemplates);
    this.#shared.shareIn(workload, ["namespace", "labels", "owner", "kind", "templateLabels"]);
    return {
      ...workload,
      template: this.#shared.share({ ...template, ...spec }),
    };
  }

  keepClaim(claim: Claim): Claim {
    return this.#shared.shareIn(claim, [
      "namespace",
      "name",
      "volumeName",
      "labels",
      "requestedModes",
      "grantedModes",
      "capacity",
      "phase",
      "volumeMode",
      "provisioner",
      "storageClass",
      "requested",
      "selectedNode",
    ]);
  }

  keepVolume(volume: Volume): Volume {
    this.#shared.shareIn(volume.source, ["plugin", "driver", "attributes"]);
    if (volume.claim !== null) this.#shared.shareIn(volume.claim, ["namespace", "name"]);
    return this.#shared.shareIn(volume, [
      "name",
      "phase",
      "grantedModes",
      "volumeMode",
      "storageClass",
      "reclaimPolicy",
      "capacity",
      "mountOptions",
      "nodeAffinity",
    ]);
  }

  keepAttachment(attachment: Attachment): Attachment {
    return this.#shared.shareIn(attachment, ["attacher", "node", "volumeName"]);
  }

  /** @param claims templates of claims: pods get a volume of the name of each */
  #keepSpec(spec: PodSpec, claims: readonly ClaimTemplate[] = []): PodSpec {
    if (this.#details) return spec;
    const volumes = spec.volumes.filter(({ source }) => this.#isKindWanted(source.kind));
    for (const { source } of volumes) {
      if (source.kind === "PersistentVolumeClaim") this.#shared.shareIn(source, ["claim"]);
    }
    const names = new Set([...volumes, ...claims].map(({ name }) => name));
    const containers = spec.containers
      .map((container) => keepMounts(container, names))
      .filter(({ mounts, devices }) => mounts.length > 0 || devices.length > 0);
    return { ...spec, volumes, containers: this.#shared.share(containers) };
  }
}

/** The container with its mounts of these pod volumes. */
function keepMounts(container: Container, podVolumes: ReadonlySet<string>): Container {
  const isKept = ({ podVolume }: { podVolume: string }) => podVolumes.has(podVolume);
  return {
    ...container,
    mounts: container.mounts.filter(isKept),
    devices: container.devices.filter(isKept),
  };
}
