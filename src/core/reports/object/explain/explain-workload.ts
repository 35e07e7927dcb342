import { repository } from "../../../../knowledge/citation.ts";
import { abbreviateModes, isSingleNode, isSinglePod } from "../../../model/access-mode.ts";
import { isLive } from "../../../model/consumer.ts";
import { effectiveModes, type Storage } from "../../../model/storage.ts";
import { isClaimKind } from "../../../model/storage-kind.ts";
import { count, listSome } from "../../../model/text.ts";
import { countSurge, type Rollout, type Workload } from "../../../model/workload.ts";
import { nameStorage } from "../../../rules/wording.ts";
import type { Remark, WorkloadExplanation } from "../object-report.ts";
import { findOrdinal } from "./find-ordinal.ts";
import { remark } from "./remark.ts";

const website = repository("kubernetes/website");
const api = repository("kubernetes/api");
const rollingUpdate = api.file("apps/v1/types.go", "RollingUpdateDeployment");
const recreate = website.file(
  "content/en/docs/concepts/workloads/controllers/deployment.md",
  "Recreate Deployment",
);
const claimTemplates = api.file("apps/v1/types.go", "StatefulSetSpec.VolumeClaimTemplates");
const retentionPolicy = api.file(
  "apps/v1/types.go",
  "StatefulSetPersistentVolumeClaimRetentionPolicy",
);
const identity = website.file(
  "content/en/docs/concepts/workloads/controllers/statefulset.md",
  "Pod Identity",
);

/**
 * What the workload's way of making pods means for its storage: how many at once, which claim is
 * whose, and what stays of a claim.
 *
 * @param storages those that its pods use, or will
 */
export function explainWorkload(
  workload: Workload,
  storages: readonly Storage[],
): WorkloadExplanation {
  const { kind, namespace, name, replicas, rollout } = workload;
  const claims = storages.filter((storage) => isClaimKind(storage.kind));
  return {
    kind,
    namespace,
    name,
    replicas,
    strategy: rollout?.type ?? null,
    surge: rollout === null || replicas === null ? null : countSurge(rollout, replicas),
    remarks: [
      ...(replicas === 0 ? [remark("It is scaled to 0 replicas: it wants no pod.")] : []),
      ...describeRollout(rollout, replicas),
      ...describeCommonClaims(workload, claims),
      ...describeOwnClaims(workload, claims),
    ],
  };
}

function describeRollout(rollout: Rollout | null, replicas: number | null): Remark[] {
  if (rollout === null || !replicas) return [];
  if (rollout.type === "Recreate") {
    return [
      remark(
        "Recreate: a rollout ends all old pods before it starts new ones, so that no new pod waits for a volume that an old one has; meanwhile nothing runs.",
        recreate,
      ),
    ];
  }
  if (rollout.type !== "RollingUpdate") return [];
  const surge = countSurge(rollout, replicas);
  const missing = countMissing(rollout, replicas);
  const arithmetic = `maxSurge ${describeShare(rollout.maxSurge, replicas, "up", surge)}, maxUnavailable ${describeShare(rollout.maxUnavailable, replicas, "down", missing)}`;
  return [
    remark(
      missing === 0
        ? `RollingUpdate: a rollout starts ${count(surge, "new pod")} and waits until ${surge === 1 ? "it is" : "they are"} ready before it ends an old one (${arithmetic}).`
        : `RollingUpdate: a rollout has at most ${count(replicas + surge, "pod")} at once and ends ${missing} before new ones are ready (${arithmetic}).`,
      rollingUpdate,
    ),
  ];
}

/**
 * Pods that may be missing in a rolling update; a percentage rounds down. Where neither bound lets
 * anything happen, the controller takes one.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/deployment/util/deployment_util.go ResolveFenceposts
 */
function countMissing(rollout: Rollout, replicas: number): number {
  const { maxUnavailable } = rollout;
  const percent = /^(\d+)%$/.exec(maxUnavailable);
  const missing = percent
    ? Math.floor((Number(percent[1]) * replicas) / 100)
    : Number(maxUnavailable) || 0;
  return missing === 0 && countSurge(rollout, replicas) === 0 ? 1 : Math.min(missing, replicas);
}

