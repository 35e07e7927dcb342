import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { isReadOnlyMany } from "../../../model/access-mode.ts";
import { listNames } from "../../../model/text.ts";
import { answerOnePod } from "./answer-same-node.ts";
import {
  accessModes,
  attachSkipped,
  bindingModes,
  multiAttach,
  nodeAffinity,
  schedulerIgnoresMode,
} from "./kubernetes-citations.ts";
import { type Answer, answerNo, answerUnknown, answerYes } from "./placement-answer.ts";
import { otherNodes, type PlacementContext } from "./placement-context.ts";

/** One more pod on a node where the storage is not in use, as near as can be. */
export function answerOtherNode(context: PlacementContext): Answer {
  const { nodes, usedNodes } = context;
  const example = otherNodes(context)[0]?.name ?? null;
  const isAlone = nodes?.length === 1;
  const answer = answerElsewhere(context);
  const text = isAlone
    ? `This cluster has one node only, ${nodes[0]?.name}; what follows holds for another one. ${answer.because.text}`
    : answer.because.text;
  return {
    ...answer,
    example: example ?? (isAlone ? null : firstUnused(context, usedNodes)),
    because: { ...answer.because, text },
  };
}

/** Where no node is left that could have it, any one shows what happens on those that are not. */
function firstUnused({ nodes, territory }: PlacementContext, used: readonly string[]) {
  const taken = new Set([...used, ...(territory.scope === "node" ? territory.where : [])]);
  return nodes?.find(({ name }) => !taken.has(name))?.name ?? null;
}

/** What happens on a node other than those that use it, of any zone where it can be had. */
export function answerElsewhere(context: PlacementContext): Answer {
  const { territory, rule } = context;
  if (isFree(context)) return answerFirst(context);
  if (territory.hasOtherNodes === false) return answerPinned(context);
  const unreachable = answerNoNodeLeft(context);
  if (unreachable) return unreachable;
  if (rule === "pod") return answerFree(context, answerOnePod(context));
  return rule === "node" ? answerOneNode(context) : answerMany(context);
}

/** It is for the first pod that comes, and for that one anywhere. */
function isFree({ followsPod, users, rule, territory, handler }: PlacementContext): boolean {
  if (!followsPod || users === null || (rule === "pod" && users.length > 0)) return false;
  return territory.hasOtherNodes === false || (rule === "node" && handler.attaches === true);
}

function answerFirst({ users, rule, territory }: PlacementContext): Answer {
  const waiting = users?.length === 0 ? "Nobody uses it now" : "No pod of it has a node yet";
  const after =
    rule === "pod"
      ? "no second pod may have it"
      : territory.hasOtherNodes === false
        ? "it can be had on that node only"
        : "ReadWriteOnce attaches it to that node only";
  return answerYes({
    text: `${waiting}: the volume is made where the first pod is put, whatever node that is. From then on ${after}.`,
    citations: uniteCitations([bindingModes, accessModes], territory.because.citations),
  });
}

function answerPinned({ territory }: PlacementContext): Answer {
  const { because, source, where } = territory;
  if (source === "path") {
    return answerNo({
      text: `The pod would start, but share nothing. ${because.text}`,
      citations: because.citations,
    });
  }
  const text =
    source === "affinity"
      ? `${because.text} The scheduler puts no pod that uses it on any other${where.length > 0 ? "" : " node"}.`
      : because.text;
  return answerNo({ text, citations: because.citations });
}

function answerNoNodeLeft(context: PlacementContext): Answer | null {
  const { nodes, storage, territory } = context;
  const isRestricted = storage.volume !== null && storage.volume.nodeAffinity !== null;
  if (!isRestricted || nodes === null || nodes.length < 2 || otherNodes(context).length > 0) {
    return null;
  }
  return answerNo({
    text: `${territory.because.text} No other node of this cluster is among these.`,
    citations: [nodeAffinity],
  });
}

/** What nobody has can be had if the place allows it at all. */
function answerFree({ territory }: PlacementContext, answer: Answer): Answer {
  if (answer.answer !== "yes" || territory.hasOtherNodes === true) return answer;
  return answerUnknown(territory.because);
}

