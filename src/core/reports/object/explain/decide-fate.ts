import { repository } from "../../../../knowledge/citation.ts";
import type { Consumer } from "../../../model/consumer.ts";
import type { Pod } from "../../../model/pod.ts";
import { listNames } from "../../../model/text.ts";
import type { PodFate } from "../object-report.ts";
import { nodeAffinity } from "./kubernetes-citations.ts";
import { remark } from "./remark.ts";

const workloads = "content/en/docs/concepts/workloads";
const website = repository("kubernetes/website");
/** Pods that are being deleted do not count, be they gone or not. */
const activePods = repository("kubernetes/kubernetes").file(
  "pkg/controller/controller_utils.go",
  "IsPodActive",
);
const ofDaemons = website.file(`${workloads}/controllers/daemonset.md`);
const ofJobs = website.file(`${workloads}/controllers/job.md`, "Pod backoff failure policy");
const ofStatefulSets = website.file(
  "content/en/docs/tasks/run-application/force-delete-stateful-set-pod.md",
);
const ofStaticPods = website.file("content/en/docs/tasks/configure-pod-container/static-pod.md");
const ofBarePods = website.file(`${workloads}/pods/pod-lifecycle.md`, "Pod lifetime");

/** What a controller does when a pod of its kind is gone with its node. */
const FATES: Readonly<Record<string, Pick<PodFate, "fate" | "because">>> = {
  ReplicaSet: {
    fate: "replaced",
    because: remark(
      "its ReplicaSet makes another pod elsewhere, whether this one is gone or not",
      activePods,
    ),
  },
  ReplicationController: {
    fate: "replaced",
    because: remark(
      "its ReplicationController makes another pod elsewhere, whether this one is gone or not",
      activePods,
    ),
  },
  StatefulSet: {
    fate: "waits",
    because: remark(
      "a StatefulSet has one pod of a name at most: it makes another one only when this object is gone, which on a dead node does not come by itself",
      ofStatefulSets,
    ),
  },
  DaemonSet: {
    fate: "stays",
    because: remark("a DaemonSet has one for this node, and none elsewhere", ofDaemons),
  },
  Node: {
    fate: "stays",
    because: remark("a static pod: the kubelet of this node runs it", ofStaticPods),
  },
  Job: {
    fate: "replaced",
    because: remark(
      "its Job makes another pod, as far as its backoffLimit and its failure policy allow",
      ofJobs,
    ),
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
    const because = remark("nobody makes another one: it has no controller", ofBarePods);
    return { ...subject, fate: "ends", because };
  }
  const known = FATES[owner.kind];
  if (known === undefined) {
    return {
      ...subject,
      fate: "unknown",
      because: remark(
        `what its controller, ${owner.kind} ${owner.name}, does then is not known here`,
      ),
    };
  }
  if (known.fate === "replaced" && pod.terminating) {
    return { ...subject, fate: "ends", because: remark("it is being deleted already") };
  }
  if (pinned.length === 0 || known.fate === "stays") return { ...subject, ...known };
  const first =
    known.fate === "waits" ? `${known.because.text}; and ` : "a new pod cannot run elsewhere: ";
  return {
    ...subject,
    fate: "waits",
    because: remark(
      `${first}its volume ${listNames(pinned)} cannot follow`,
      ...(known.fate === "waits" ? known.because.citations : []),
      nodeAffinity,
    ),
  };
}
