import type { Citation } from "../../../knowledge/citation.ts";
import type { AccessMode } from "../../model/access-mode.ts";
import type { Consumer, ConsumerState, WorkloadReference } from "../../model/consumer.ts";
import type { Gap, SourceFacts } from "../../model/inventory.ts";
import type { TargetType } from "../../model/read-request.ts";
import type { Sharing } from "../../model/storage.ts";
import type { Evidence, Fix, Outlook } from "../../rules/cause.ts";
import type { Finding, Severity } from "../../rules/finding.ts";
import type { RuleNotRun } from "../../rules/run-rules.ts";
import type { ClaimFacts, VolumeFacts } from "../mount/mount-report.ts";

export type { Citation } from "../../../knowledge/citation.ts";
export type { Evidence, Fix, Outlook } from "../../rules/cause.ts";

/**
 * What `explain TYPE/NAME` says. The same rules hold as for the MountReport: within an apiVersion
 * it only grows, enums are open, `null` means unknown.
 *
 * `schemas/object-report.json` is generated from these types.
 */
export interface ObjectReport {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "ObjectReport";
  /** RFC 3339; see MountReport. */
  readAt: string | null;
  source: SourceFacts;
  object: ObjectReference;
  /** What matters most, in one sentence. */
  headline: string;
  /** The pod that was asked about, else those that the object keeps or is kept by: stuck first. */
  pods: PodExplanation[];
  /** The claim that was asked about, else those that the pod, the volume or the workload has. */
  claims: ClaimExplanation[];
  /** Of a volume that was asked about. */
  volume: VolumeExplanation | null;
  /** Of a workload that was asked about. */
  workload: WorkloadExplanation | null;
  /** Of a node that was asked about. */
  node: NodeExplanation | null;
  /** Of a storage class that was asked about. */
  storageClass: ClassExplanation | null;
  /** What who-mounts finds on the same storage, most severe first. */
  findings: StorageFinding[];
  rulesRun: string[];
  rulesNotRun: RuleNotRun[];
  gaps: Gap[];
}

/** What `explain classes` says. */
export interface ClassReport {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "ClassReport";
  readAt: string | null;
  source: SourceFacts;
  /** By name. */
  items: ClassExplanation[];
  gaps: Gap[];
}

export interface ObjectReference {
  type: TargetType;
  /** null: it lies in none. */
  namespace: string | null;
  name: string;
}

/** A finding with the storage that it is about. */
export interface StorageFinding {
  /** Of the storage, as in the MountReport. */
  id: string;
  finding: Finding;
}

/** Why a pod is as it is. */
export interface PodExplanation {
  namespace: string;
  /** null: of pods that the template of `workload` is still to make. */
  name: string | null;
  node: string | null;
  state: ConsumerState;
  workload: WorkloadReference | null;
  /**
   * `stuck`: it does not start, and something must be done; `waits`: it does not start yet, which
   * passes by itself; `other`: it does not start, but what was read of its storage does not keep
   * it; `unknown`: it does not start, and what was read does not say why, or whether that passes; `started`: its
   * containers run or have run; `planned`: it is not there yet, and nothing was found that would
   * keep it from starting.
   */
  verdict: "stuck" | "waits" | "other" | "unknown" | "started" | "planned";
  /** What must be mended first; null: nothing of storage. */
  cause: CauseFacts | null;
  /** What else would keep it, were the first mended. */
  furtherCauses: CauseFacts[];
  /** What else is to be said about it, each a sentence. */
  remarks: Remark[];
}

/** A cause, with the rule that tells it. */
export interface CauseFacts {
  rule: string;
  severity: Severity;
  /** Of the storage that it lies with. */
  storage: string;
  message: string;
  evidence: readonly Evidence[];
  outlook: Outlook;
  fixes: readonly Fix[];
  citation: string;
}

/** A sentence, with where it comes from; none where the objects themselves say it. */
export interface Remark {
  text: string;
  citations: readonly Citation[];
}

/** What a claim can do here. */
export interface ClaimExplanation {
  /** As in the MountReport. */
  id: string;
  storage: ClaimFacts;
  driver: DriverFacts | null;
  /** The four access modes, in the usual order, for the claim's own volume mode. */
  modes: ClaimModeAnswer[];
  reach: Reach;
  /** Whether anything keeps pods from writing more than was requested. */
  size: SizeAnswer;
  /** null: the pods could not be read. */
  consumers: Consumer[] | null;
  sharing: Sharing;
  /** What would happen to one more pod. */
  oneMorePod: PlacementAnswer[];
  remarks: Remark[];
}

/** Who makes and mounts the volumes. */
export interface DriverFacts {
  name: string;
  /** null: a driver that this build does not know. */
  product: string | null;
  /** Which of its kinds of volume it is, where it has several; null: it has one, or not decided. */
  variant: string | null;
  /** Whether the attach-detach controller handles it; null: not known. */
  attaches: boolean | null;
  /** Who says so. */
  attachesBecause: "CSIDriver" | "table" | "default" | null;
}

