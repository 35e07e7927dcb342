import type { Consumer } from "../../model/consumer.ts";
import { SEVERITIES } from "../../rules/finding.ts";
import { RULES } from "../../rules/rules.ts";
import type { RuleRun } from "../../rules/run-rules.ts";
import type { CauseFacts, PodExplanation } from "../object-report.ts";
import { describeUse } from "./describe-use.ts";
import { isPastVolumes, judgeUnexplained } from "./judge-unexplained.ts";
import { findPod, isSameConsumer, type Survey, storagesOf } from "./survey.ts";

/**
 * Why the pod is as it is. What the rules say keeps it is its cause, the first in their order; where
 * they say nothing, the objects must show that something else does, or the verdict is `unknown`.
 */
export function explainPod(consumer: Consumer, survey: Survey): PodExplanation {
  const mayBeKept = isToStart(consumer) && !isPastVolumes(findPod(consumer, survey.joined));
  const [cause = null, ...furtherCauses] = mayBeKept ? causesOf(consumer, survey.run) : [];
  const { verdict, remarks } =
    cause === null
      ? judgeWithoutCause(consumer, survey)
      : { verdict: judgeCauses([cause, ...furtherCauses]), remarks: [] };
  const { namespace, node, state, workload } = consumer;
  return {
    namespace,
    name: nameOfPod(consumer),
    node,
    state,
    workload,
    verdict,
    cause,
    furtherCauses,
    remarks,
  };
}

/** A template's pods have no names yet. */
export function nameOfPod({ pod, workload }: Consumer): string {
  return pod ?? `${workload?.name ?? ""}-*`;
}

/** It does not run yet, so that something may keep it. */
export function isToStart({ state }: Consumer): boolean {
  return state === "waiting" || state === "unscheduled" || state === "planned";
}

/** What keeps the consumer, by severity and then in the order of the rules. */
function causesOf(consumer: Consumer, { findings }: RuleRun): CauseFacts[] {
  return [...findings]
    .flatMap(([storage, found]) =>
      found.flatMap(({ finding, cause }) => {
        if (!cause?.keeps.some((kept) => isSameConsumer(kept, consumer))) return [];
        const { rule, severity, message, citation } = finding;
        const { evidence, outlook, fixes } = cause;
        return [{ rule, severity, storage, message, evidence, outlook, fixes, citation }];
      }),
    )
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        orderOf(a.rule) - orderOf(b.rule),
    );
}

function orderOf(rule: string): number {
  return RULES.findIndex(({ id }) => id === rule);
}

/**
 * It waits only if nothing but waiting is needed. Where what was read cannot tell, and it is no
 * error yet, neither is said: a volume that is on its way, a claim that only the files lack.
 */
function judgeCauses(causes: readonly CauseFacts[]): PodExplanation["verdict"] {
  if (causes.every(({ outlook }) => outlook.endsByItself === true)) return "waits";
  const isSure = causes.some(
    ({ severity, outlook }) => severity === "error" || outlook.endsByItself === false,
  );
  return isSure ? "stuck" : "unknown";
}

function judgeWithoutCause(
  consumer: Consumer,
  survey: Survey,
): Pick<PodExplanation, "verdict" | "remarks"> {
  const pod = findPod(consumer, survey.joined);
  const storages = storagesOf(consumer, survey.storages, survey.joined);
  switch (consumer.state) {
    case "waiting":
    case "unscheduled":
    case "unknown":
      return judgeUnexplained(consumer, pod, storages, survey);
    case "planned":
      return { verdict: "planned", remarks: describeUse(consumer, pod, storages, survey.joined) };
    default:
      return { verdict: "started", remarks: describeUse(consumer, pod, storages, survey.joined) };
  }
}
