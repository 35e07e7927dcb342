import { attachError } from "./attach-error.ts";
import { attachedElsewhere } from "./attached-elsewhere.ts";
import { claimNotBound } from "./claim-not-bound.ts";
import { claimNotFound } from "./claim-not-found.ts";
import { claimTerminating } from "./claim-terminating.ts";
import { duplicateHandle } from "./duplicate-handle.ts";
import { ephemeralNameConflict } from "./ephemeral-name-conflict.ts";
import { hostPathMixedAccess } from "./hostpath-mixed-access.ts";
import { nodePathOnSeveralNodes } from "./node-path-on-several-nodes.ts";
import { rolloutOnRwo } from "./rollout-on-rwo.ts";
import { roxMountedWritable } from "./rox-mounted-writable.ts";
import type { Rule } from "./rule.ts";
import { rwoOnSeveralNodes } from "./rwo-on-several-nodes.ts";
import { rwoSeveralWriters } from "./rwo-several-writers.ts";
import { rwopSecondPod } from "./rwop-second-pod.ts";
import { sameBackend } from "./same-backend.ts";
import { waitingForAttach } from "./waiting-for-attach.ts";
import { wrongVolumeMode } from "./wrong-volume-mode.ts";

/** Every rule there is, in the order in which findings of one severity are told. */
export const RULES: readonly Rule[] = [
  waitingForAttach,
  attachError,
  rwoOnSeveralNodes,
  nodePathOnSeveralNodes,
  rwopSecondPod,
  claimNotFound,
  claimNotBound,
  ephemeralNameConflict,
  wrongVolumeMode,
  duplicateHandle,
  roxMountedWritable,
  claimTerminating,
  rolloutOnRwo,
  attachedElsewhere,
  sameBackend,
  rwoSeveralWriters,
  hostPathMixedAccess,
];

/** Those that need no more than what a list of mounts reads. */
export const MOUNT_RULES: readonly Rule[] = RULES.filter(({ details = false }) => !details);
