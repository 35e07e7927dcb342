import { repository } from "../../../../knowledge/citation.ts";
import { abbreviateModes } from "../../../model/access-mode.ts";
import { type Consumer, isLive, isSameConsumer } from "../../../model/consumer.ts";
import type { Pod } from "../../../model/pod.ts";
import { effectiveModes, type Storage } from "../../../model/storage.ts";
import { isClaimKind, STORAGE_KINDS } from "../../../model/storage-kind.ts";
import { listSome, upperFirst } from "../../../model/text.ts";
import { listByNode, listConsumers, nameStorage } from "../../../rules/wording.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import type { Remark } from "../object-report.ts";
import { describeContainer, nameWaiting } from "./describe-container.ts";
import { describeDeadNode, describeDeadNodeShortly } from "./describe-dead-node.ts";
import type { Judgement } from "./judgement.ts";
import { remark } from "./remark.ts";

const website = repository("kubernetes/website");
const emptyDir = website.file("content/en/docs/concepts/storage/volumes.md", "emptyDir");
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");
const protection = website.file(
  "content/en/docs/concepts/storage/persistent-volumes.md",
  "Storage Object in Use Protection",
);

/**
 * What a pod has to do with its storage that nothing keeps from starting: with whom it shares what,
 * what it holds while it goes or after it has ended, and what is lost with it.
 */
export function describeUse(
  consumer: Consumer,
  pod: Pod | null,
  storages: readonly Storage[],
  joined: JoinedInventory,
): Pick<Judgement, "lead" | "remarks"> {
  const ordered = storages.toSorted(
    (a, b) => STORAGE_KINDS.indexOf(a.kind) - STORAGE_KINDS.indexOf(b.kind),
  );
  switch (consumer.state) {
    case "finished":
      return { lead: null, remarks: describeFinished(consumer, ordered) };
    case "terminating": {
      const node = joined.inventory.nodes.get(consumer.node ?? "");
      return {
        lead: node === undefined ? null : describeDeadNodeShortly(node),
        remarks: [
          describeTerminating(pod, joined),
          ...(node === undefined ? [] : describeDeadNode(node)),
          ...describeHolding(ordered, joined),
        ],
      };
    }
    default: {
      const waiting = pod?.progress?.waiting ?? [];
      return {
        lead: waiting.length > 0 ? nameWaiting(waiting) : null,
        remarks: [
          ...waiting.map(describeContainer),
          ...ordered.flatMap((storage) => describeShared(storage, consumer)),
          ...describeNetwork(pod),
          ...describeLoss(ordered),
        ],
      };
    }
  }
}

function describeShared(storage: Storage, consumer: Consumer): Remark[] {
  switch (storage.kind) {
    case "PersistentVolumeClaim":
    case "EphemeralClaim":
      return describeClaim(storage, consumer);
    case "InTree":
    case "HostPath":
      return [remark(describeOthers(storage, consumer))];
    case "EmptyDir":
      return [remark(describeEmptyDir(storage, consumer))];
    default:
      return [];
  }
}

/** Of a claim that is still to be made for its pod, or that is not there, there is nothing to say. */
function describeClaim(storage: Storage, consumer: Consumer): Remark[] {
  const isNobodys = storage.claim === null && (storage.consumers ?? []).length < 2;
  return storage.claim?.isPlanned || isNobodys ? [] : [remark(describeOthers(storage, consumer))];
}

/** `Claim shop/media (RWX) is also used by web-1 on node-b.` */
function describeOthers(storage: Storage, consumer: Consumer): string {
  const modes = abbreviateModes(effectiveModes(storage));
  const subject = `${upperFirst(nameStorage(storage))}${modes === "" ? "" : ` (${modes})`}`;
  const others = (storage.consumers ?? []).filter((it) => !isSameConsumer(it, consumer));
  const live = others.filter(isLive);
  const planned = others.filter(({ state }) => state === "planned");
  if (live.length > 0) return `${subject} is also used by ${listByNode(live)}.`;
  if (planned.length > 0) return `${subject} will also be used by ${listConsumers(planned)}.`;
  return storage.sharing.pods === null
    ? `Whether another pod uses ${nameStorage(storage)} was not read.`
    : `${subject} is used by no other pod.`;
}

function describeEmptyDir(storage: Storage, consumer: Consumer): string {
  const [source] = storage.sources;
  const isInMemory = source?.kind === "EmptyDir" && source.medium === "Memory";
  const subject = `emptyDir ${storage.name}${isInMemory ? ", in the node's memory," : ""}`;
  const mounts = (storage.consumers ?? []).find((it) => isSameConsumer(it, consumer))?.mounts ?? [];
  const containers = [...new Set(mounts.map(({ container }) => container))];
  const [only] = containers;
  if (only === undefined) return `${subject} is mounted by no container.`;
  return containers.length === 1
    ? `${subject} is ${only}'s alone.`
    : `${subject} is shared by ${listSome(containers)}.`;
}

function describeNetwork(pod: Pod | null): Remark[] {
  const together = (pod?.spec.containers ?? [])
    .filter(({ type }) => type === "container" || type === "sidecar")
    .map(({ name }) => name);
  if (together.length < 2) return [];
  return [
    remark(
      `${listSome(together)} share one network: they reach each other on localhost, and no two can have the same port.`,
      sidecars,
    ),
  ];
}

function describeLoss(storages: readonly Storage[]): Remark[] {
  const names = storages.filter(({ kind }) => kind === "EmptyDir").map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    remark(
      `When the pod is deleted or moves, emptyDir ${listSome(names)} ${names.length === 1 ? "is" : "are"} lost; the restart of a container keeps ${names.length === 1 ? "it" : "them"}.`,
      emptyDir,
    ),
  ];
}

function describeFinished(
  { namespace, pod, phase }: Consumer,
  storages: readonly Storage[],
): Remark[] {
  const claims = storages.filter(({ kind }) => isClaimKind(kind)).map(nameStorage);
  const ended = `It has ended (${phase})`;
  if (claims.length === 0) return [remark(`${ended} and holds no claim.`)];
  return [
    remark(
      `${ended} and uses nothing any more, but while its object is there ${listSome(claims)} cannot be deleted: \`kubectl -n ${namespace} delete pod ${pod}\``,
      protection,
    ),
  ];
}

function describeTerminating(pod: Pod | null, { inventory }: JoinedInventory): Remark {
  const deletedAt = pod?.progress?.deletedAt ?? null;
  const isOverdue =
    deletedAt !== null &&
    inventory.readAt !== null &&
    Date.parse(deletedAt) < Date.parse(inventory.readAt);
  const when = deletedAt === null ? "" : `: it was to be gone by ${deletedAt}`;
  return remark(`It is being deleted${when}${isOverdue ? ", and is still there" : ""}.`);
}

/** What nobody on another node can have before it is gone. */
function describeHolding(storages: readonly Storage[], joined: JoinedInventory): Remark[] {
  return storages
    .filter(({ kind }) => isClaimKind(kind))
    .map((storage) => {
      const nodes = joined
        .attachmentsOf(storage)
        .filter(({ attached }) => attached)
        .map(({ node }) => node);
      const where = nodes.length === 0 ? "" : `, whose volume is attached to ${listSome(nodes)}`;
      return remark(`It still holds ${nameStorage(storage)}${where}.`);
    });
}
