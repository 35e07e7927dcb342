import { page } from "../../knowledge/citation.ts";
import { isReadOnlyMany } from "../model/access-mode.ts";
import type { Consumer } from "../model/consumer.ts";
import { effectiveModes } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { driverOf } from "../sharing/attach.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** An access mode is no write protection: only some drivers mount a ROX volume read-only. */
export const roxMountedWritable: Rule = {
  id: "rox-mounted-writable",
  summary: "a ReadOnlyMany claim is mounted without readOnly",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims"), need("persistentvolumes", "some")],
  tellsCauses: false,
  citation: page(
    "Persistent Volumes, Access Modes",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ),
  *check(storage) {
    if (!isReadOnlyMany(effectiveModes(storage))) return;
    const users = (storage.consumers ?? []).filter((consumer) => consumer.state !== "finished");
    const hint = `Set readOnly: true on the pod's persistentVolumeClaim volume.`;
    const driver = (storage.volume && driverOf(storage.volume)) ?? "its driver";
    const writable = users.filter((consumer) => hasMount(consumer, false));
    if (writable.length > 0) {
      yield {
        severity: "error",
        message: `${nameStorage(storage)} is ReadOnlyMany, but ${driver} does not mount it read-only: ${listConsumers(writable)} can write.`,
        hint,
      };
    }
    const unsure = users.filter(
      (consumer) => hasMount(consumer, null) && !writable.includes(consumer),
    );
    if (unsure.length > 0) {
      yield {
        severity: "info",
        message: `${nameStorage(storage)} is ReadOnlyMany and mounted without readOnly by ${listConsumers(unsure)}; whether ${driver} keeps them from writing is not known.`,
        hint,
      };
    }
  },
};

function hasMount(consumer: Consumer, readOnly: boolean | null): boolean {
  return consumer.mounts.some((mount) => mount.readOnly === readOnly);
}
