import { type Consumer, isToStart, keyOfConsumer } from "../../../model/consumer.ts";
import { isPastVolumes, type Pod } from "../../../model/pod.ts";
import type { CauseFacts, PodExplanation } from "../object-report.ts";
import { describeUse } from "./describe-use.ts";
import { judgeUnexplained } from "./judge-unexplained.ts";
import type { Judgement } from "./judgement.ts";
import type { Survey } from "./survey.ts";

/** A pod explained. */
export interface ExplainedPod extends Pick<Judgement, "lead"> {
  pod: PodExplanation;
}

/**
 * Why the pod is as it is. What the rules say keeps it is its cause, the first in their order; where
 * they say nothing, the objects must show that something else does, or the verdict is `unknown`.
 */
export function explainPod(consumer: Consumer, survey: Survey): ExplainedPod {
  const pod = findPod(consumer, survey);
  const mayBeKept = isToStart(consumer) && (pod === null || !isPastVolumes(pod));
  const causes = mayBeKept ? (survey.causes.get(keyOfConsumer(consumer)) ?? []) : [];
  const [cause = null, ...furtherCauses] = causes;
  const { verdict, lead, remarks }: Judgement =
    cause === null
      ? judgeWithoutCause(consumer, pod, survey)
      : { verdict: judgeCauses(causes), lead: null, remarks: [] };
  const { namespace, pod: name, node, state, workload } = consumer;
  return {
    lead,
    pod: {
      namespace,
      name,
      node,
      state,
      workload,
      verdict,
      cause,
      furtherCauses,
      remarks,
    },
  };
}

/** null: a template, or a pod that is another one of the name by now. */
function findPod(consumer: Consumer, { joined }: Survey): Pod | null {
  const pod = joined.podOf(consumer);
  return pod?.uid === consumer.podUid ? pod : null;
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

function judgeWithoutCause(consumer: Consumer, pod: Pod | null, survey: Survey): Judgement {
  const storages = survey.storages.get(keyOfConsumer(consumer)) ?? [];
  switch (consumer.state) {
    case "waiting":
    case "unscheduled":
    case "unknown":
      return judgeUnexplained(consumer, pod, storages, survey);
    case "planned":
      return { verdict: "planned", ...describeUse(consumer, pod, storages, survey.joined) };
    case "running":
    case "terminating":
    case "finished":
      return { verdict: "started", ...describeUse(consumer, pod, storages, survey.joined) };
  }
}
