import type { MountPoint, ReadOnlyReason } from "../model/consumer.ts";
import type { PodVolumeSource } from "../model/pod.ts";
import type { Storage } from "../model/storage.ts";
import type { Volume } from "../model/volume.ts";
import { describeReadOnlyMany } from "./read-only-many.ts";

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
 * @param mount the container's own switch, which a device does not have
 * @param others further volumes of the pod that name the same claim. The kubelet mounts it once and
 *   for all of them, by the one of them that it came to last, or first where it was quick: if they
 *   differ, nobody can tell.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/volumemanager/cache/desired_state_of_world.go AddPodToVolume
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kubelet_pods.go makeMounts
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts
 */
export function explainReadOnly(
  mount: Pick<MountPoint, "device"> & { readOnly: boolean },
  source: PodVolumeSource,
  storage: Storage,
  others: readonly PodVolumeSource[] = [],
): ReadOnly {
  const because: ReadOnlyReason[] = [];
  if (mount.readOnly) because.push("mount");
  const switches = [source, ...others].map(isReadOnlyPodVolume);
  if (switches.every((it) => it)) because.push("podVolume");
  // A raw device is not mounted, so that no mount option reaches it.
  if (!mount.device && hasMountOption(storage.volume, "ro")) because.push("mountOptions");
  if (READ_ONLY_KINDS.has(source.kind)) because.push("kind");

  const driver = describeReadOnlyMany(storage);
  if (driver === "forced") because.push("driver");
  if (because.length > 0) return { readOnly: true, readOnlyBecause: because };
  const isUnknown =
    driver === "unknown" || source.kind === "Other" || switches.some((it) => it !== switches[0]);
  return { readOnly: isUnknown ? null : false, readOnlyBecause: [] };
}

/** An entry may hold several, separated by commas, as on the command line of mount. */
function hasMountOption(volume: Volume | null, option: string): boolean {
  return (volume?.mountOptions ?? []).some((entry) => entry.split(",").includes(option));
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
