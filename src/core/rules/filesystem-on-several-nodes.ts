import { page } from "../../knowledge/citation.ts";
import type { Driver } from "../../knowledge/driver.ts";
import { modesOf, resolveDriver } from "../../knowledge/resolve-driver.ts";
import { canWrite } from "../model/consumer.ts";
import type { Inventory } from "../model/inventory.ts";
import { effectiveModes, isBound, type Storage } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { driverOf } from "../sharing/attach.ts";
import { classOfClaim } from "../sharing/class-of-claim.ts";
import { need, type Rule } from "./rule.ts";
import { describeSpread, nameStorage } from "./wording.ts";

/**
 * The mode lets a disk be attached to several nodes; it does not make its file system one for
 * several. Each kernel writes as if it were alone.
 */
export const filesystemOnSeveralNodes: Rule = {
  id: "filesystem-on-several-nodes",
  summary: "a disk with an ordinary file system may be written from several nodes",
  kinds: CLAIM_KINDS,
  needs: [need("pods"), need("persistentvolumeclaims"), need("persistentvolumes", "some")],
  tellsCauses: false,
  citation: page(
    "Attach an EBS volume to multiple EC2 instances using Multi-Attach",
    "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html",
  ),
  *check(storage, { inventory }) {
    if (!isSharedFilesystem(storage)) return;
    const disk = findDisk(storage, inventory);
    if (disk === null) return;
    const writers = (storage.consumers ?? []).filter(
      (consumer) => consumer.state === "running" && canWrite(consumer),
    );
    const where = describeSpread({ ...storage, consumers: writers });
    const subject = `${nameStorage(storage)} is ReadWriteMany on a disk of ${disk.driver.product} with an ordinary file system`;
    if (where !== null) {
      yield {
        severity: "error",
        message: `${subject}, and pods on ${where} can write it: each node writes as if it were alone, which corrupts it.`,
        hint: `Stop all pods but those of one node now, then check the file system. ${INSTEAD}`,
      };
    } else if (disk.isTaken) {
      yield {
        severity: "warning",
        message: `${subject}: nothing keeps pods of several nodes from writing it at once, each node as if it were alone, which corrupts it.`,
        hint: INSTEAD,
      };
    }
  },
};

const INSTEAD =
  "For several nodes use a file system made for that (`kubectl shared explain classes`), or a raw device (volumeMode: Block) with an application that coordinates its writers.";

function isSharedFilesystem(storage: Storage): boolean {
  const { claim, volume } = storage;
  const volumeMode = volume?.volumeMode ?? claim?.volumeMode;
  return (
    isBound(storage) &&
    volumeMode === "Filesystem" &&
    effectiveModes(storage).includes("ReadWriteMany") &&
    // A Persistent Disk of the plugin that was moved to CSI is attached as if it were ReadWriteOnce.
    volume?.source.plugin !== "gcePersistentDisk"
  );
}

/**
 * Whose disk it is, where it surely is one; null: it is none, or nobody knows. A driver that takes
 * ReadWriteMany may serve it by a file server of its own, whatever is below.
 */
function findDisk(
  { claim, volume }: Storage,
  inventory: Inventory,
): { driver: Driver; isTaken: boolean } | null {
  const storageClass = claim && classOfClaim(claim, inventory);
  const name = volume ? driverOf(volume) : (claim?.provisioner ?? null);
  if (name === null) return null;
  const isMadeByClass = storageClass !== null && claim?.provisioner === storageClass.provisioner;
  const { driver, variant } =
    resolveDriver(name, {
      volumeMode: "Filesystem",
      accessModes: effectiveModes({ claim, volume }),
      ...(isMadeByClass
        ? { parameters: storageClass.parameters }
        : volume && { parameters: volume.source.attributes, parametersArePartial: true as const }),
    }) ?? {};
  const asked = variant ? [variant] : (driver?.variants ?? []);
  if (!driver || asked.some(({ medium }) => medium !== "block")) return null;
  const isRefused = asked.every(
    (it) => modesOf(it, "Filesystem").value.ReadWriteMany.answer === "no",
  );
  const isTaken = asked.every(({ sharedDisk }) => sharedDisk !== undefined);
  return isRefused || isTaken ? { driver, isTaken } : null;
}
