import type { Consumer } from "../../model/consumer.ts";
import type { Pod } from "../../model/pod.ts";
import type { PodFate } from "../object-report.ts";

/** What a controller does when a pod of its kind is gone with its node. */
const FATES: Readonly<Record<string, Pick<PodFate, "fate" | "because">>> = {
  ReplicaSet: {
    fate: "replaced",
    because: "its ReplicaSet makes another pod elsewhere, whether this one is gone or not",
  },
  ReplicationController: {
    fate: "replaced",
    because:
      "its ReplicationController makes another pod elsewhere, whether this one is gone or not",
  },
  StatefulSet: {
    fate: "waits",
    because:
      "a StatefulSet has one pod of a name at most: it makes another one only when this object is gone, which on a dead node does not come by itself",
  },
  DaemonSet: { fate: "stays", because: "a DaemonSet has one for this node, and none elsewhere" },
  Node: { fate: "stays", because: "a static pod: the kubelet of this node runs it" },
  Job: {
    fate: "replaced",
    because: "its Job makes another pod, as far as its backoffLimit and its failure policy allow",
  },
};

/**
 * What becomes of a pod when its node goes.
 *
 * @param pinned names of its volumes that no other node can have
 */
export function decideFate(pod: Pod, consumer: Consumer, pinned: readonly string[]): PodFate {
  const { namespace, name, owner } = pod;
  const subject = { namespace, name, workload: consumer.workload };
  if (owner === null) {
    return { ...subject, fate: "ends", because: "nobody makes another one: it has no controller" };
  }
  const known = FATES[owner.kind];
  if (known === undefined) {
    return {
      ...subject,
      fate: "unknown",
      because: `what its controller, ${owner.kind} ${owner.name}, does then is not known here`,
    };
  }
  if (known.fate === "replaced" && pod.terminating) {
    return { ...subject, fate: "ends", because: "it is being deleted already" };
  }
  if (pinned.length === 0 || known.fate === "stays") return { ...subject, ...known };
  return {
    ...subject,
    fate: "waits",
    because: `${known.fate === "waits" ? `${known.because}; and ` : "a new pod cannot run elsewhere: "}its volume ${pinned.join(", ")} cannot follow`,
  };
}
