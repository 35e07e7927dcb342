import type { Consumer } from "../model/consumer.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage, notStarted } from "./wording.ts";

/** The kubelet refuses it on the node, long after everything else has agreed. */
export const wrongVolumeMode: Rule = {
  id: "wrong-volume-mode",
  summary: "a block claim is mounted as a filesystem, or the other way round",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode",
  *check(storage) {
    if (storage.claim === null) return;
    const isBlock = storage.claim.volumeMode === "Block";
    const wrong = notStarted(storage.consumers ?? []).filter((it) => usesAs(it, !isBlock));
    if (wrong.length === 0) return;
    const [is, used, right] = isBlock
      ? ["Block", "volumeMounts", "volumeDevices"]
      : ["Filesystem", "volumeDevices", "volumeMounts"];
    yield {
      severity: "error",
      message: `${nameStorage(storage)} has volumeMode ${is}, but is among the ${used} of ${listConsumers(wrong)}: such a pod cannot start.`,
      hint: `Name it in ${right} instead.`,
    };
  },
};

function usesAs(consumer: Consumer, device: boolean): boolean {
  return consumer.mounts.some((mount) => mount.device === device);
}
