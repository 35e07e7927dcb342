import { type Consumer, isToStart, keyOfConsumer } from "../../model/consumer.ts";
import type { Inventory } from "../../model/inventory.ts";
import { isWorkload } from "../../model/read-request.ts";
import type { Storage } from "../../model/storage.ts";
import { isClaimKind, STORAGE_KINDS, type StorageKind } from "../../model/storage-kind.ts";
import { SEVERITIES } from "../../rules/finding.ts";
import { RULES } from "../../rules/rules.ts";
import { type RuleFinding, type RuleRun, runRules } from "../../rules/run-rules.ts";
import { findStorages } from "../../sharing/find-storages.ts";
import { consumerOfPod } from "../../sharing/join-consumers.ts";
import { JoinedInventory } from "../../sharing/joined-inventory.ts";
import { findUnplanned } from "../../sharing/planned-pods.ts";
import { compareText } from "../compare-text.ts";
import { describeAbsence, type Missing } from "../describe-absence.ts";
import { findObject } from "../find-object.ts";
import { orderInventory } from "../order-inventory.ts";
import { explainClaim } from "./explain/explain-claim.ts";
import { explainClass } from "./explain/explain-class.ts";
import { explainNode } from "./explain/explain-node.ts";
import { explainPod } from "./explain/explain-pod.ts";
import { explainVolume } from "./explain/explain-volume.ts";
import { explainWorkload } from "./explain/explain-workload.ts";
import { planMissingClaims } from "./explain/plan-missing-claims.ts";
import { groupByConsumer, groupCauses, type Survey, uniteConsumers } from "./explain/survey.ts";
import { type Body, writeHeadline } from "./explain/write-headline.ts";
import { findWorkload } from "./find-workload.ts";
import type { ObjectQuery } from "./object-query.ts";
import type { ObjectReport, PodExplanation } from "./object-report.ts";
import { selectOwn } from "./select-own.ts";

/** What comes of the question: the object was there, was not, or is several. */
export type ObjectAnswer =
  | { kind: "report"; report: ObjectReport }
  | { kind: "missing"; missing: Missing }
  /** The same name in several namespaces. */
  | { kind: "ambiguous"; namespaces: string[] };

/**
 * The answer of `explain TYPE/NAME`. Pure: the same inventory and query give the same report, to
 * the byte. The rules are those of who-mounts, and look at the storage of the object and of the
 * pods that it keeps or is kept by.
 */
export function reportObject(read: Inventory, query: ObjectQuery): ObjectAnswer {
  const inventory = orderInventory(read);
  const found = findStorages(inventory, new Set(STORAGE_KINDS), isPlanTold(inventory, query));
  const missing = query.target.type === "storageclass" ? [] : planMissingClaims(inventory, found);
  const [place, ...others] = findPlaces(query, inventory, missing);
  if (place === undefined) {
    return { kind: "missing", missing: describeAbsence(query.target, query.namespace, inventory) };
  }
  const storages = [...found, ...missing];
  const joined = new JoinedInventory(inventory, storages);
  if (others.length > 0) {
    return { kind: "ambiguous", namespaces: [place, ...others].map((it) => it ?? "") };
  }
  return {
    kind: "report",
    report: explainObject({ ...query, namespace: place }, storages, joined),
  };
}

/** A claim that a StatefulSet wants and has not got is nowhere, and yet can be explained. */
function findPlaces(
  { target, namespace }: ObjectQuery,
  inventory: Inventory,
  missing: readonly Storage[],
): (string | null)[] {
  const places = findObject(target, namespace, inventory);
  const wanted = missing.filter(
    (it) =>
      target.type === "claim" &&
      it.name === target.name &&
      (namespace === null || it.namespace === namespace),
  );
  return [...new Set([...places, ...wanted.map((it) => it.namespace)])].toSorted(compareText);
}

/** Templates count where nothing runs yet, and where the template itself is asked about. */
function isPlanTold({ source }: Inventory, { target }: ObjectQuery): boolean {
  return (
    source.kind === "snapshot" || target.type === "deployment" || target.type === "statefulset"
  );
}

