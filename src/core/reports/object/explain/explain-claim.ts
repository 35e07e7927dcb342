import { ACCESS_MODES } from "../../../model/access-mode.ts";
import type { Claim } from "../../../model/claim.ts";
import type { Storage } from "../../../model/storage.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import { describeClaim } from "../../describe-storage.ts";
import { sortConsumers } from "../../mount/select-consumers.ts";
import type { ClaimExplanation, ClaimModeAnswer, PlacementAnswer } from "../object-report.ts";
import { answerMode } from "./answer-mode.ts";
import { answerPlacements } from "./answer-placements.ts";
import { describeReach } from "./describe-reach.ts";
import { describeSize } from "./describe-size.ts";
import { describeTerritory } from "./describe-territory.ts";
import { describeDriver, type Handler, identifyHandler } from "./identify-handler.ts";
import { oneNamespace } from "./kubernetes-citations.ts";
import { openContext } from "./placement-context.ts";
import { remark } from "./remark.ts";
import { remarkOnClaim } from "./remark-claim.ts";

/** What can be done with the claim here: of one that could not be read nothing but that. */
export function explainClaim(storage: Storage, joined: JoinedInventory): ClaimExplanation {
  const { inventory } = joined;
  const { claim, volume } = storage;
  const handler = identifyHandler(storage, inventory);
  const kind = storage.kind === "EphemeralClaim" ? "EphemeralClaim" : "PersistentVolumeClaim";
  const facts = describeClaim(storage, kind, joined);
  const common = {
    id: storage.id,
    storage: facts,
    driver: describeDriver(handler),
    modes: answerModesOf(storage, handler),
    consumers: storage.consumers && sortConsumers(storage.consumers),
    sharing: storage.sharing,
  };
  if (claim === null) {
    const isMissing = facts.exists === false;
    const text = isMissing ? "There is no such claim." : "The claim could not be read.";
    return {
      ...common,
      reach: { scope: null, where: [], because: remark(text) },
      size: { limit: null, because: remark(text) },
      oneMorePod: answerWithoutClaim(isMissing, text),
      remarks: [],
    };
  }
  const context = openContext({ ...storage, claim }, handler, joined);
  return {
    ...common,
    reach: describeReach(
      describeTerritory(storage, handler),
      handler,
      context.modes,
      context.usedNodes,
      context.provenNodes,
    ),
    size: describeSize(handler, volume?.capacity ?? claim.capacity ?? claim.requested),
    oneMorePod: answerPlacements(context, joined),
    remarks: remarkOnClaim(context, joined),
  };
}

function answerModesOf(storage: Storage, handler: Handler): ClaimModeAnswer[] {
  const { claim, volume } = storage;
  const granted = volume?.grantedModes ?? claim?.grantedModes ?? null;
  const volumeMode = volume?.volumeMode ?? claim?.volumeMode ?? "Filesystem";
  return ACCESS_MODES.map((mode) => ({
    ...answerMode(handler, mode, volumeMode),
    requested: claim && isAmong(claim.requestedModes, mode),
    granted: granted && isAmong(granted, mode),
  }));
}

function isAmong(modes: Claim["requestedModes"], mode: string): boolean {
  return modes.includes(mode);
}

function answerWithoutClaim(isMissing: boolean, text: string): PlacementAnswer[] {
  const places = ["same-node", "other-node", "other-zone"] as const;
  return [
    ...places.map(
      (place): PlacementAnswer => ({
        place,
        example: null,
        answer: isMissing ? "no" : "unknown",
        because: remark(isMissing ? `${text} No pod that names it can start.` : text),
      }),
    ),
    {
      place: "other-namespace",
      example: null,
      answer: "no",
      because: remark("A pod can name claims of its own namespace only.", oneNamespace),
    },
  ];
}
