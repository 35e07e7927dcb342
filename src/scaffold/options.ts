import type { KnownAccessMode } from "../core/model/access-mode.ts";
import type { Backend, BackendValues } from "./backend.ts";

/** What a pattern is made from: everything that was asked for, with defaults where it was not. */
export interface ScaffoldOptions {
  /** Of the pattern's main object; the others are named after it. */
  name: string;
  /** null: the manifests name none, `kubectl apply -n` decides. */
  namespace: string | null;
  /** Put on every object and on pods; `app.kubernetes.io/name` is always there. */
  labels: Readonly<Record<string, string>>;
  workload: WorkloadKind;
  /** Of the containers; null: one that shows that the sharing works. */
  image: string | null;
  /** null: the pattern's own, unless an image was given, whose own it then is. */
  command: readonly string[] | null;
  replicas: number;
  /** A quantity. */
  size: string;
  accessMode: KnownAccessMode;
  mountPath: string;
  /** `spec.securityContext`: numeric, so that the kubelet can tell that it is not root. */
  runAsUser: number;
  fsGroup: number;
  /** Of emptyDir patterns: the node's memory instead of its disk. */
  medium: "" | "Memory";
  /** Where claims get their volumes; null: the pattern has no claims. */
  storage: StorageChoice | null;
  /** Of `per-team`: their names. Of `cross-namespace`: the namespaces. */
  teams: readonly string[];
  /** Which way of the pattern's `variants`; null: the first one. */
  variant: string | null;
  /** What holds the data already, where the variant takes it from there: see `Variant.source`. */
  source: string | null;
}

export type WorkloadKind = "pod" | "deployment" | "statefulset" | "daemonset" | "job";

/** Where a claim gets its volume from. */
export type StorageChoice =
  /** A class of this cluster, or of that name. */
  | {
      kind: "class";
      name: string;
      driver: string | null;
      /** Absent: not read. */
      parameters?: Readonly<Record<string, string>>;
    }
  /** A backend: with a class of its own, or with a volume for what is there already. */
  | { kind: "backend"; backend: Backend; values: BackendValues };
