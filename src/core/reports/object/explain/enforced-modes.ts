import type { AccessMode } from "../../../model/access-mode.ts";
import { effectiveModes } from "../../../model/storage.ts";
import type { Subject } from "./identify-handler.ts";

/**
 * The modes that count. A volume of the old GCE plugin may say more than anybody grants it: where
 * its driver takes it over, ReadWriteMany is ReadWriteOnce, and ReadOnlyMany beside that is nothing.
 *
 * @see https://github.com/kubernetes/csi-translation-lib/blob/v0.36.3/plugins/gce_pd.go backwardCompatibleAccessModes
 */
export function enforcedModes(subject: Subject): readonly AccessMode[] {
  const modes = effectiveModes(subject);
  const isMoved = subject.volume?.source.plugin === "gcePersistentDisk";
  const isOnce = modes.includes("ReadWriteMany") || modes.includes("ReadWriteOnce");
  return isMoved && isOnce ? ["ReadWriteOnce"] : modes;
}
