import { page } from "../../knowledge/citation.ts";
import type { MessageMatch } from "../../knowledge/match-message.ts";
import { isToStart } from "../model/consumer.ts";
import { isApplied } from "../model/inventory.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import type { Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { isToBeMade, type Refusal } from "../sharing/refusals.ts";
import type { Evidence } from "./cause.ts";
import { kubectl } from "./command.ts";
import { eventEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

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
    {
      anyOf: ["events"],
      extent: "namespace",
      // Of manifests nobody has said anything yet.
      of: (storage, inventory) => isApplied(inventory) && isToBeMade(storage),
    },
  ],
  details: true,
  tellsCauses: true,
  citation: page("Resource Quotas", "https://kubernetes.io/docs/concepts/policy/resource-quotas/"),
  *check(storage, joined) {
    if (!isToBeMade(storage)) return;
    const [said] = findRefusals(storage, joined);
    if (said === undefined) return;
    const { event, match } = said;
    const users = (storage.consumers ?? []).filter(isToStart);
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

/** What was said of the claim's being refused, of its own workload first. */
function findRefusals(storage: Storage, joined: JoinedInventory): Refusal[] {
  const own = new Set(
    (storage.consumers ?? []).map(({ owner }) => `${owner?.kind}/${owner?.name}`),
  );
  const isOwn = ({ event: { kind, name } }: Refusal) => own.has(`${kind}/${name}`);
  return joined.refusalsOf(storage).toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
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
