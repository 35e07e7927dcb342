import { attachError } from "./attach-error.ts";
import { attachedElsewhere } from "./attached-elsewhere.ts";
import { claimNotBound } from "./claim-not-bound.ts";
import { claimNotFound } from "./claim-not-found.ts";
import { claimTerminating } from "./claim-terminating.ts";
import { classIncomplete } from "./class-incomplete.ts";
import { duplicateHandle } from "./duplicate-handle.ts";
import { ephemeralNameConflict } from "./ephemeral-name-conflict.ts";
import { filesystemOnSeveralNodes } from "./filesystem-on-several-nodes.ts";
import { hostPathMixedAccess } from "./hostpath-mixed-access.ts";
import { modeNotSupported } from "./mode-not-supported.ts";
import { mountFailed } from "./mount-failed.ts";
import { nodePathOnSeveralNodes } from "./node-path-on-several-nodes.ts";
import { quotaExceeded } from "./quota-exceeded.ts";
import { rolloutOnRwo } from "./rollout-on-rwo.ts";
import { roxMountedWritable } from "./rox-mounted-writable.ts";
import type { Rule } from "./rule.ts";
import { rwoOnSeveralNodes } from "./rwo-on-several-nodes.ts";
import { rwoSeveralWriters } from "./rwo-several-writers.ts";
import { rwopSecondPod } from "./rwop-second-pod.ts";
import { sameBackend } from "./same-backend.ts";
import { shellWithoutCommand } from "./shell-without-command.ts";
import { startOrder } from "./start-order.ts";
import { storageNotScheduled } from "./storage-not-scheduled.ts";
import { volumeOutOfReach } from "./volume-out-of-reach.ts";
import { waitingForAttach } from "./waiting-for-attach.ts";
import { wrongVolumeMode } from "./wrong-volume-mode.ts";

/**
 * Every rule there is, in the order in which findings of one severity are told and in which causes
 * are to be mended: first what is not there at all, then what cannot be made, then where the pod
 * cannot go, then what is not attached, not mounted, and last what only may go wrong.
 */
export const RULES: readonly Rule[] = [
  ephemeralNameConflict,
  quotaExceeded,
  claimNotFound,
  claimTerminating,
  modeNotSupported,
  classIncomplete,
  claimNotBound,
  rwopSecondPod,
  volumeOutOfReach,
  storageNotScheduled,
  wrongVolumeMode,
  duplicateHandle,
  attachError,
  waitingForAttach,
  rwoOnSeveralNodes,
  mountFailed,
  filesystemOnSeveralNodes,
  nodePathOnSeveralNodes,
  roxMountedWritable,
  rolloutOnRwo,
  attachedElsewhere,
  sameBackend,
  rwoSeveralWriters,
  hostPathMixedAccess,
  startOrder,
  shellWithoutCommand,
];

/** Those that need no more than what a list of mounts reads. */
export const MOUNT_RULES: readonly Rule[] = RULES.filter(({ details = false }) => !details);
