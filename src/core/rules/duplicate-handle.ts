import { repository } from "../../knowledge/citation.ts";
import type { Consumer } from "../model/consumer.ts";
import { keyOf } from "../model/metadata.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command, listSome } from "../model/text.ts";
import { idOfVolume } from "../sharing/find-overlaps.ts";
import { need, type Rule } from "./rule.ts";
import { listPods, nameById, nameStorage } from "./wording.ts";

/**
 * The kubelet and the attach-detach controller know a CSI volume by driver and handle, not by its
 * PersistentVolume: of two volumes with one handle a node mounts one, and a pod that uses both
 * waits for the other for ever.
 */
export const duplicateHandle: Rule = {
  id: "duplicate-handle",
  summary: "two volumes carry one CSI handle, which blocks pods",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumeclaims"), need("persistentvolumes", "cluster")],
  tellsCauses: true,
  citation: repository("kubernetes-sigs/azurefile-csi-driver").issue(2367),
  *check(storage, joined) {
    if (storage.volume === null) return;
    const twins = joined.volumesWithHandleOf(storage.volume);
    if (twins.length === 0) return;
    const ids = twins.map((twin) => idOfVolume(twin, joined.inventory));
    const users = new Set(ids.flatMap((id) => waitingUsers(joined.findStorage(id)).map(nameOf)));
    const stuck = waitingUsers(storage).filter((consumer) => users.has(nameOf(consumer)));
    const names = listSome(ids.map((id) => nameById(id, joined)));
    const subject = `${nameStorage(storage)} has its volumeHandle ${storage.volume.source.handle} in common with ${names}`;
    const hint = "Give each PersistentVolume a volumeHandle of its own.";
    if (stuck.length === 0) {
      yield {
        severity: "warning",
        message: `${subject}: to a node they are one volume, so that a pod which uses both may never start.`,
        hint,
      };
    } else {
      yield {
        severity: "error",
        message: `${subject}: to a node they are one volume, and ${listPods(stuck)}, using both, has not started.`,
        hint,
        cause: {
          keeps: stuck,
          evidence: [storage.volume, ...twins].map(({ name, source }) => ({
            object: `PersistentVolume ${name}`,
            field: "spec.csi.volumeHandle",
            value: source.handle ?? "",
          })),
          outlook: {
            endsByItself: false,
            text: "The node mounts one of the two, the pod wants both.",
          },
          fixes: [
            {
              text: `Make one of the PersistentVolumes anew with a volumeHandle of its own; where a driver reads the place from volumeAttributes, the handle is free: see the driver's documents. Keep the data first: reclaim policy Retain.`,
              commands: [
                command(
                  "kubectl",
                  "patch",
                  "pv",
                  storage.volume.name,
                  "-p",
                  '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}',
                ),
              ],
              loses: null,
            },
          ],
        },
      };
    }
  },
};

function waitingUsers(storage: Storage | undefined): Consumer[] {
  return (storage?.consumers ?? []).filter(({ state }) => state === "waiting");
}

function nameOf({ namespace, pod }: Consumer): string {
  return keyOf(namespace, pod ?? "");
}
