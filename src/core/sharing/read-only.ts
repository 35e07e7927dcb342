import type { MountPoint, ReadOnlyReason } from "../model/consumer.ts";
import type { PodVolumeSource } from "../model/pod.ts";
import type { Storage } from "../model/storage.ts";
import { describeReadOnlyMany } from "./driver-facts.ts";

/** Nothing can write to these, whatever the mount says. */
const READ_ONLY_KINDS: ReadonlySet<string> = new Set([
  "ConfigMap",
  "Secret",
  "Projected",
  "DownwardAPI",
  "Image",
]);

type ReadOnly = Pick<MountPoint, "readOnly" | "readOnlyBecause">;

/**
 * Read-only wins: any one switch suffices and none overrides another. `spec.csi.readOnly` and
 * `spec.nfs.readOnly` of a PersistentVolume are no such switch: the first reaches the attach call
 * only, the second nobody.
 *
 * @param mountReadOnly the container's `readOnly`; false for a device, which has no such field
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kubelet_pods.go makeMounts
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts
 */
export function explainReadOnly(
  mountReadOnly: boolean,
  source: PodVolumeSource,
  storage: Storage,
): ReadOnly {
  const because: ReadOnlyReason[] = [];
  if (mountReadOnly) because.push("mount");
  if (isReadOnlyPodVolume(source)) because.push("podVolume");
  if (storage.volume?.mountOptions.includes("ro")) because.push("mountOptions");
  if (READ_ONLY_KINDS.has(source.kind)) because.push("kind");

  const driver = describeReadOnlyMany(storage);
  if (driver === "forced") because.push("driver");
  if (because.length > 0) return { readOnly: true, readOnlyBecause: because };
  const isUnknown = driver === "unknown" || source.kind === "Other";
  return { readOnly: isUnknown ? null : false, readOnlyBecause: [] };
}

function isReadOnlyPodVolume(source: PodVolumeSource): boolean {
  switch (source.kind) {
    case "PersistentVolumeClaim":
    case "CSIInline":
      return source.readOnly;
    case "InTree":
      return source.source.readOnly;
    default:
      return false;
  }
}