/** `25% of 1 rounds up to 1` */
function describeShare(
  share: string,
  replicas: number,
  direction: "up" | "down",
  result: number,
): string {
  return share.endsWith("%") ? `${share} of ${replicas} rounds ${direction} to ${result}` : share;
}

/** A claim that stands in the template is one for all its pods. */
function describeCommonClaims(workload: Workload, claims: readonly Storage[]): Remark[] {
  const { template, kind, replicas } = workload;
  const named = new Set(
    template.volumes.flatMap(({ source }) =>
      source.kind === "PersistentVolumeClaim" ? [source.claim] : [],
    ),
  );
  return claims
    .filter(({ name }) => named.has(name))
    .map((storage) => {
      const modes = abbreviateModes(effectiveModes(storage));
      const subject = `${nameStorage(storage)}${modes === "" ? "" : ` (${modes})`}`;
      const users =
        replicas === null ? `All pods of this ${kind}` : `Its ${count(replicas, "pod")}`;
      const verb = replicas === 1 ? "uses" : "use";
      return remark(
        `${users} ${verb} ${subject}${replicas === 1 ? "" : ": one claim for all of them"}${describeOthers(storage, workload)}.${describeWaiting(storage, replicas)}`,
      );
    });
}

/** Whatever its strategy, several pods may land on several nodes. */
function describeWaiting(storage: Storage, replicas: number | null): string {
  if (replicas !== null && replicas < 2) return "";
  const modes = effectiveModes(storage);
  if (isSinglePod(modes)) return " One of them may have it, and the others wait.";
  return isSingleNode(modes)
    ? " It is for one node: where its driver attaches, pods that land on another one wait."
    : "";
}

/** Who else has the claim: it is shared beyond the workload. */
function describeOthers({ consumers }: Storage, { kind, name }: Workload): string {
  const others = (consumers ?? []).filter(
    (consumer) =>
      isLive(consumer) && (consumer.workload?.kind !== kind || consumer.workload.name !== name),
  );
  if (others.length === 0) return "";
  return `; ${count(others.length, "other pod")} ${others.length === 1 ? "uses" : "use"} it too`;
}

function describeOwnClaims(workload: Workload, claims: readonly Storage[]): Remark[] {
  const templates = workload.claimTemplates;
  if (templates.length === 0) return [];
  const { name, replicas, firstOrdinal } = workload;
  const last = firstOrdinal + (replicas ?? 0) - 1;
  const names = templates.map((template) =>
    last <= firstOrdinal
      ? `${template.name}-${name}-${firstOrdinal}`
      : `${template.name}-${name}-${firstOrdinal} … ${last}`,
  );
  return [
    remark(
      `Each replica has claims of its own (${listSome(names)}): through them its pods share nothing.`,
      claimTemplates,
    ),
    remark(
      "A pod is made anew only when the old one of its name is gone, so that the two never want the volume at once.",
      identity,
    ),
    ...describeRetention(workload),
    ...describeLeft(workload, claims),
  ];
}

function describeRetention({ retention }: Workload): Remark[] {
  if (retention === null) return [];
  const { whenScaled, whenDeleted } = retention;
  const fate = (policy: string) =>
    policy === "Delete" ? "deletes those claims" : "keeps those claims";
  return [
    remark(
      whenScaled === whenDeleted
        ? `Scaling down or deleting the StatefulSet ${fate(whenScaled)} (${whenScaled}).`
        : `Scaling down ${fate(whenScaled)} (${whenScaled}); deleting the StatefulSet ${fate(whenDeleted)} (${whenDeleted}).`,
      retentionPolicy,
    ),
  ];
}

/** Claims of replicas that are not wanted any more. */
function describeLeft(workload: Workload, claims: readonly Storage[]): Remark[] {
  const left = claims.filter((storage) => isLeft(workload, storage)).map(nameStorage);
  if (left.length === 0) return [];
  return [
    remark(
      `${listSome(left)} ${left.length === 1 ? "is" : "are"} of replicas that it does not want any more: kept, and used by nobody.`,
    ),
  ];
}

function isLeft(workload: Workload, { name, consumers }: Storage): boolean {
  const ordinal = findOrdinal(workload, name);
  if (ordinal === null || (consumers ?? []).some(isLive)) return false;
  const { firstOrdinal, replicas } = workload;
  return ordinal < firstOrdinal || ordinal >= firstOrdinal + (replicas ?? 0);
}
