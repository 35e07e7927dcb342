import { type Node, zoneOf } from "../../../model/node.ts";
import { answerElsewhere } from "./answer-other-node.ts";
import { type Answer, answerNo, answerUnknown } from "./placement-answer.ts";
import { type PlacementContext, zonesInUse } from "./placement-context.ts";

/** One more pod in a zone where the storage is not in use. */
export function answerOtherZone(context: PlacementContext): Answer {
  const { zones, nodes, territory } = context;
  const used = zonesInUse(context);
  const others = zones.filter((zone) => !used.includes(zone));
  const reachable = others.filter((zone) => territory.where.includes(zone));
  const isZonal = territory.scope === "zone" && territory.where.length > 0;
  const example = (isZonal ? reachable[0] : undefined) ?? (used.length > 0 ? others[0] : null);
  const answer = answerZone(context, isZonal && example !== reachable[0]);
  const isOnly = zones.length === 1 && nodes !== null;
  return {
    ...answer,
    example: example ?? null,
    because: {
      ...answer.because,
      text: isOnly
        ? `${describeOnlyZone(nodes, zones[0] ?? "")}; what follows holds for another one. ${answer.because.text}`
        : answer.because.text,
    },
  };
}

function describeOnlyZone(nodes: readonly Node[], zone: string): string {
  return nodes.every((node) => zoneOf(node) === zone)
    ? `All nodes of this cluster are in zone ${zone}`
    : `No node of this cluster is in a zone other than ${zone}`;
}

/** @param isOutside all that is left are zones that the volume does not reach */
function answerZone(context: PlacementContext, isOutside: boolean): Answer {
  const { territory, handler } = context;
  const elsewhere = answerElsewhere(context);
  const { scope, where, because, source } = territory;
  if (territory.hasOtherNodes === false) return elsewhere;
  if (context.followsPod && elsewhere.answer === "yes") return elsewhere;
  if (scope === "zone" && source === "affinity") {
    if (where.length === 1 || isOutside) {
      return answerNo({
        text: `${because.text} The scheduler puts no pod that uses it in another zone.`,
        citations: because.citations,
      });
    }
    return {
      ...elsewhere,
      because: {
        text: `${because.text} ${elsewhere.because.text}`,
        citations: [...because.citations, ...elsewhere.because.citations],
      },
    };
  }
  // What no other node can have, no other zone can.
  if (elsewhere.answer === "no") return elsewhere;
  if (scope === "zone") {
    return handler.attaches === true ? answerNo(because) : answerUnknown(because);
  }
  if (scope === "region" || scope === "cluster") {
    return {
      ...elsewhere,
      because: {
        text: `${elsewhere.because.text} ${because.text}`,
        citations: [...elsewhere.because.citations, ...because.citations],
      },
    };
  }
  return elsewhere.answer === "yes" && isProvenAcrossZones(context)
    ? elsewhere
    : answerUnknown(because);
}

/** Pods of two zones run with it. */
function isProvenAcrossZones(context: PlacementContext): boolean {
  return context.provenNodes.length > 1 && zonesInUse(context).length > 1;
}
