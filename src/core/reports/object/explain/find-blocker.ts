import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { ACCESS_MODES } from "../../../model/access-mode.ts";
import { isBound } from "../../../model/storage.ts";
import { listNames } from "../../../model/text.ts";
import { findIncompleteClass } from "../../../sharing/incomplete-class.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import { answerMode } from "./answer-mode.ts";
import { isStaticOnly } from "./identify-handler.ts";
import { binding, claimIsNeeded, twoModesRefused } from "./kubernetes-citations.ts";
import { type Answer, answerNo, answerUnknown } from "./placement-answer.ts";
import { hasVolume, type PlacementContext } from "./placement-context.ts";

/** What keeps one more pod from the claim wherever it is; null: nothing that is known. */
export function findBlocker(context: PlacementContext, joined: JoinedInventory): Answer | null {
  const { claim, handler, provenPods } = context;
  const name = `${claim.namespace}/${claim.name}`;
  if (claim.terminating) {
    return answerNo({
      text: `Claim ${name} is being deleted: the scheduler places no new pod that uses it.`,
      citations: [claimIsNeeded],
    });
  }
  if (claim.phase === "Lost") {
    return answerNo({
      text: `Claim ${name} has lost its volume: no pod that uses it can start.`,
      citations: [binding],
    });
  }
  if (provenPods > 0) return null;
  return (
    findRefusal(context) ??
    findIncompleteness(context, joined) ??
    (!hasVolume(context) && (handler.name === null || isStaticOnly({ provisioner: handler.name }))
      ? answerUnknown({
          text: `Claim ${name} has no volume, and ${handler.name === null ? "nothing that was read says who makes one" : "its class makes none"}: what it can do is decided by the volume that it gets.`,
          citations: [binding],
        })
      : null)
  );
}

/** Nobody runs with it, and its driver takes none of its modes. */
function findRefusal(context: PlacementContext): Answer | null {
  const { handler, modes, volumeMode, storage } = context;
  const known = ACCESS_MODES.filter((mode) => modes.includes(mode));
  const answers = known.map((mode) => answerMode(handler, mode, volumeMode));
  // A driver is asked for every mode when it makes a volume, for one when it mounts it.
  const isRefused = isBound(storage)
    ? answers.every(({ answer }) => answer === "no")
    : answers.some(({ answer }) => answer === "no");
  const refused = answers.find(({ answer }) => answer === "no");
  // A plugin inside Kubernetes does not look at the mode when it mounts.
  const isAsked = handler.driver?.kind === "csi" || !isBound(storage);
  if (isRefused && isAsked && refused && !isMadeAnyway(context)) {
    const only =
      refused.conditions.length > 0 ? `, except where ${refused.conditions.join(" and ")}` : "";
    return answerNo({
      text: `${handler.name} takes no ${refused.mode} with volumeMode ${volumeMode}${only}: ${isBound(storage) ? "it refuses the mount" : "it makes no volume for the claim, and without one no pod starts"}.`,
      citations: refused.citations,
    });
  }
  if (
    handler.attaches === true &&
    storage.volume?.source.plugin === "csi" &&
    modes.includes("ReadWriteOnce") &&
    modes.includes("ReadOnlyMany") &&
    !modes.includes("ReadWriteMany")
  ) {
    return answerNo({
      text: "The volume is ReadWriteOnce and ReadOnlyMany at once, which no CSI volume can be attached with: CSI does not support ReadOnlyMany and ReadWriteOnce on the same PersistentVolume.",
      citations: [twoModesRefused],
    });
  }
  return null;
}

/** The driver made the volume with these modes: the table knows less than it does. */
function isMadeAnyway({ claim }: PlacementContext): boolean {
  return claim.provisioner !== null && isBound({ claim });
}

/** What makes the volumes lacks something, so that there will be none. */
function findIncompleteness({ storage }: PlacementContext, joined: JoinedInventory): Answer | null {
  const found = findIncompleteClass(storage, joined);
  if (!found?.isSure) return null;
  const { storageClass, incomplete } = found;
  const { missing, staticOnly } = incomplete;
  const lacking = missing.filter(({ value }) => value.answer !== null);
  const names = lacking.map(({ value }) => listNames(value.anyOf, "or"));
  return answerNo({
    text: `Class ${storageClass.name} makes no volume for the claim, and without one no pod starts. ${staticOnly?.value ?? `${storageClass.provisioner} needs ${listNames(names)}, which the class does not give.`}`,
    citations: staticOnly?.citations ?? uniteCitations(...lacking.map((it) => it.citations)),
  });
}
