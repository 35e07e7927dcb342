import type { KnownAccessMode } from "../core/model/access-mode.ts";
import type { Cloud } from "../knowledge/driver.ts";
import type { Fact } from "../knowledge/fact.ts";
import type { TreeObject } from "./tree.ts";

/** Storage that a scaffold can ask for, and what must be known to do so. */
export interface Backend {
  /** As `--driver` takes it, beside the driver's own name: `efs`, `nfs`, `cephfs`. */
  name: string;
  /** The driver in the knowledge. */
  driver: string;
  cloud: Cloud;
  /** A few words, for help. */
  summary: string;
  /** Modes that its claims can have here, in the usual order. */
  modes: readonly KnownAccessMode[];
  /** The same of a volume for storage that is there already, where that can have others. */
  volumeModes?: readonly KnownAccessMode[];
  /** What only the user knows, each a flag of the same name. */
  values: readonly BackendValue[];
  /** A class that makes a volume for each claim; null: it cannot do that, use {@link volume}. */
  storageClass: ((context: BackendContext) => TreeObject) | null;
  /** A volume for storage that is there already; null: it cannot do that. */
  volume: ((context: VolumeContext) => TreeObject) | null;
  /**
   * Several volumes can lead to one place of it, with handles that differ, and they show that they
   * do: what one share in two namespaces needs.
   */
  sharesPlaces: boolean;
  /** How a user who is not root comes to write there. */
  writeAccess: WriteAccess;
  /** The same of a volume for storage that is there already, where that is another way. */
  volumeWriteAccess?: WriteAccess;
  /** The same of a class that somebody else made; null: its parameters do not tell. */
  readWriteAccess?: (parameters: Parameters) => WriteAccess | null;
  /**
   * The least size of what a class with these parameters makes, a quantity, with the sentence that
   * stands as a comment beside the size; null: there is none, or it is not known.
   */
  leastSize?: (parameters: Parameters) => LeastSize | null;
  /** What its driver wants on the pods that use a volume. */
  podAnnotations?: Readonly<Record<string, Fact<string>>>;
}

export interface BackendValue {
  /** `file-system-id`: the flag, and the key in {@link BackendValues}. */
  flag: string;
  description: string;
  example: string;
  /**
   * What it is needed for; `both` are asked for in any case. `nothing`: it may be left out, and the
   * description says what is taken then.
   */
  neededFor: "class" | "volume" | "both" | "nothing";
  /**
   * null: it is right, beside the other values. Else what is wrong with it, to complete
   * "invalid argument … for --flag: …".
   */
  check?: (value: string, values: BackendValues) => string | null;
}

/** Of a StorageClass. */
export type Parameters = Readonly<Record<string, string>>;

export interface LeastSize {
  /** In the form of the claim: `100Gi`. */
  quantity: string;
  because: Fact<string>;
}

export type BackendValues = Readonly<Record<string, string>>;

export interface BackendContext {
  name: string;
  values: BackendValues;
  runAsUser: number;
  fsGroup: number;
  labels: Readonly<Record<string, string>>;
}

export interface VolumeContext extends BackendContext {
  /** Whose it is to be. */
  claim: { namespace: string; name: string };
  size: string;
  modes: readonly KnownAccessMode[];
  /** Makes the volume handle unique where several volumes lie on one backend; "": there is one. */
  unique: string;
}

/** Which lines of which object give the pod's user the right to write. */
export interface WriteAccess {
  /**
   * `fsGroup`: the kubelet or the driver gives the volume to the group; `supplementalGroups`: the
   * pod takes the group that owns the export, and nobody changes an owner; `mountOptions`,
   * `accessPoint`: class or volume say who owns the files, whoever asks.
   */
  by: "fsGroup" | "supplementalGroups" | "mountOptions" | "accessPoint";
  /** The sentence that stands as a comment beside the line. */
  because: Fact<string>;
  /**
   * Of `fsGroup`: the kubelets of several nodes would change the owner of all files, or of files
   * that are older than the pods. Why each start must not do it again; absent: that is not so.
   */
  changesOnce?: Fact<string>;
  /** What somebody still has to do by hand before the pods can write, a sentence; absent: nothing. */
  byHand?: string;
}
