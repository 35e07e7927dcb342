import type { Cluster } from "../start-cluster.ts";
import {
  forcedOffLostNode,
  heldByPod,
  heldFromWorkload,
  holderOnLostNode,
  holderThatStops,
  rolloutThatHangs,
} from "./stuck-attach.ts";
import {
  claimBeingDeleted,
  claimNotThere,
  heldByOnePod,
  noClass,
  provisionerSilent,
  quotaUsedUp,
  tooLargeForAnyNode,
  volumeInOtherZone,
  zoneCordoned,
} from "./stuck-placement.ts";
import { type Stage, setStage } from "./stuck-stage.ts";

/** The names that only the telling brings up, and what the scheduler said, by namespace. */
export interface StuckStory extends Stage {
  reportPod: string;
  rollout: { oldPod: string; newPod: string };
  refusals: Readonly<Record<string, string>>;
}

const refused = {
  "held-by-one": heldByOnePod,
  "other-zone": volumeInOtherZone,
  "zone-cordoned": zoneCordoned,
  "provisioner-silent": provisionerSilent,
  "no-class": noClass,
  "too-large": tooLargeForAnyNode,
  "claim-not-there": claimNotThere,
  "quota-used-up": quotaUsedUp,
  "being-deleted": claimBeingDeleted,
} as const;

/**
 * Tells of every way in which a pod can be kept from starting by its storage, each in a namespace
 * of its own, side by side on a fresh cluster. Resolves when each of them is stuck, and the real
 * controllers have said so.
 */
export async function stuckStory(cluster: Cluster): Promise<StuckStory> {
  const stage = await setStage(cluster);
  try {
    const [reportPod, rollout, refusals] = await Promise.all([
      heldFromWorkload(stage, "held-from-workload"),
      rolloutThatHangs(stage, "rollout"),
      Promise.all(
        Object.entries(refused).map(async ([namespace, tell]) => [
          namespace,
          await tell(stage, namespace),
        ]),
      ),
      heldByPod(stage, "held-by-pod"),
      heldByPod(stage, "held-unseen"),
      holderThatStops(stage, "stopping"),
      holderOnLostNode(stage, "lost-node", "node-x"),
      forcedOffLostNode(stage, "forced-off", "node-y"),
    ]);
    return { ...stage, reportPod, rollout, refusals: Object.fromEntries(refusals) };
  } catch (error) {
    await stage.stopPlaying();
    throw error;
  }
}
