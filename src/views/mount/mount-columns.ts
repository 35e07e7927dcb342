import type { ClaimFacts, MountReport } from "../../core/reports/mount/mount-report.ts";
import { formatAge } from "../age.ts";
import type { Column } from "../draw-table.ts";
import { describeCapacity, describeModes, describePhase } from "./describe-claim.ts";
import { describeNodes, describePods, describeWorkload } from "./describe-consumers.ts";
import { describeAccess, describeContainer } from "./describe-mount.ts";
import { describeContent, describeLimit, describeMaker } from "./describe-pod-storage.ts";
import type { MountRow } from "./mount-rows.ts";
import { chooseNaming, isClaim } from "./storage-name.ts";

/**
 * Every column that a table of mounts may have. `<none>`: there is nothing; `<unknown>` and `?`:
 * it could not be read. Only trailing columns may be blank, so that awk counts right.
 *
 * Names of storage are never folded: they are what the next command is typed with.
 */
export function mountColumns(
  { items, query, readAt }: MountReport,
  { showNamespace }: { showNamespace: boolean },
) {
  const nameStorage = chooseNaming(items);
  const isForeign = (namespace: string) =>
    !showNamespace && query.namespace !== null && query.namespace !== namespace;
  return {
    namespace: {
      heading: "NAMESPACE",
      cell: ({ item, pods: [pod] }) => item.storage.namespace ?? pod?.namespace ?? "<none>",
    },
    storage: {
      heading: items.every(({ storage }) => isClaim(storage)) ? "CLAIM" : "STORAGE",
      cell: ({ item }) => nameStorage(item.storage),
    },
    modes: { heading: "MODES", cell: ofClaim(describeModes) },
    usedBy: {
      heading: "USED BY",
      foldsTo: 12,
      shorten: (text) => text.replace(/^[A-Z]\w*\//, "").replace(/ replicas?\)$/, ")"),
      cell: ({ item, pods }) => {
        if (item.consumers === null) return UNKNOWN;
        const namespace = pods[0]?.namespace;
        const lead = namespace !== undefined && isForeign(namespace) ? `${namespace}/` : "";
        return lead + describePods(pods, item.consumers);
      },
    },
    node: {
      heading: "NODE",
      foldsTo: 8,
      cell: ({ item, pods }) => (item.consumers === null ? UNKNOWN : describeNodes(pods)),
    },
    container: {
      heading: "CONTAINER",
      foldsTo: 9,
      givesWay: 2,
      cell: ({ pods, mount }) => {
        if (mount === null) return pods.length === 0 ? "" : NONE;
        return describeContainer(mount);
      },
    },
    path: { heading: "PATH", foldsTo: 8, cell: ({ mount }) => mount?.path ?? "" },
    access: {
      heading: "R/W",
      cell: ({ mount }) => (mount === null ? "" : describeAccess(mount)),
    },
    state: { heading: "STATE", optional: true, cell: ({ pods: [pod] }) => pod?.state ?? "" },
    unusualState: {
      heading: "STATE",
      optional: true,
      cell: ({ pods: [pod] }) => (pod?.state === "running" ? "" : (pod?.state ?? "")),
    },
    findings: {
      heading: "FINDINGS",
      // Told below the rows as well.
      givesWay: 1,
      optional: true,
      cell: ({ item }) => [...new Set(item.findings.map(({ rule }) => rule))].join(","),
    },
    phase: { heading: "PHASE", cell: ofClaim(describePhase) },
    volume: {
      heading: "VOLUME",
      cell: ({ item: { storage } }) =>
        isClaim(storage)
          ? (storage.volume?.name ?? absent(storage))
          : describeContent(storage) || NONE,
    },
    attached: {
      heading: "ATTACHED",
      cell: ({ item: { storage }, pods: [pod] }) => {
        if (pod === undefined || !isClaim(storage)) return "";
        if (storage.attachments === null) return UNKNOWN;
        const attachment = storage.attachments.find(({ node }) => node === pod.node);
        return attachment === undefined ? NONE : attachment.attached ? "yes" : "no";
      },
    },
    driver: {
      heading: "DRIVER",
      cell: ({ item: { storage } }) => {
        if (!isClaim(storage)) return describeMaker(storage) || NONE;
        return storage.volume === null ? absent(storage) : (storage.volume.driver ?? UNKNOWN);
      },
    },
    class: { heading: "CLASS", cell: ofClaim((claim) => claim.storageClass || absent(claim)) },
    capacity: {
      heading: "CAPACITY",
      cell: ({ item: { storage } }) =>
        isClaim(storage) ? describeCapacity(storage) : describeLimit(storage) || NONE,
    },
    podVolume: { heading: "POD VOLUME", cell: ({ mount }) => mount?.podVolume ?? "" },
    subPath: {
      heading: "SUBPATH",
      optional: true,
      cell: ({ mount }) => mount?.subPath ?? "",
    },
    owner: {
      heading: "OWNER",
      cell: ({ pods: [pod] }) =>
        pod === undefined ? "" : describeWorkload(pod.workload ?? pod.owner),
    },
    claimAge: { heading: "AGE", cell: ofClaim(({ createdAt }) => formatAge(createdAt, readAt)) },
    podAge: {
      heading: "POD AGE",
      cell: ({ pods: [pod] }) => (pod === undefined ? "" : formatAge(pod.createdAt, readAt)),
    },
    labels: {
      heading: "LABELS",
      cell: ofClaim(
        ({ labels }) =>
          Object.entries(labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(",") || NONE,
      ),
    },
  } satisfies Record<string, Column<MountRow>>;
}

const NONE = "<none>";
const UNKNOWN = "<unknown>";

/** What a claim that was read does not name, it does not have. */
function absent({ exists }: ClaimFacts): string {
  return exists === null ? UNKNOWN : NONE;
}

function ofClaim(cell: (claim: ClaimFacts) => string): (row: MountRow) => string {
  return ({ item: { storage } }) => (isClaim(storage) ? cell(storage) : NONE);
}
