import type { Labels } from "./metadata.ts";

/** A Node, as far as storage depends on it. */
export interface Node {
  name: string;
  labels: Labels;
  /** The Ready condition: `True`, `False`, or `Unknown` where its kubelet is silent; null: none. */
  ready: string | null;
  /** Since when, RFC 3339. */
  readySince: string | null;
  /** Cordoned. */
  unschedulable: boolean;
  taints: Taint[];
  /**
   * Volumes that the kubelet has mounted or is about to, `kubernetes.io/csi/DRIVER^HANDLE`: while
   * one is listed here, a healthy node keeps it attached.
   */
  volumesInUse: string[];
  /** As its kubelet says it, `v1.36.3`; null: it has not spoken. */
  kubeletVersion: string | null;
}

export interface Taint {
  key: string;
  value: string;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`. */
  effect: string;
}

const ZONES = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

/** null: the node has no zone label. */
export function zoneOf({ labels }: Node): string | null {
  return ZONES.map((key) => labels[key]).find((zone) => zone) ?? null;
}

/** The kubelet is there and says that it is well. */
export function isReady({ ready }: Node): boolean {
  return ready === "True";
}

/** The key of the taint by which an administrator says that a machine is off. */
export const OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

/**
 * An administrator says that the machine is off: its pods are deleted by force and its volumes
 * detached at once.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
 */
export function isOutOfService({ taints }: Node): boolean {
  return taints.some(({ key }) => key === OUT_OF_SERVICE);
}
