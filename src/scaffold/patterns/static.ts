import { toReadAccess } from "../claims/access.ts";
import { buildClaimObjects } from "../claims/claim-objects.ts";
import { buildPods, spreadOverNodes } from "../claims/pods.ts";
import { READ_ONLY } from "../claims/read-only.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildListingContainer, buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildClaimVolume } from "../parts/volumes.ts";
import type { Pattern } from "../pattern.ts";
import type { TreeObject } from "../tree.ts";

/** A share that is older than the cluster, for pods of all nodes. */
export const staticVolume: Pattern = {
  name: "static",
  summary: "a volume and a claim for a share that is there already",
  when: "The files are there: a file system, a share or a bucket that somebody else made.",
  workloads: ["deployment", "pod", "statefulset", "daemonset", "job"],
  accessModes: ["ReadWriteMany", "ReadOnlyMany"],
  storage: "volume",
  defaults: { name: "static", replicas: 2, size: "1Gi", mountPath: "/data" },
  shares: [],
  topic: "rwx",
  refuse: (options) => refuseClaim(options, staticVolume, { pods: "anywhere" }),
  build: buildStatic,
};

/** Volume, claim and pods that read and write, or read only where the mode says so. */
export function buildStatic(asked: ScaffoldOptions): TreeObject[] {
  const { objects, options, access, mode } = buildClaimObjects(asked, {
    mode: asked.accessMode,
    use: "volume",
  });
  const isRead = mode === "ReadOnlyMany";
  const spec = buildPodSpec(options, {
    containers: [isRead ? buildListingContainer(options) : buildSharingContainer(options)],
    volumes: [buildClaimVolume(DATA, options.name, isRead ? READ_ONLY : undefined)],
    access: isRead ? toReadAccess(access) : access,
    further: spreadOverNodes(options),
  });
  return [...objects, ...buildPods(options, spec)];
}
