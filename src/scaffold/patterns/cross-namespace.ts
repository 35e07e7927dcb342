import { page } from "../../knowledge/citation.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { BACKENDS, canDo } from "../backends.ts";
import { findWriteAccess } from "../claims/access.ts";
import { sortForApply } from "../claims/apply-order.ts";
import { requireStorage } from "../claims/choose-use.ts";
import { buildClaim } from "../claims/claim.ts";
import { buildNamespace, refuseNamespaces } from "../claims/namespaces.ts";
import { buildPods, spreadOverNodes } from "../claims/pods.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { buildSharingContainer, DATA } from "../claims/sharing-container.ts";
import { buildOwnVolume, type PlacedOptions } from "../claims/volume.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { buildClaimVolume } from "../parts/volumes.ts";
import type { Pattern, Refusal } from "../pattern.ts";
import type { TreeObject } from "../tree.ts";

const namespaces = page(
  "kubernetes.io: Persistent Volumes, a note on namespaces",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#a-note-on-namespaces",
);

/**
 * A claim is of one namespace, and a volume of one claim: what two namespaces share has two volumes
 * whose handles differ. An image that is given runs in all pods.
 */
export const crossNamespace: Pattern = {
  name: "cross-namespace",
  summary: "one share for pods of two namespaces",
  when: "Two namespaces need the same files, and the share is there already.",
  workloads: ["deployment", "pod", "statefulset", "daemonset", "job"],
  accessModes: ["ReadWriteMany"],
  storage: "volume",
  defaults: {
    name: "cross-namespace",
    replicas: 1,
    size: "1Gi",
    mountPath: "/data",
    teams: ["team-a", "team-b"],
  },
  shares: ["same-backend"],
  topic: "patterns",
  refuse: (options) =>
    refuseNamespaces(options, "cross-namespace", 2) ??
    refuseClaim(options, crossNamespace, { pods: "anywhere" }) ??
    refuseOneHandle(options),
  build: (options) =>
    sortForApply(options.teams.flatMap((namespace) => buildInNamespace({ ...options, namespace }))),
};

function buildInNamespace(options: PlacedOptions): TreeObject[] {
  const { storage, use } = requireStorage(options, "volume");
  const spec = buildPodSpec(options, {
    containers: [buildSharingContainer(options, { prefix: `${options.namespace}-` })],
    volumes: [buildClaimVolume(DATA, options.name)],
    access: findWriteAccess(storage, use, "ReadWriteMany"),
    further: spreadOverNodes(options),
  });
  return [
    buildNamespace(options.namespace),
    buildOwnVolume(options, ["ReadWriteMany"], true),
    buildClaim(options, {
      mode: "ReadWriteMany",
      use: "volume",
      modeReason: {
        text: "A claim is of one namespace: each has its own, with a volume of its own on the same share.",
        citation: namespaces,
      },
    }),
    ...buildPods(options, spec),
  ];
}

/** To a node volumes of one handle are one volume: some backends have one handle for a place. */
function refuseOneHandle(options: ScaffoldOptions): Refusal | null {
  const { storage } = options;
  if (storage?.kind !== "backend" || storage.backend.sharesPlaces) return null;
  const cloud = findDriver(storage.backend.driver)?.cloud ?? storage.backend.cloud;
  const others = BACKENDS.filter(
    (it) => it.cloud === cloud && it.sharesPlaces && canDo(it, "ReadWriteMany", "volume"),
  );
  return {
    message: `two volumes of one place on ${storage.backend.name} would have one handle: to a node they were one volume`,
    next: [
      ...others.map(({ name }) => scaffold("cross-namespace", options, "--driver", name)),
      scaffold("service", options),
    ],
  };
}
