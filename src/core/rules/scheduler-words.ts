import type { MessageMatch } from "../../knowledge/match-message.ts";
import { matchMessage } from "../../knowledge/match-message.ts";
import type { Consumer } from "../model/consumer.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Evidence } from "./cause.ts";
import { eventEvidence, schedulerEvidence } from "./evidence.ts";

/** What the scheduler says of a pod without a node. */
export interface SchedulerWords {
  text: string;
  matches: readonly MessageMatch[];
  evidence: Evidence[];
}

/** What the pod itself says, which stays, else its newest event. null: nothing. */
export function readScheduler(consumer: Consumer, joined: JoinedInventory): SchedulerWords | null {
  const pod = joined.podOf(consumer);
  const text = pod?.progress?.unschedulable?.message;
  if (text) {
    const matches = matchMessage("FailedScheduling", text);
    return { text, matches, evidence: schedulerEvidence(pod) };
  }
  const { namespace, podUid } = consumer;
  const [event] = joined
    .eventsOf("Pod", { namespace, name: consumer.pod ?? "", uid: podUid })
    .filter(({ reason }) => reason === "FailedScheduling");
  if (!event) return null;
  const matches = matchMessage(event.reason, event.message);
  return { text: event.message.trim(), matches, evidence: [eventEvidence(event)] };
}
