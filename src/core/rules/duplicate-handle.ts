import { isLive } from "../model/consumer.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { idOfVolume } from "../sharing/find-overlaps.ts";
import { need, type Rule } from "./rule.ts";
import { listSome, nameStorage } from "./wording.ts";

/**
 * The kubelet and the attach-detach controller know a CSI volume by driver and handle, not by its
 * PersistentVolume: of two volumes with one handle, a node mounts one.
 */
export const duplicateHandle: Rule = {
  id: "duplicate-handle",
  summary: "two volumes carry one CSI handle, which blocks pods",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumes", "cluster")],
  citation: "https://github.com/kubernetes-sigs/azurefile-csi-driver/issues/2367",
  *check(storage, world) {
    if (storage.volume === null) return;
    const twins = world.volumesWithHandleOf(storage.volume);
    if (twins.length === 0) return;
    const nodes = new Set(nodesOf(storage.consumers));
    const meeting = twins
      .flatMap((twin) => nodesOf(world.findStorage(idOfVolume(twin, world.inventory))?.consumers))
      .filter((node) => nodes.has(node));
    const names = listSome(twins.map((twin) => twin.name));
    const subject = `${nameStorage(storage)}: volume ${storage.volume.name} carries the same volumeHandle as ${names}`;
    const hint = "Give each PersistentVolume of one share a volumeHandle of its own.";
    const [node] = meeting;
    if (node === undefined) {
      yield {
        severity: "warning",
        message: `${subject}: pods that use both on one node get stuck.`,
        hint,
      };
    } else {
      yield {
        severity: "error",
        message: `${subject}, and pods of both meet on ${node}: there one of them gets stuck.`,
        hint,
      };
    }
  },
};

function nodesOf(consumers: Parameters<typeof isLive>[0][] | null | undefined): string[] {
  return (consumers ?? [])
    .filter(isLive)
    .map((consumer) => consumer.node)
    .filter((node) => node !== null);
}