function explainObject(
  query: ObjectQuery,
  storages: readonly Storage[],
  joined: JoinedInventory,
): ObjectReport {
  const { inventory } = joined;
  const { type, name } = query.target;
  const own = selectOwn(query, storages, joined);
  const consumers = selectConsumers(query, own, inventory);
  const storagesOf = consumers.length === 0 ? NO_STORAGES : groupByConsumer(storages, joined);
  const concerned = uniteStorages([
    ...own,
    ...consumers.flatMap((consumer) => storagesOf.get(keyOfConsumer(consumer)) ?? []),
  ]);
  const run =
    type === "storageclass" ? NO_RUN : runRules(RULES, kindsOf(concerned), concerned, joined);
  const survey: Survey = { joined, run, storages: storagesOf, causes: groupCauses(run) };
  const explained = consumers
    .map((consumer) => explainPod(consumer, survey))
    .filter(({ pod }) => tellsOfPod(query, pod))
    .toSorted((a, b) => VERDICTS.indexOf(a.pod.verdict) - VERDICTS.indexOf(b.pod.verdict));
  const pods = explained.map(({ pod }) => pod);
  const storageClass = inventory.classes.get(name);
  const workload = findWorkload(query, inventory);
  const untold = listUntold(own, run, pods);
  const body: Body = {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "ObjectReport",
    readAt: inventory.readAt,
    source: inventory.source,
    object: { type, namespace: query.namespace, name },
    pods,
    claims: type === "node" ? [] : own.filter(isClaim).map((it) => explainClaim(it, joined)),
    volume: type === "volume" ? explainVolume(name, joined) : null,
    workload: workload ? explainWorkload(workload, own) : null,
    node: type === "node" ? explainNode(name, own, joined) : null,
    storageClass:
      type === "storageclass" && storageClass ? explainClass(storageClass, inventory) : null,
    findings: untold.map(({ storage: { id }, finding }) => ({ id, finding })),
    rulesRun: run.rulesRun,
    rulesNotRun: run.rulesNotRun,
    gaps: [...inventory.gaps, ...findUnplanned(inventory)],
  };
  const { apiVersion, kind, readAt, source, object, ...rest } = body;
  const headline = writeHeadline(
    body,
    explained[0]?.lead ?? null,
    untold.filter((it) => isAboutObject(it, query)).map(({ finding }) => finding),
  );
  return { apiVersion, kind, readAt, source, object, headline, ...rest };
}

const NO_STORAGES: ReadonlyMap<string, Storage[]> = new Map();

/** Classes have no storage of their own that a rule could look at. */
const NO_RUN: RuleRun = { findings: new Map(), rulesRun: [], rulesNotRun: [] };

/** The pods to be explained: the one that is asked about, else those of its storage that do not run. */
function selectConsumers(
  { target: { type, name }, namespace }: ObjectQuery,
  own: readonly Storage[],
  inventory: Inventory,
): Consumer[] {
  switch (type) {
    case "pod":
      return inventory.pods
        .filter((pod) => pod.name === name && pod.namespace === namespace)
        .map((pod) => consumerOfPod(pod, inventory));
    case "claim":
    case "volume":
      return uniteConsumers(own).filter(isToStart);
    case "deployment":
    case "statefulset":
      return uniteConsumers(own).filter(
        (consumer) =>
          isToStart(consumer) &&
          consumer.replicas !== 0 &&
          consumer.namespace === namespace &&
          isWorkload(type, name, consumer.workload),
      );
    case "node":
    case "storageclass":
      return [];
  }
}

/** A claim is not asked about templates that have nothing against them. */
function tellsOfPod({ target: { type } }: ObjectQuery, { verdict }: PodExplanation): boolean {
  return verdict !== "planned" || (type !== "claim" && type !== "volume");
}

const VERDICTS: readonly PodExplanation["verdict"][] = [
  "stuck",
  "unknown",
  "waits",
  "other",
  "planned",
  "started",
];

function uniteStorages(storages: readonly Storage[]): Storage[] {
  return [...new Set(storages)];
}

function kindsOf(storages: readonly Storage[]): StorageKind[] {
  return [...new Set(storages.map(({ kind }) => kind))];
}

function isClaim({ kind }: Storage): boolean {
  return isClaimKind(kind);
}

/** What a rule finds, with the storage that it lies with. */
interface Found extends RuleFinding {
  storage: Storage;
}

/** What the rules find on the object's storage, but for what is told as the cause of a pod. */
function listUntold(
  own: readonly Storage[],
  { findings }: RuleRun,
  pods: readonly PodExplanation[],
): Found[] {
  const told = new Set(
    pods
      .flatMap(({ cause, furtherCauses }) => [cause, ...furtherCauses])
      .map((cause) => JSON.stringify([cause?.storage, cause?.rule, cause?.message])),
  );
  return own
    .flatMap((storage) => (findings.get(storage.id) ?? []).map((it) => ({ ...it, storage })))
    .filter(
      ({ storage, finding }) =>
        !told.has(JSON.stringify([storage.id, finding.rule, finding.message])),
    )
    .toSorted(
      (a, b) => SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity),
    );
}

/** Rules that look at what pods do by themselves, whoever else uses the storage. */
const OF_PODS: ReadonlySet<string> = new Set(
  RULES.filter(({ ofPods }) => ofPods).map(({ id }) => id),
);

/** Storage is shared: what is said of another pod that uses it is not said of this object. */
function isAboutObject({ finding, cause, storage }: Found, { target, namespace }: ObjectQuery) {
  const { type, name } = target;
  const isOwn = (consumer: Consumer) =>
    consumer.namespace === namespace &&
    (type === "pod" ? consumer.pod === name : isWorkload(type, name, consumer.workload));
  if (type === "pod" && cause !== null && !cause.keeps.some(isOwn)) return false;
  return !OF_PODS.has(finding.rule) || (storage.consumers ?? []).every(isOwn);
}
