import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { listNames } from "../../../model/text.ts";
import { accessModes, onePod } from "./kubernetes-citations.ts";
import { type Answer, answerNo, answerUnknown, answerYes } from "./placement-answer.ts";
import type { PlacementContext } from "./placement-context.ts";

/** One more pod on a node where the storage is in use: ReadWriteOnce is one node, not one pod. */
export function answerSameNode(context: PlacementContext): Answer {
  const { rule, usedNodes, territory } = context;
  const example =
    usedNodes[0] ?? (territory.scope === "node" ? (territory.where[0] ?? null) : null);
  if (rule === "pod") return { ...answerOnePod(context), example };
  return { ...(answerOneUser(context) ?? answerByMode(context)), example };
}

/** The only mode that the scheduler looks at, on all nodes alike. */
export function answerOnePod({ users }: PlacementContext): Answer {
  const citations = [accessModes, onePod];
  if (users === null) {
    return answerUnknown({
      text: "ReadWriteOncePod: one pod in the whole cluster, and whether one has it is not known, because not all pods could be read.",
      citations,
    });
  }
  // Those that were not placed wait for the one that was.
  const holder = users.find(({ node }) => node !== null) ?? users[0];
  if (holder === undefined) {
    return answerYes({
      text: "Nobody uses it now: ReadWriteOncePod lets one pod have it, wherever that is, and no second one.",
      citations,
    });
  }
  const name = holder.pod ?? `${holder.workload?.kind} ${holder.workload?.name}`;
  return answerNo({
    text: `ReadWriteOncePod: one pod in the whole cluster, which is ${name}. The scheduler leaves every other one Pending.`,
    citations,
  });
}

/** Some drivers refuse what Kubernetes allows. */
function answerOneUser(context: PlacementContext): Answer | null {
  const { handler, volumeMode, rule, users, provenNodes, provenPods } = context;
  if (rule !== "node" || volumeMode !== "Filesystem") return null;
  const facts = handler.variants.flatMap(({ onePodOnly }) => onePodOnly ?? []);
  const [fact] = facts;
  // More pods than nodes: it works here.
  if (fact === undefined || users?.length === 0 || provenPods > provenNodes.length) return null;
  const isSure = facts.length === handler.variants.length;
  const { name } = handler;
  if (!isSure) {
    const kinds = handler.variants.filter((it) => it.onePodOnly === undefined);
    return answerUnknown({
      text: `Kubernetes allows it, but ${name} lets one pod only have such a volume unless it is of the kind ${listNames(
        kinds.map((it) => it.name ?? ""),
        "or",
      )}, which is not known here.`,
      citations: fact.citations,
    });
  }
  if (users === null) {
    return answerUnknown({
      text: `${name} lets one pod only have such a volume, and whether one has it is not known. ${fact.value}`,
      citations: fact.citations,
    });
  }
  return answerNo({
    text: `Kubernetes allows it, but ${name} does not. ${fact.value}`,
    citations: fact.citations,
  });
}

function answerByMode(context: PlacementContext): Answer {
  const { rule, handler, support, users, provenNodes, provenPods } = context;
  const isProven = provenPods > provenNodes.length;
  const isUnused = users?.length === 0;
  const name = handler.name ?? "its driver";
  const citations = uniteCitations([accessModes], support?.citations ?? []);
  if (handler.driver === null && !isProven && !isUnused) {
    return answerUnknown({
      text:
        rule === "node"
          ? `ReadWriteOnce is one node, not one pod, so that Kubernetes allows it; whether ${name} does is not known here.`
          : `Whether ${name} supports ${support?.mode ?? "its mode"} is not known here.`,
      citations: [accessModes],
    });
  }
  // A plugin inside Kubernetes does not look at the mode when it mounts.
  const isAsked = rule === "many" && handler.driver?.kind === "csi";
  if (isAsked && support?.answer === "no" && provenPods === 0) {
    return answerUnknown({
      text: `The volume says ${support.mode}, which ${name} does not support with volumeMode ${context.volumeMode}: whether it mounts it at all is not known here.`,
      citations,
    });
  }
  if (isUnused) {
    return answerYes({
      text: "Nobody uses it now: it is for the first pod that comes.",
      citations,
    });
  }
  if (rule === "node") {
    return answerYes({
      text: "ReadWriteOnce is one node, not one pod: all pods of the node may use it, and all may write.",
      citations,
    });
  }
  if ((support === null || support.answer === "unknown") && !isProven) {
    return answerUnknown({
      text:
        support === null
          ? "Its access modes are not known here."
          : `Not documented: whether ${name} takes ${support.mode}.`,
      citations,
    });
  }
  return answerYes({
    text: `${support?.mode ?? "Its mode"} is for many pods on many nodes, and so for several on one.`,
    citations,
  });
}
