import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { repository } from "../../knowledge/citation.ts";
import type { Driver } from "../../knowledge/driver.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { derived, type Fact, fact } from "../../knowledge/fact.ts";
import type { WriteAccess } from "../backend.ts";
import type { BackendUse } from "../backends.ts";
import type { StorageChoice } from "../options.ts";
import { driverOfStorage } from "./resolve-storage.ts";

const supportsFsGroup = repository("kubernetes/kubernetes").file(
  "pkg/volume/csi/csi_mounter.go",
  "supportsFSGroup",
);
const podSecurityContext = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PodSecurityContext",
);

/**
 * How the pod's user comes to write. A class of the cluster may say whose the files are, which its
 * driver alone does not tell: the pod then gives its group, and what the driver makes of it is said.
 */
export function findWriteAccess(
  storage: StorageChoice,
  use: BackendUse,
  mode: KnownAccessMode,
): WriteAccess {
  if (storage.kind === "class") {
    const name = driverOfStorage(storage);
    return { by: "fsGroup", because: describeGroup(name === null ? null : findDriver(name), mode) };
  }
  const { writeAccess, volumeWriteAccess = writeAccess } = storage.backend;
  return use === "volume" ? volumeWriteAccess : writeAccess;
}

/**
 * The same for pods that only read: to them the group still opens what belongs to it, but nobody
 * gives them a volume.
 */
export function toReadAccess(access: WriteAccess): WriteAccess {
  if (access.by !== "fsGroup") return access;
  return {
    by: "fsGroup",
    because: fact(
      "Pods get this group, to read what belongs to it: of what is mounted read-only the kubelet changes no owner.",
      supportsFsGroup,
    ),
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/csi/csi_mounter.go supportsFSGroup */
function describeGroup(driver: Driver | null, mode: KnownAccessMode): Fact<string> {
  if (driver?.mountGroup) return driver.mountGroup;
  if (driver === null) {
    return derived(
      "Pods get this group; whether the volume is given to it, the driver of the class decides.",
      podSecurityContext,
    );
  }
  const { value: policy, citations } = driver.fsGroupPolicy ?? { value: null, citations: [] };
  const cited = [supportsFsGroup, ...citations] as const;
  if (policy === "File") {
    return fact(
      "The driver's policy is File: the kubelet gives the volume to this group.",
      ...cited,
    );
  }
  if (policy === "ReadWriteOnceWithFSType" && mode === "ReadWriteOnce") {
    return fact(
      "The kubelet gives the volume to this group if the class names a file system type.",
      ...cited,
    );
  }
  if (policy === null) {
    return derived(
      "Pods get this group; whether the volume is given to it, the driver does not document.",
      podSecurityContext,
    );
  }
  return derived(
    "Pods get this group, the volume is not given to it: the class or the server must let it write.",
    ...cited,
  );
}
