import type { KubernetesObject, Manifest } from "../../../src/scaffold/manifest.ts";

/** As much of a pod's spec as the tests look at. */
export interface PodSpec {
  automountServiceAccountToken?: boolean;
  restartPolicy?: string;
  securityContext?: Record<string, unknown>;
  initContainers?: Container[];
  containers: Container[];
  volumes?: { name: string; emptyDir?: { medium?: string; sizeLimit?: string } }[];
}

export interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  restartPolicy?: string;
  ports?: { name?: string; containerPort: number }[];
  startupProbe?: Record<string, unknown>;
  readinessProbe?: Record<string, unknown>;
  livenessProbe?: Record<string, unknown>;
  resources?: Record<"requests" | "limits", { cpu?: string; memory?: string }>;
  securityContext?: Record<string, unknown>;
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[];
}

/** Of every pod and every pod template among the manifests. */
export function findPodSpecs(manifests: readonly Manifest[]): PodSpec[] {
  return manifests.flatMap(({ object }) => findPodSpec(object) ?? []);
}

function findPodSpec({ kind, spec }: KubernetesObject): PodSpec | null {
  if (kind === "Pod") return spec as unknown as PodSpec;
  const template = (spec as { template?: { spec: unknown } } | undefined)?.template;
  return template === undefined ? null : (template.spec as PodSpec);
}

export function containersOf({ initContainers = [], containers }: PodSpec): Container[] {
  return [...initContainers, ...containers];
}
