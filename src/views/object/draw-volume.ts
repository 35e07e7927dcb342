import { abbreviateModes } from "../../core/model/access-mode.ts";
import { upperFirst } from "../../core/model/text.ts";
import type {
  ClaimExplanation,
  VolumeExplanation,
} from "../../core/reports/object/object-report.ts";
import { say, sayRemark, tabulate } from "../document/blocks.ts";
import type { DocumentBlock } from "../document/document.ts";
import { describeDriver } from "./describe-driver.ts";
import { ANSWER_COLUMNS, drawReach } from "./draw-reach.ts";

/**
 * What the volume is, and from where it can be mounted.
 *
 * @param claims its claim, which says the latter too
 */
export function drawVolume(
  volume: VolumeExplanation,
  claims: readonly ClaimExplanation[],
): DocumentBlock[] {
  const { reach, remarks } = volume;
  return [
    say(describeFacts(volume)),
    ...(claims.length > 0 ? [] : tabulate(ANSWER_COLUMNS, [drawReach(reach)])),
    ...remarks.map(sayRemark),
  ];
}

function describeFacts({ storage, driver, grantedModes, claim }: VolumeExplanation): string {
  const facts = [
    ...(storage === null ? ["it could not be read"] : []),
    ...(storage?.phase == null ? [] : [`phase ${storage.phase}`]),
    `modes ${grantedModes === null ? "not known" : abbreviateModes(grantedModes) || "<none>"}`,
    ...(storage?.capacity == null ? [] : [`size ${storage.capacity}`]),
    ...(storage?.reclaimPolicy == null ? [] : [`reclaim policy ${storage.reclaimPolicy}`]),
    describeDriver(driver),
    ...(storage?.handle == null ? [] : [`handle ${storage.handle}`]),
    ...(storage?.nodeAffinity == null ? [] : [`node affinity ${storage.nodeAffinity}`]),
    ...(claim === null ? [] : [`of claim ${claim.namespace}/${claim.name}`]),
  ];
  return `${upperFirst(facts.join(", "))}.`;
}
