import { type MessageMatch, matchMessage } from "../../knowledge/match-message.ts";
import { keyOf } from "../model/metadata.ts";
import type { ObjectEvent } from "../model/object-event.ts";
import type { Storage } from "../model/storage.ts";

/** The word of a controller that may not make a claim. */
export interface Refusal {
  event: ObjectEvent;
  match: MessageMatch;
}

/** By the ids of their message patterns. */
const REFUSALS: ReadonlySet<string> = new Set([
  "quota-exceeded",
  "claim-size-refused",
  "ephemeral-quota-exceeded",
  "ephemeral-size-refused",
]);

/**
 * All refusals that the events tell of, by the namespace and name of the claim that is not made. A
 * claim of another namespace cannot be refused: the event is one of its own.
 */
export function groupRefusals(events: readonly ObjectEvent[]): Map<string, Refusal[]> {
  const refusals = events.flatMap((event) =>
    matchMessage(event.reason, event.message)
      .filter(({ message }) => REFUSALS.has(message.id))
      .map((match) => ({ event, match })),
  );
  return Map.groupBy(refusals, ({ event, match }) => keyOf(event.namespace, match.claim ?? ""));
}

/** A claim that is not there yet, or only as a template says it will be. */
export function isToBeMade({ claim }: Storage): boolean {
  return claim === null || (claim.phase === null && claim.uid === null);
}
