import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { listSome, nameStorage } from "./wording.ts";

/** A generic ephemeral volume's claim is named after pod and volume, which others may have taken. */
export const ephemeralNameConflict: Rule = {
  id: "ephemeral-name-conflict",
  summary: "a generic ephemeral volume finds its claim's name taken",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  citation:
    "https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming",
  *check(storage, joined) {
    const pods = joined.ephemeralConflictsOf(storage).map((pod) => pod.name);
    if (pods.length === 0) return;
    yield {
      severity: "error",
      message: `${nameStorage(storage)} has the name that a generic ephemeral volume of ${listSome(pods)} needs, but does not belong to that pod: it is not used, and the pod cannot start.`,
      hint: storage.claim?.terminating
        ? `Wait until the claim is gone: kubectl -n ${storage.namespace} get pvc ${storage.name} -w`
        : "Rename the pod, its volume or the claim.",
    };
  },
};
