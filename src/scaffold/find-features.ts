import { type Citation, page } from "../knowledge/citation.ts";
import { elementsOf, fieldsOf, findPodSpec } from "./find-pod-specs.ts";
import type { KubernetesObject } from "./manifest.ts";

/** Something that not every server serves. */
export interface Feature {
  /** `native sidecars (initContainers with restartPolicy: Always)` */
  name: string;
  /** The release in which it is on unless it is turned off. */
  since: string;
  /** The release from which on it cannot be turned off. */
  stable: string;
  citation: Citation;
}

interface SoughtFeature extends Feature {
  isUsed(object: KubernetesObject): boolean;
}

const gates = page(
  "kubernetes.io: Feature Gates",
  "https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/",
);

const FEATURES: readonly SoughtFeature[] = [
  {
    name: "native sidecars (init containers with restartPolicy: Always)",
    since: "1.29",
    stable: "1.33",
    citation: page(
      "kubernetes.io: Sidecar Containers",
      "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    ),
    isUsed: (object) =>
      elementsOf(findPodSpec(object)?.initContainers).some(
        (it) => fieldsOf(it).restartPolicy === "Always",
      ),
  },
  {
    name: "ReadWriteOncePod",
    since: "1.27",
    stable: "1.29",
    citation: page(
      "kubernetes/enhancements KEP 2485",
      "https://github.com/kubernetes/enhancements/blob/HEAD/keps/sig-storage/2485-read-write-once-pod-pv-access-mode/kep.yaml",
    ),
    isUsed: ({ spec }) =>
      [
        spec,
        ...elementsOf(fieldsOf(spec).volumeClaimTemplates).map((it) => fieldsOf(it).spec),
      ].some((claim) => elementsOf(fieldsOf(claim).accessModes).includes("ReadWriteOncePod")),
  },
  {
    name: "image volumes",
    since: "1.35",
    stable: "1.36",
    citation: gates,
    isUsed: (object) =>
      elementsOf(findPodSpec(object)?.volumes).some((it) => fieldsOf(it).image !== undefined),
  },
];

/** What the objects need of a server that older ones do not have, each once. */
export function findFeatures(objects: readonly KubernetesObject[]): Feature[] {
  return FEATURES.filter(({ isUsed }) => objects.some(isUsed));
}

/**
 * Whether a server has the feature: `may-be-off`: it is there, but a feature gate can turn it off;
 * null: the version cannot be read.
 *
 * @param version as the server says it, `v1.36.3`, `v1.29.4-gke.1043002`
 */
export function isServed(
  { since, stable }: Feature,
  version: string,
): "yes" | "may-be-off" | "no" | null {
  const minor = minorOf(version);
  if (minor === null) return null;
  if (minor < (minorOf(since) ?? 0)) return "no";
  return minor < (minorOf(stable) ?? 0) ? "may-be-off" : "yes";
}

/** The newest of these versions, of those that can be read; null: there is none. */
export function newestOf(versions: readonly string[]): string | null {
  const [newest] = versions
    .filter((version) => minorOf(version) !== null)
    .toSorted((a, b) => (minorOf(b) ?? 0) - (minorOf(a) ?? 0));
  return newest ?? null;
}

/** Kubernetes has been at major version 1 since 2015. */
function minorOf(version: string): number | null {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1];
  return minor === undefined ? null : Number(minor);
}
