import type { KnownAccessMode } from "../core/model/access-mode.ts";
import type { Cloud } from "../knowledge/driver.ts";
import { findDriver } from "../knowledge/drivers.ts";
import type { Backend, BackendValue, BackendValues } from "./backend.ts";
import { azureFilesNfs, azureFilesSmb } from "./backends/azure-files.ts";
import { cephFs, cephFsWithRook } from "./backends/cephfs.ts";
import { azureDisk, ebs, persistentDisk } from "./backends/disks.ts";
import { efs } from "./backends/efs.ts";
import { filestore } from "./backends/filestore.ts";
import { fsx } from "./backends/fsx.ts";
import { gcsFuse } from "./backends/gcs-fuse.ts";
import { juiceFs } from "./backends/juicefs.ts";
import { local } from "./backends/local.ts";
import { longhorn } from "./backends/longhorn.ts";
import { nfs, nfsInTree } from "./backends/nfs.ts";
import { smb } from "./backends/smb.ts";

/** All backends, cloud by cloud; of those that do the same the first one is proposed. */
export const BACKENDS: readonly Backend[] = [
  efs,
  fsx,
  ebs,
  azureFilesSmb,
  azureFilesNfs,
  azureDisk,
  filestore,
  gcsFuse,
  persistentDisk,
  nfs,
  nfsInTree,
  smb,
  cephFs,
  cephFsWithRook("rook-ceph.cephfs.csi.ceph.com"),
  longhorn,
  juiceFs,
  local,
];

/** What a claim's volume comes from. */
export type BackendUse = "class" | "volume";

/**
 * The backend of that name, or the first one of that driver, by whatever name the driver goes;
 * null: there is none.
 *
 * @param name `efs`, `efs.csi.aws.com`, `storage.cephfs.csi.ceph.com`
 */
export function findBackend(name: string): Backend | null {
  const backend = BACKENDS.find((it) => it.name === name || it.driver === name);
  if (backend !== undefined) return backend;
  if (name.endsWith(".cephfs.csi.ceph.com")) return cephFsWithRook(name);
  const driver = findDriver(name);
  if (driver === null || driver.patterns !== undefined) return null;
  return BACKENDS.find((it) => findDriver(it.driver) === driver) ?? null;
}

/**
 * What to propose in that cloud for a claim of that mode: a disk where one node is enough, else
 * files. null: nothing there can do it.
 */
export function proposeBackend(
  cloud: Cloud,
  mode: KnownAccessMode,
  use: BackendUse,
): Backend | null {
  const able = BACKENDS.filter((it) => it.cloud === cloud && canDo(it, mode, use));
  const ofOneNode = able.find(({ modes }) => !modes.includes("ReadWriteMany"));
  return ofOneNode ?? able[0] ?? null;
}

/** Clouds that there is a backend for, each once. */
export const CLOUDS: readonly Cloud[] = [...new Set(BACKENDS.map(({ cloud }) => cloud))];

/** Whether claims of that mode can get their volumes from there in that way. */
export function canDo(backend: Backend, mode: KnownAccessMode, use: BackendUse): boolean {
  const { modes, volumeModes = modes } = backend;
  return use === "class"
    ? backend.storageClass !== null && modes.includes(mode)
    : backend.volume !== null && volumeModes.includes(mode);
}

/** What must still be told before the backend can make it, in the order of its flags. */
export function listMissingValues(
  { values }: Backend,
  use: BackendUse,
  given: BackendValues,
): BackendValue[] {
  return values.filter(
    ({ flag, neededFor }) => (neededFor === use || neededFor === "both") && !given[flag],
  );
}
