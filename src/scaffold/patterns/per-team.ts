import { page } from "../../knowledge/citation.ts";
import { findWriteAccess } from "../claims/access.ts";
import { sortForApply } from "../claims/apply-order.ts";
import { requireStorage } from "../claims/choose-use.ts";
import { buildClaim } from "../claims/claim.ts";
import { buildNamespace, refuseNamespaces } from "../claims/namespaces.ts";
import { buildPods, spreadOverNodes } from "../claims/pods.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import { buildOwnClass, nameClass } from "../claims/storage-class.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildMetadata } from "../parts/metadata.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildClaimVolume } from "../parts/volumes.ts";
import type { Pattern } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const quotas = page(
  "kubernetes.io: Resource Quotas, storage",
  "https://kubernetes.io/docs/concepts/policy/resource-quotas/#storage-resource-quota",
);

/**
 * A namespace for each team, because a quota counts a namespace and nothing smaller; in it a claim,
 * the quota and pods that share the claim. Teams share the backend and see nothing of each other.
 */
export const perTeam: Pattern = {
  name: "per-team",
  summary: "a claim and a quota for each team on one backend",
  when: "Several teams use one file system, each with files of its own.",
  workloads: ["deployment", "pod", "statefulset", "daemonset", "job"],
  accessModes: ["ReadWriteMany"],
  storage: "class",
  defaults: {
    name: "per-team",
    replicas: 2,
    size: "1Gi",
    mountPath: "/data",
    teams: ["team-a", "team-b"],
  },
  shares: ["same-backend"],
  topic: "quotas",
  refuse: (options) =>
    refuseNamespaces(options, "per-team", 1) ??
    refuseClaim(options, perTeam, {
      pods: "anywhere",
      needsClass: "a claim for each team needs a class that makes volumes",
    }),
  build: (options) =>
    sortForApply([
      ...buildOwnClass(options),
      ...options.teams.flatMap((team) => buildTeam({ ...options, namespace: team })),
    ]),
};

function buildTeam(options: ScaffoldOptions & { namespace: string }): TreeObject[] {
  const { storage, use } = requireStorage(options, "class");
  const spec = buildPodSpec(options, {
    containers: [buildSharingContainer(options)],
    volumes: [buildClaimVolume(DATA, options.name)],
    access: findWriteAccess(storage, use, "ReadWriteMany"),
    further: spreadOverNodes(options),
  });
  return [
    buildNamespace(options.namespace),
    buildClaim(options, { mode: "ReadWriteMany", use: "class" }),
    buildQuota(options),
    ...buildPods(options, spec),
  ];
}

function buildQuota(options: ScaffoldOptions): TreeObject {
  const resource = `${nameClass(options)}.storageclass.storage.k8s.io`;
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: buildMetadata(options),
    spec: {
      hard: because(
        {
          [`${resource}/persistentvolumeclaims`]: "1",
          [`${resource}/requests.storage`]: options.size,
        },
        "What claims of this class may ask for in the namespace; it never sees a byte that is written.",
        quotas,
      ),
    },
  };
}