function answerOneNode(context: PlacementContext): Answer {
  const { handler, provenNodes } = context;
  if (handler.attaches === true) return answerAttached(context);
  const name = handler.name ?? "its driver";
  if (handler.attaches === null) {
    return answerUnknown({
      text: `ReadWriteOnce is kept to one node only where the driver attaches, and whether ${name} does is not known.`,
      citations: [multiAttach, attachSkipped],
    });
  }
  const unenforced = `${name} does not attach volumes to nodes, so that nothing in Kubernetes enforces ReadWriteOnce`;
  const citations = uniteCitations([attachSkipped], handler.driver?.attachRequired.citations ?? []);
  if (provenNodes.length < 2 && (handler.driver === null || !context.territory.hasOtherNodes)) {
    return answerUnknown({
      text: `${unenforced}; whether its volumes can be had on several nodes is not known. ${context.territory.because.text}`,
      citations,
    });
  }
  return answerYes({
    text: `${unenforced}: pods on several nodes use it at once, and all may write.`,
    citations,
  });
}

function answerAttached(context: PlacementContext): Answer {
  const { users, usedNodes, provenNodes, territory } = context;
  const citations = [accessModes, multiAttach, schedulerIgnoresMode];
  if (provenNodes.length > 1) {
    return answerYes({
      text: `ReadWriteOnce is to keep it to one node, but pods run with it on ${listNames(provenNodes)} now: nothing enforces it here, and all may write.${warnOfDisk(context)}`,
      citations,
    });
  }
  if (users === null) {
    return answerUnknown({
      text: "ReadWriteOnce attaches it to one node at a time, and whether one uses it is not known, because not all pods could be read.",
      citations,
    });
  }
  if (users.length === 0) {
    return territory.hasOtherNodes === true
      ? answerYes({
          text: "Nobody uses it now: ReadWriteOnce attaches it where the first pod goes, and then to that node only.",
          citations,
        })
      : answerUnknown(territory.because);
  }
  const isWaitedFor = users.every(({ state }) => state === "unscheduled");
  if (isWaitedFor && usedNodes.length === 0) {
    return territory.hasOtherNodes === true
      ? answerYes({
          text: "No pod of it has a node yet: ReadWriteOnce attaches it where the first one goes, and then to that node only.",
          citations,
        })
      : answerUnknown(territory.because);
  }
  const where = usedNodes.length > 0 ? `, now ${listNames(usedNodes)}` : "";
  return answerNo({
    text: `ReadWriteOnce attaches it to one node at a time${where}. The scheduler does not look at that: the pod gets its node and waits there for the volume (Multi-Attach).`,
    citations,
  });
}

function answerMany(context: PlacementContext): Answer {
  const { support, handler, provenNodes, users, territory } = context;
  const citations = uniteCitations([accessModes], support?.citations ?? []);
  const name = handler.name ?? "its driver";
  if (provenNodes.length > 1) {
    const warning = support?.answer === "yes" ? "" : warnOfDisk(context);
    return answerYes({
      text: `${support?.mode ?? "Its mode"} is for many nodes, and pods run with it on ${listNames(provenNodes)} now.${warning}`,
      citations,
    });
  }
  if (support?.answer === "no") {
    const only = support.conditions.length > 0 ? `: ${support.conditions.join(" and ")}` : "";
    return answerNo({
      text: `The volume says ${support.mode}, which ${name} does not support with volumeMode ${context.volumeMode}${only}.`,
      citations,
    });
  }
  if (users?.length === 0 && territory.hasOtherNodes !== true)
    return answerUnknown(territory.because);
  if (support?.answer === "yes") {
    return answerYes({
      text:
        support.mode === "ReadOnlyMany"
          ? `ReadOnlyMany is for readers on many nodes, and ${name} supports it.`
          : `ReadWriteMany is for many nodes, and ${name} supports it.`,
      citations,
    });
  }
  if (support?.answer === "conditional") {
    return answerUnknown({
      text: `${name} supports ${support.mode} only if ${support.conditions.join(" and ")}, which is not known here.`,
      citations,
    });
  }
  return answerUnknown({
    text:
      support === null
        ? "Its access modes are not known."
        : `The volume says ${support.mode}, but whether ${name} supports it is not known here.`,
    citations: [accessModes],
  });
}

/** A file system on a disk belongs to one node: its kernel does not know that another one writes. */
function warnOfDisk({ handler, modes, volumeMode }: PlacementContext): string {
  const isDisk =
    handler.variants.length > 0 && handler.variants.every(({ medium }) => medium === "block");
  if (!isDisk || volumeMode !== "Filesystem" || isReadOnlyMany(modes)) return "";
  return " Its file system is on a disk, and each node takes it for its own: where two write, it is destroyed.";
}
