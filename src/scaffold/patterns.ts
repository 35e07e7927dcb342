import type { Pattern } from "./pattern.ts";
import { claimInPod } from "./patterns/claim-in-pod.ts";
import { crossNamespace } from "./patterns/cross-namespace.ts";
import { emptyDir } from "./patterns/empty-dir.ts";
import { initHandover } from "./patterns/init-handover.ts";
import { localhost } from "./patterns/localhost.ts";
import { perTeam } from "./patterns/per-team.ts";
import { rox } from "./patterns/rox.ts";
import { rwoSameNode } from "./patterns/rwo-same-node.ts";
import { rwop } from "./patterns/rwop.ts";
import { rwx } from "./patterns/rwx.ts";
import { service } from "./patterns/service.ts";
import { shm } from "./patterns/shm.ts";
import { sidecar } from "./patterns/sidecar.ts";
import { stateful } from "./patterns/stateful.ts";
import { staticVolume } from "./patterns/static.ts";
import { unixSocket } from "./patterns/unix-socket.ts";

/** All patterns, in the order in which they are listed: inside a pod, between pods, around them. */
export const PATTERNS: readonly Pattern[] = [
  claimInPod,
  emptyDir,
  sidecar,
  initHandover,
  localhost,
  unixSocket,
  shm,
  rwx,
  rox,
  rwoSameNode,
  rwop,
  stateful,
  perTeam,
  staticVolume,
  crossNamespace,
  service,
];