export interface ModeAnswer {
  mode: AccessMode;
  /** Of the driver, with these parameters and this volume mode. */
  answer: "yes" | "no" | "conditional" | "unknown" | "not-applicable";
  /** `conditional`: what is still open; `no`: what fails. */
  conditions: string[];
  citations: readonly Citation[];
}

export interface ClaimModeAnswer extends ModeAnswer {
  requested: boolean | null;
  /** null: not bound, or not read. */
  granted: boolean | null;
}

/** From where it can be mounted. */
export interface Reach {
  /** `pod` only with ReadWriteOncePod; `cluster`: from every node; null: not known. */
  scope: "pod" | "node" | "zone" | "region" | "cluster" | null;
  /** A node, zones; empty where there is no such limit, or nobody knows. */
  where: string[];
  because: Remark;
}

export interface SizeAnswer {
  limit: "none" | "device" | "quota" | "filesystem" | null;
  because: Remark;
}

/** Whether one more pod could use the claim, at one kind of place. */
export interface PlacementAnswer {
  place: "same-node" | "other-node" | "other-zone" | "other-namespace";
  /** The node or zone that stands for it, `node-a`; null: none. */
  example: string | null;
  answer: "yes" | "no" | "unknown";
  /** Why, a sentence or two. */
  because: Remark;
}

export interface VolumeExplanation {
  name: string;
  /** null: could not be read. */
  storage: VolumeFacts | null;
  driver: DriverFacts | null;
  grantedModes: AccessMode[] | null;
  /** Whose it is; null: nobody's, or unknown. */
  claim: { namespace: string; name: string } | null;
  reach: Reach;
  remarks: Remark[];
}

export interface WorkloadExplanation {
  kind: string;
  namespace: string;
  name: string;
  /** null: one per node. */
  replicas: number | null;
  /** `RollingUpdate`, `Recreate`; null: it has no such thing. */
  strategy: string | null;
  /** Pods that a rollout starts before it stops old ones; null: it has no such thing. */
  surge: number | null;
  /** What that means for its storage. */
  remarks: Remark[];
}

/** What happens if the node goes. */
export interface NodeExplanation {
  name: string;
  /** null: could not be read. */
  ready: boolean | null;
  readySince: string | null;
  unschedulable: boolean | null;
  outOfService: boolean | null;
  zone: string | null;
  /** null: the nodes could not be read, or no zone is known. */
  otherNodesInZone: number | null;
  pods: PodFate[];
  /** Volumes that can be mounted here only, or only in this zone. */
  pinned: PinnedVolume[];
  /** What is on the node's own disk or in its memory. */
  lost: LostStorage[];
  /** Claims that several pods share because they are all here. */
  broken: BrokenSharing[];
  remarks: Remark[];
}

export interface PodFate {
  namespace: string;
  name: string;
  workload: WorkloadReference | null;
  /**
   * `replaced`: its controller makes another one elsewhere; `waits`: its controller makes another
   * one only when this object is gone, or its volume cannot follow; `ends`: nobody makes another
   * one; `stays`: it belongs to the node; `unknown`: its controller is none of Kubernetes' own.
   */
  fate: "replaced" | "waits" | "ends" | "stays" | "unknown";
  because: Remark;
}

export interface PinnedVolume {
  /** Of the claim, as in the MountReport. */
  id: string;
  volume: string;
  to: "node" | "zone";
  where: string[];
  because: Remark;
}

export interface LostStorage {
  id: string;
  kind: "EmptyDir" | "HostPath";
  /** `namespace/name` */
  pods: string[];
  because: Remark;
}

export interface BrokenSharing {
  id: string;
  pods: string[];
  because: Remark;
}

/** What volumes of a class can do. */
export interface ClassExplanation {
  name: string;
  provisioner: string;
  /** null: a provisioner that this build does not know. */
  product: string | null;
  /** Whether its CSIDriver object is there; null: not a CSI driver, or not read. */
  installed: boolean | null;
  isDefault: boolean;
  bindingMode: string;
  reclaimPolicy: string;
  allowsExpansion: boolean;
  parameters: Record<string, string>;
  attaches: boolean | null;
  filesystem: ModeAnswer[];
  block: ModeAnswer[];
  size: SizeAnswer;
  /** Parameters that the driver demands and the class does not give. */
  missing: MissingParameter[];
  /** Why the class makes no volumes as it is; null: nothing that is known keeps it from that. */
  incomplete: Remark | null;
  /** Nobody makes volumes for it: its claims get those that somebody made by hand. */
  staticOnly: boolean;
  remarks: Remark[];
}

export interface MissingParameter extends Remark {
  /** Without it the driver makes no volume; else only its documentation asks for it. */
  demanded: boolean;
}
