import type { WorkloadExplanation } from "../../core/reports/object-report.ts";
import type { DocumentBlock } from "../document/document.ts";
import { countOf } from "../mount/describe-consumers.ts";
import { say, sayRemark } from "./blocks.ts";

/** How the workload makes its pods, and what that means for its storage. */
export function explainWorkload(workload: WorkloadExplanation): DocumentBlock[] {
  const { replicas, strategy, surge, remarks } = workload;
  const facts = [
    replicas === null ? "One pod per node" : countOf(replicas, "replica"),
    ...(strategy === null ? [] : [`strategy ${strategy}`]),
    ...(surge === null ? [] : [`${countOf(surge, "new pod")} started before old ones stop`]),
  ];
  return [say(`${facts.join(", ")}.`), ...remarks.map(sayRemark)];
}
