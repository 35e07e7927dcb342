import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { type AccessMode, isSingleNode, isSinglePod } from "../../../model/access-mode.ts";
import { listNames } from "../../../model/text.ts";
import type { Reach } from "../object-report.ts";
import type { Territory } from "./describe-territory.ts";
import type { Handler } from "./identify-handler.ts";
import { accessModes, attachSkipped, multiAttach, onePod } from "./kubernetes-citations.ts";

/**
 * From where the volume can be mounted at one time: what its place allows, and what its access
 * mode leaves of that.
 *
 * @param modes the ones that are enforced
 * @param nodes that use it now, or have it attached
 * @param proven nodes on which pods run with it now
 */
export function describeReach(
  territory: Territory,
  handler: Handler,
  modes: readonly AccessMode[],
  nodes: readonly string[],
  proven: readonly string[],
): Reach {
  const { scope, where, because } = territory;
  if (isSinglePod(modes)) {
    return {
      scope: "pod",
      where,
      because: {
        text: `ReadWriteOncePod lets one pod of the whole cluster use it. ${because.text}`,
        citations: uniteCitations([accessModes, onePod], because.citations),
      },
    };
  }
  if (isSingleNode(modes) && scope !== "node") {
    if (handler.attaches === true && proven.length > 1) {
      return {
        scope,
        where: [...where],
        because: {
          text: `ReadWriteOnce is to keep it to one node, but pods run with it on ${listNames(proven)} now: nothing enforces it here. ${because.text}`,
          citations: uniteCitations([accessModes, multiAttach], because.citations),
        },
      };
    }
    if (handler.attaches === true) {
      return {
        scope: "node",
        where: [...nodes],
        because: {
          text: `ReadWriteOnce attaches it to one node at a time${nodes.length === 1 ? `, now ${nodes[0]}` : ""}. ${because.text}`,
          citations: uniteCitations([accessModes, multiAttach], because.citations),
        },
      };
    }
    if (handler.attaches === false) {
      return {
        scope,
        where,
        because: {
          text: `${because.text} It is not attached to nodes, so nothing keeps ReadWriteOnce to one of them.`,
          citations: uniteCitations(because.citations, [attachSkipped]),
        },
      };
    }
    return {
      scope: null,
      where: [],
      because: {
        text: `Whether ReadWriteOnce keeps it to one node is not known: that takes a driver that attaches. ${because.text}`,
        citations: uniteCitations([multiAttach], because.citations),
      },
    };
  }
  return { scope, where: [...where], because };
}
