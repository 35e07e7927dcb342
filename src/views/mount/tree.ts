import type { MountReport, StorageItem } from "../../core/reports/mount/mount-report.ts";
import { type Branch, drawTree } from "../draw-tree.ts";
import { findingBranch } from "./findings.ts";
import { groupBy, keyOfPod, listUses, type Use } from "./group-uses.ts";
import type { Grouping, MountViewOptions } from "./mount-view-options.ts";
import { drawFindings, drawRemarks } from "./notes.ts";
import { isClaim } from "./storage-name.ts";
import {
  mountBranch,
  nodeBranch,
  overlapBranch,
  podBranch,
  storageBranch,
  volumeBranch,
} from "./tree-branches.ts";

/**
 * Storage, node, pod and mount as a tree, with every pod. By claim and by volume the findings hang
 * on their storage; by node and by pod, where the same storage comes again, they stand below.
 */
export function* tree(report: MountReport, options: MountViewOptions): Iterable<string> {
  for (const root of ROOTS[options.by](report.items, options.showNamespace)) {
    yield* drawTree(root, options.terminal);
  }
  if (options.by === "node" || options.by === "pod") yield* drawFindings(report, options);
  yield* drawRemarks(report, options);
}

type ListRoots = (items: readonly StorageItem[], showNamespace: boolean) => Iterable<Branch>;

const ROOTS: Record<Grouping, ListRoots> = {
  claim: (items, showNamespace) =>
    Iterator.from(items).map((item) => wholeStorage(item, showNamespace)),
  volume: (items, showNamespace) =>
    Iterator.from(items).map((item) => {
      const storage = wholeStorage(item, showNamespace);
      return volumeBranch(item, [storage]) ?? storage;
    }),
  node: (items, showNamespace) => [
    ...groupBy(listUses(items), ({ consumer }) => consumer.node).map(([node, uses]) =>
      nodeBranch(node, undefined, podBranches(uses, { showNamespace, showNode: false })),
    ),
    ...unusedBranches(items, showNamespace),
  ],
  pod: (items, showNamespace) => [
    ...podBranches(listUses(items), { showNamespace, showNode: true }),
    ...unusedBranches(items, showNamespace),
  ],
};

/** The storage with all that hangs on it: findings first, then where it is and who has it. */
function wholeStorage(item: StorageItem, showNamespace: boolean): Branch {
  const attachments = (isClaim(item.storage) && item.storage.attachments) || [];
  const unused = attachments
    .filter(({ node }) => !item.consumers?.some((consumer) => consumer.node === node))
    .map((attachment) => nodeBranch(attachment.node, attachment, []));
  const used = groupBy(item.consumers ?? [], ({ node }) => node).map(([node, consumers]) =>
    nodeBranch(
      node,
      attachments.find((attachment) => attachment.node === node),
      consumers.map((consumer) =>
        podBranch(consumer, consumer.mounts.map(mountBranch), {
          showNamespace: item.storage.namespace === null,
        }),
      ),
    ),
  );
  return storageBranch(item, showNamespace, [
    ...item.findings.map(findingBranch),
    ...(item.overlaps ?? []).map(overlapBranch),
    ...used,
    ...unused,
  ]);
}

/** Pods with the storage that each has, and nothing that other pods do with it. */
function podBranches(
  uses: readonly Use[],
  { showNamespace, showNode }: { showNamespace: boolean; showNode: boolean },
): Branch[] {
  const pods = groupBy(uses, ({ consumer }) => keyOfPod(consumer));
  return pods.map(([, uses]) =>
    podBranch(
      uses[0].consumer,
      uses.map(({ item, consumer }) =>
        storageBranch(item, showNamespace, consumer.mounts.map(mountBranch)),
      ),
      { showNamespace, showNode },
    ),
  );
}

function unusedBranches(items: readonly StorageItem[], showNamespace: boolean): Branch[] {
  return items
    .filter(({ consumers }) => consumers === null || consumers.length === 0)
    .map((item) => storageBranch(item, showNamespace, []));
}
