import type {
  AttachmentFacts,
  Consumer,
  MountPoint,
  Overlap,
  StorageFacts,
  StorageItem,
} from "../../core/reports/mount/mount-report.ts";
import type { Branch } from "../draw-tree.ts";
import { describeCapacity, describeModes, describePhase } from "./describe-claim.ts";
import { describePods, describeWorkload } from "./describe-consumers.ts";
import { describeAccess, describeContainer } from "./describe-mount.ts";
import { describePodStorage } from "./describe-pod-storage.ts";
import { describeSharing } from "./describe-sharing.ts";
import { fullName, isClaim } from "./storage-name.ts";

/** `pvc/media RWX 50Gi efs-sc: 4 pods on 3 nodes, 3 can write`. */
export function storageBranch(
  { storage, sharing, consumers }: StorageItem,
  showNamespace: boolean,
  branches: readonly Branch[],
): Branch {
  const subject = [fullName(storage, showNamespace), ...describeFacts(storage)].join(" ");
  return { text: `${subject}: ${describeSharing(sharing, consumers)}`, branches };
}

/** What is known of a claim in a few words; that it is bound is what everybody expects. */
function describeFacts(storage: StorageFacts): string[] {
  if (!isClaim(storage)) return describePodStorage(storage);
  const phase = describePhase(storage);
  return [
    describeModes(storage),
    describeCapacity(storage),
    storage.storageClass ?? "",
    phase === "Bound" ? "" : phase,
  ].filter((fact, position) => position === 0 || !["", "<unknown>"].includes(fact));
}

/** `pv/pv-1 efs.csi.aws.com fs-1::fsap-1`; null: the storage has no volume that is known. */
export function volumeBranch({ storage }: StorageItem, branches: readonly Branch[]): Branch | null {
  if (!isClaim(storage) || storage.volume === null) return null;
  const { name, driver, handle } = storage.volume;
  return { text: [`pv/${name}`, driver, handle].filter(Boolean).join(" "), branches };
}

/** What the storage touches without being the same: `inside HostPath/node-a/var`. */
export function overlapBranch({ id, relation }: Overlap): Branch {
  return { text: `${relation === "same" ? "same place as" : relation} ${id}`, branches: [] };
}

/** `node-a`, and beside it whether the volume is attached there, where that is known. */
export function nodeBranch(
  node: string | null,
  attachment: AttachmentFacts | undefined,
  branches: readonly Branch[],
): Branch {
  const name = node ?? "no node";
  if (attachment === undefined) return { text: name, branches };
  return { text: `${name}: ${attachment.attached ? "attached" : "not attached"}`, branches };
}

/** `web-0 of StatefulSet/web on node-a: waiting`; a template's pods are named by their workload. */
export function podBranch(
  consumer: Consumer,
  branches: readonly Branch[],
  { showNamespace = false, showNode = false },
): Branch {
  const { namespace, pod, node, owner, workload, state } = consumer;
  const maker = workload ?? owner;
  const made = pod === null || maker === null ? "" : ` of ${describeWorkload(maker)}`;
  const where = showNode && node !== null ? ` on ${node}` : "";
  const lead = showNamespace ? `${namespace}/` : "";
  const subject = `${lead}${describePods([consumer])}${made}${where}`;
  return { text: state === "running" ? subject : `${subject}: ${state}`, branches };
}

/** `app: /srv/www rw, subPath uploads`. */
export function mountBranch(mount: MountPoint): Branch {
  const { path, subPath, device, readOnly, readOnlyBecause } = mount;
  const because = readOnly && readOnlyBecause.length > 0 ? ` (${readOnlyBecause.join(", ")})` : "";
  const details = [
    `${path} ${describeAccess(mount)}${because}`,
    ...(device ? ["device"] : []),
    ...(subPath === "" ? [] : [`subPath ${subPath}`]),
  ];
  return { text: `${describeContainer(mount)}: ${details.join(", ")}`, branches: [] };
}
