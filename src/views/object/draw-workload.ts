import { count } from "../../core/model/text.ts";
import type { WorkloadExplanation } from "../../core/reports/object/object-report.ts";
import { say, sayRemark } from "../document/blocks.ts";
import type { DocumentBlock } from "../document/document.ts";

/** How the workload makes its pods, and what that means for its storage. */
export function drawWorkload(workload: WorkloadExplanation): DocumentBlock[] {
  const { replicas, strategy, surge, remarks } = workload;
  const facts = [
    replicas === null ? "One pod per node" : count(replicas, "replica"),
    ...(strategy === null ? [] : [`strategy ${strategy}`]),
    ...(surge === null ? [] : [`${count(surge, "new pod")} started before old ones stop`]),
  ];
  return [say(`${facts.join(", ")}.`), ...remarks.map(sayRemark)];
}
