import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { repository } from "../../knowledge/citation.ts";
import type { Driver } from "../../knowledge/driver.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { derived, type Fact, fact } from "../../knowledge/fact.ts";
import type { WriteAccess } from "../backend.ts";
import type { BackendUse } from "../backends.ts";
import type { StorageChoice } from "../options.ts";
import { backendOfStorage, driverOfStorage } from "./resolve-storage.ts";

const supportsFsGroup = repository("kubernetes/kubernetes").file(
  "pkg/volume/csi/csi_mounter.go",
  "supportsFSGroup",
);
const podSecurityContext = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PodSecurityContext",
);

const changePolicy = repository("kubernetes/website").file(
  "content/en/docs/tasks/configure-pod-container/security-context.md",
  "Configure volume permission and ownership change policy for Pods",
);
const changeRace = repository("kubernetes-sigs/aws-fsx-csi-driver").file(
  "charts/aws-fsx-csi-driver/CHANGELOG.md",
);

/**
 * How the pod's user comes to write. A class of the cluster may say whose the files are, which its
 * driver alone does not tell: where its parameters do not say it, the pod gives its group, and what
 * the driver makes of it is said.
 */
export function findWriteAccess(
  storage: StorageChoice,
  use: BackendUse,
  mode: KnownAccessMode,
): WriteAccess {
  const name = driverOfStorage(storage);
  const driver = name === null ? null : findDriver(name);
  const access = chooseAccess(storage, use, mode, driver);
  const changesOnce = access.by === "fsGroup" ? explainChange(driver, use, mode) : null;
  return changesOnce === null ? access : { ...access, changesOnce };
}

function chooseAccess(
  storage: StorageChoice,
  use: BackendUse,
  mode: KnownAccessMode,
  driver: Driver | null,
): WriteAccess {
  if (storage.kind === "class") {
    const { parameters } = storage;
    const read = parameters && backendOfStorage(storage)?.readWriteAccess?.(parameters);
    return read ?? { by: "fsGroup", because: describeGroup(driver, mode) };
  }
  const { writeAccess, volumeWriteAccess = writeAccess } = storage.backend;
  return use === "volume" ? volumeWriteAccess : writeAccess;
}

/** Where the kubelet is the one that changes owners, and has no file system to itself. */
function explainChange(
  driver: Driver | null,
  use: BackendUse,
  mode: KnownAccessMode,
): Fact<string> | null {
  if (driver?.fsGroupPolicy.value !== "File" || driver.mountGroup) return null;
  if (use === "volume") {
    return fact(
      "At the first mount all that is in the share is given to the group; without this line it would be at the start of each pod.",
      changePolicy,
      changeRace,
    );
  }
  if (mode !== "ReadWriteMany") return null;
  return fact(
    "Without this line the start of each pod changes the owner of every file again, while pods of other nodes use them or do the same.",
    changePolicy,
    changeRace,
  );
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
