import { type MessageMatch, matchMessage } from "../../knowledge/match-message.ts";
import type { Consumer } from "../model/consumer.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Evidence } from "./cause.ts";
import { kubectl } from "./command.ts";
import { eventEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage, notStarted } from "./wording.ts";

/**
 * A claim that is too much is refused when somebody makes it: there is no claim then, only the word
 * of the controller that tried, on the workload or on the pod.
 */
export const quotaExceeded: Rule = {
  id: "quota-exceeded",
  summary: "a controller may not make a claim, because of a quota or a limit range",
  kinds: CLAIM_KINDS,
  needs: [
    need("persistentvolumeclaims"),
    { anyOf: ["events"], extent: "namespace", of: isMissing },
  ],
  details: true,
  citation: "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
  *check(storage, joined) {
    if (!isMissing(storage)) return;
    const [said] = findRefusals(storage, joined);
    if (said === undefined) return;
    const { event, match } = said;
    const users = notStarted(storage.consumers ?? []);
    const kept = users.length === 0 ? "" : `, so ${listConsumers(users)} cannot start`;
    yield {
      severity: "error",
      message: `${nameStorage(storage)} is not made${kept}. ${match.message.meaning.value} The event says: ${event.message.trim()}`,
      hint: kubectl(event.namespace, "describe", "quota,limitrange"),
      cause: {
        keeps: users,
        evidence: [eventEvidence(event), ...quotaEvidence(event, match, joined)],
        outlook: {
          endsByItself: false,
          text: "The controller tries again and again; not before there is room, or less is asked for.",
        },
        fixes: fixesFor(event.namespace, match),
      },
    };
  },
};

/** Not there yet, or only as a template says it will be. */
function isMissing({ claim }: Storage): boolean {
  return claim === null || (claim.phase === null && claim.uid === null);
}

interface Refusal {
  event: ObjectEvent;
  match: MessageMatch;
}

/** Whether a controller has said that it may not make the claim. */
export function isRefused(storage: Storage, joined: JoinedInventory): boolean {
  return isMissing(storage) && findRefusals(storage, joined).length > 0;
}

/** What was said of the claim's being refused, of its own workload first. */
function findRefusals({ namespace, name, consumers }: Storage, joined: JoinedInventory): Refusal[] {
  const own = new Set((consumers ?? []).map(workloadOf));
  return joined.inventory.events
    .filter((event) => event.namespace === namespace)
    .flatMap((event) =>
      matchMessage(event.reason, event.message)
        .filter(({ claim }) => claim === name)
        .filter(({ message }) => REFUSALS.has(message.id))
        .map((match) => ({ event, match })),
    )
    .toSorted((a, b) => Number(own.has(keyOf(b.event))) - Number(own.has(keyOf(a.event))));
}

const REFUSALS: ReadonlySet<string> = new Set([
  "quota-exceeded",
  "claim-size-refused",
  "ephemeral-quota-exceeded",
  "ephemeral-size-refused",
]);

function workloadOf({ owner }: Consumer): string {
  return `${owner?.kind}/${owner?.name}`;
}

function keyOf({ kind, name }: ObjectEvent): string {
  return `${kind}/${name}`;
}

/** What of the quota is taken, of the resources that the event speaks of. */
function quotaEvidence(
  event: ObjectEvent,
  { message, detail }: MessageMatch,
  { inventory }: JoinedInventory,
): Evidence[] {
  const name = detail?.split(",")[0];
  if (!message.id.endsWith("quota-exceeded")) return [];
  return inventory.quotas
    .filter((quota) => quota.namespace === event.namespace && quota.name === name)
    .flatMap((quota) =>
      Object.entries(quota.hard)
        .filter(([resource]) => event.message.includes(resource))
        .map(([resource, hard]) => ({
          object: `ResourceQuota ${quota.namespace}/${quota.name}`,
          field: `status.used[${resource}]`,
          value: `${quota.used[resource] ?? "unknown"} of ${hard}`,
        })),
    );
}

function fixesFor(namespace: string, { message }: MessageMatch) {
  return message.id.endsWith("quota-exceeded")
    ? [
        {
          text: "See what takes the quota, and delete claims that nobody needs: those of replicas that are no more stay behind.",
          commands: [
            kubectl(namespace, "describe", "quota"),
            `kubectl shared who-mounts -n ${namespace}`,
          ],
          loses: "The data of each claim that is deleted.",
        },
        {
          text: "Ask whoever set the quota for more.",
          commands: [],
          loses: null,
        },
      ]
    : [
        {
          text: "See what the limit range lets a claim ask for, and write that into the template.",
          commands: [kubectl(namespace, "describe", "limitrange")],
          loses: null,
        },
      ];
}
