import { page, repository } from "../citation.ts";
import type { SizeLimit } from "../driver.ts";
import { DRIVERS } from "../drivers.ts";
import { derived, fact } from "../fact.ts";
import { type Block, commands, type Row, statement, type Topic, table } from "../topic.ts";

const types = repository("kubernetes/api").file("core/v1/types.go", "PersistentVolumeClaimSpec");
const noIsolation = repository("kubernetes-incubator/external-storage").issue(501);
const nfsSize = repository("kubernetes-csi/csi-driver-nfs").issue(427);
const expansion = page(
  "kubernetes.io: Persistent Volumes, expanding claims",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims",
);
const binding = page(
  "kubernetes.io: Persistent Volumes, binding",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding",
);
const volumeStats = repository("kubernetes/kubernetes").file(
  "pkg/kubelet/metrics/collectors/volume_stats.go",
);

/** What holds where a driver says nothing more. */
const REMARKS = {
  none: "The claim sets no quota.",
  quota: "The requested size.",
  filesystem: "The size of the file system, for all who use it.",
} as const satisfies Partial<Record<SizeLimit["limit"], string>>;

export const capacity: Topic = {
  topic: "capacity",
  title: "Capacity: one pool for all pods of a claim",
  summary: "50Gi is one pool; requests are no quotas; what enforces",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          derived(
            "A claim of 50Gi that five pods mount is one pool of 50Gi, not five. What one pod writes is gone for the others, and no pod is promised a part.",
            types,
            noIsolation,
          ),
        ),
        statement(
          fact(
            "The request is the least size the volume should have. Kubernetes compares it when it binds the claim and measures nothing afterwards.",
            types,
            noIsolation,
          ),
        ),
        statement(
          fact(
            "Whether more can be written is up to the storage: never on a disk; on EFS always; on an NFS server unless it has quotas of its own.",
            repository("kubernetes-sigs/aws-efs-csi-driver").file("docs/README.md"),
            nfsSize,
          ),
        ),
      ],
    },
    {
      title: "What the numbers mean",
      blocks: [
        statement(
          fact(
            "spec.resources.requests.storage is what was asked. status.capacity is what the bound volume has; it may be more, because a static volume is taken whole and drivers round up.",
            types,
            binding,
          ),
        ),
        statement(
          derived(
            "Often read: “a request reserves nothing.” On a disk it does: the driver makes a disk of that size, which is taken whether it is filled or not. On EFS it is true: the size is a placeholder.",
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("pkg/driver/controller.go"),
            repository("kubernetes-sigs/aws-efs-csi-driver").file("docs/README.md"),
          ),
        ),
        statement(
          fact(
            "A claim can grow if its class has allowVolumeExpansion and the driver can. Raise the claim's request; never edit the volume. It cannot shrink.",
            expansion,
          ),
        ),
      ],
    },
    {
      title: "What stops a pod that writes too much",
      blocks: [
        statement(
          derived(
            "Disks and logical volumes: the device ends there, for EBS, Azure Disk, Persistent Disk, RBD, Longhorn and every other one. All pods get “no space left on device”.",
            repository("kubernetes-sigs/aws-ebs-csi-driver").file("pkg/driver/controller.go"),
            repository("ceph/ceph-csi").file("internal/rbd/controllerserver.go"),
          ),
        ),
        ...tableOf("quota", "quota of the claim"),
        ...tableOf("filesystem", "size of the whole"),
        ...tableOf("none", "nothing"),
        statement(
          fact(
            `Kubernetes enforces no size itself. Where it is not documented whether the driver does, count on nothing (the files of ${listUndocumented()}).`,
            noIsolation,
          ),
        ),
      ],
    },
    {
      title: "Look",
      blocks: [
        statement(
          fact(
            "Used and free bytes are in no object of the API. The kubelet has them for volumes that are mounted, as kubelet_volume_stats_used_bytes and its sisters; EFS only with vol-metrics-opt-in.",
            volumeStats,
            repository("kubernetes-sigs/aws-efs-csi-driver").file("docs/parameters.md"),
          ),
        ),
        commands("what was asked, what is there, what is used", [
          "kubectl get pvc media -o yaml | grep storage:",
          "kubectl exec deployment/web -- df -h /media",
          "kubectl shared who-mounts pvc/media",
        ]),
      ],
    },
  ],
  related: ["quotas", "rwx", "backends", "same-pod"],
};

/** The drivers whose volumes end that way; several variants that say the same are one row. */
function tableOf(limit: keyof typeof REMARKS, heading: string): Block[] {
  const rows = new Map<string, Row>();
  for (const driver of DRIVERS) {
    for (const { name, size } of driver.variants) {
      if (size.value?.limit !== limit) continue;
      const differs = driver.variants.some((other) => other.size.value?.limit !== limit);
      const subject = differs && name !== null ? `${driver.product}, ${name}` : driver.product;
      const remark = size.value.remark ?? REMARKS[limit];
      rows.set(`${subject} ${remark}`, { cells: [subject, remark], citations: size.citations });
    }
  }
  return [table([heading, "remark"], ...rows.values())];
}

/** CSI drivers of storage that pods of many nodes can share, by name. */
function listUndocumented(): string {
  const drivers = DRIVERS.filter(({ kind, variants }) => {
    const shareable = variants.filter(({ medium }) => medium === "file" || medium === "object");
    return kind === "csi" && shareable.some(({ size }) => size.value === null);
  });
  return drivers.map(({ names: [name] }) => name).join(", ");
}
