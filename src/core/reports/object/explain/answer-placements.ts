import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import type { PlacementAnswer } from "../object-report.ts";
import { answerOtherNamespace } from "./answer-other-namespace.ts";
import { answerOtherNode } from "./answer-other-node.ts";
import { answerOtherZone } from "./answer-other-zone.ts";
import { answerSameNode } from "./answer-same-node.ts";
import { findBlocker } from "./find-blocker.ts";
import { rawBlock } from "./kubernetes-citations.ts";
import type { Answer } from "./placement-answer.ts";
import { hasVolume, type PlacementContext } from "./placement-context.ts";

/** What would happen to one more pod, at the four kinds of place. */
export function answerPlacements(
  context: PlacementContext,
  joined: JoinedInventory,
): PlacementAnswer[] {
  const blocker = findBlocker(context, joined);
  const answer = (ask: (context: PlacementContext) => Answer): Answer => {
    const own = ask(context);
    return blocker === null ? complete(own, context) : { ...blocker, example: own.example };
  };
  return [
    { place: "same-node", ...answer(answerSameNode) },
    { place: "other-node", ...answer(answerOtherNode) },
    { place: "other-zone", ...answer(answerOtherZone) },
    { place: "other-namespace", ...answerOtherNamespace(context) },
  ];
}

/** What is true of every place: there must be a volume first, and raw devices have no keeper. */
function complete(answer: Answer, context: PlacementContext): Answer {
  const { because } = answer;
  const first = hasVolume(context) || answer.answer === "no" ? "" : describeBinding(context);
  const isRaw = answer.answer === "yes" && context.volumeMode === "Block" && hasOthers(context);
  return {
    ...answer,
    because: {
      text: `${first}${because.text}${isRaw ? " It is a raw device: nothing but the application itself keeps its writers apart." : ""}`,
      citations: isRaw ? uniteCitations(because.citations, [rawBlock]) : because.citations,
    },
  };
}

function hasOthers({ users }: PlacementContext): boolean {
  return users === null || users.length > 0;
}

function describeBinding({ claim }: PlacementContext): string {
  return claim.phase === null
    ? "No server has seen the claim yet; this follows from its class and its request. "
    : "The claim has no volume yet, and no pod starts before it has one. ";
}
