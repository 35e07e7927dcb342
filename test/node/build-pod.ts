/** A container of a test: what it mounts, by path, and what else its entry in the pod says. */
export interface TestContainer {
  /** Runs in a shell; without one it sleeps. */
  script?: string;
  /** The pod volume by mount path, or the whole entry. */
  mounts?: Readonly<Record<string, string | { name: string; [field: string]: unknown }>>;
  [field: string]: unknown;
}

/** A pod's manifest, as short as a test can say it. It ends at once when it is deleted. */
export function buildPod(
  name: string,
  parts: {
    init?: Readonly<Record<string, TestContainer>>;
    containers: Readonly<Record<string, TestContainer>>;
    volumes?: Readonly<Record<string, object>>;
    node?: string;
    spec?: object;
  },
): string {
  const { init = {}, containers, volumes = {}, node, spec } = parts;
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { app: name } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      ...(node !== undefined && { nodeSelector: { "kubernetes.io/hostname": node } }),
      initContainers: Object.entries(init).map(buildContainer),
      containers: Object.entries(containers).map(buildContainer),
      volumes: Object.entries(volumes).map(([volume, source]) => ({ name: volume, ...source })),
      ...spec,
    },
  });
}

/** A volume that a claim gives. */
export function claim(claimName: string, readOnly?: boolean): object {
  return { persistentVolumeClaim: { claimName, ...(readOnly !== undefined && { readOnly }) } };
}

function buildContainer([name, container]: [string, TestContainer]): object {
  const { script = "sleep 36000", mounts = {}, ...further } = container;
  return {
    name,
    image: "busybox:1.37",
    command: ["sh", "-c", script],
    volumeMounts: Object.entries(mounts).map(([mountPath, mount]) =>
      typeof mount === "string" ? { name: mount, mountPath } : { mountPath, ...mount },
    ),
    ...further,
  };
}
