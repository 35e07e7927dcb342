import { abbreviateModes } from "../../core/model/access-mode.ts";
import type { ClaimFacts } from "../../core/reports/mount/mount-report.ts";

/** `RWX`: what the volume grants, since that is what is enforced; until it is bound what is asked for. */
export function describeModes({ grantedModes, requestedModes }: ClaimFacts): string {
  const modes = grantedModes ?? requestedModes;
  return modes === null ? "<unknown>" : abbreviateModes(modes) || "<none>";
}

/**
 * `Bound`, `Pending`, `Lost`; `Terminating` while it is being deleted; `Planned` where somebody will
 * make it, `Missing` where only its name is known.
 */
export function describePhase({ exists, planned, terminating, phase }: ClaimFacts): string {
  if (planned) return "Planned";
  if (exists === false) return "Missing";
  return terminating ? "Terminating" : (phase ?? "<unknown>");
}

/** The volume's size as Kubernetes writes it; until it is bound the size asked for. */
export function describeCapacity({ volume, requested }: ClaimFacts): string {
  return volume?.capacity ?? requested ?? "<unknown>";
}
