import { repository } from "../../knowledge/citation.ts";
import { canWrite } from "../model/consumer.ts";
import { isReadWriteOnce } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { need, type Rule } from "./rule.ts";
import { listPods, nameStorage } from "./wording.ts";

const HAS_STARTED: ReadonlySet<string> = new Set(["running", "terminating"]);

/** ReadWriteOnce means one node, not one pod: the most common surprise of all. */
export const rwoSeveralWriters: Rule = {
  id: "rwo-several-writers",
  summary: "several pods of one node can write to a ReadWriteOnce claim",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims")],
  tellsCauses: false,
  citation: repository("kubernetes/kubernetes").issue(60903),
  *check(storage) {
    if (!isReadWriteOnce(storage) || storage.sharing.nodes !== 1) return;
    const writers = (storage.consumers ?? []).filter(
      (consumer) => HAS_STARTED.has(consumer.state) && canWrite(consumer),
    );
    if (writers.length < 2) return;
    yield {
      severity: "info",
      message: `${nameStorage(storage)} is ReadWriteOnce, which is one node, not one pod: ${listPods(writers)} on ${writers[0]?.node} can all write.`,
      hint: "If one pod must be alone with it, ask for ReadWriteOncePod.",
    };
  },
};
