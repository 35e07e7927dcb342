import { type Consumer, isLive } from "../../model/consumer.ts";
import { isWorkload } from "../../model/read-request.ts";
import type { Storage } from "../../model/storage.ts";
import { isClaimKind } from "../../model/storage-kind.ts";
import type { JoinedInventory } from "../../sharing/joined-inventory.ts";
import { findOrdinal } from "./explain/find-ordinal.ts";
import { findWorkload } from "./find-workload.ts";
import type { ObjectQuery } from "./object-query.ts";

/** The storage that the object is, has or uses; of a node also what is attached to it. */
export function selectOwn(
  query: ObjectQuery,
  storages: readonly Storage[],
  joined: JoinedInventory,
): Storage[] {
  const { type, name } = query.target;
  const { namespace } = query;
  const isIn = (object: { namespace: string | null }) => object.namespace === namespace;
  const isUsed = ({ consumers }: Storage, uses: (consumer: Consumer) => boolean) =>
    (consumers ?? []).some(uses);
  switch (type) {
    case "claim":
      return storages.filter((it) => isClaimKind(it.kind) && it.name === name && isIn(it));
    case "volume":
      return storages.filter(({ claim }) => claim?.volumeName === name);
    case "storageclass":
      return [];
    case "pod":
      return storages.filter(
        (storage) =>
          isUsed(storage, (it) => it.pod === name && isIn(it)) ||
          joined.ephemeralConflictsOf(storage).some((pod) => pod.name === name && isIn(pod)),
      );
    case "deployment":
    case "statefulset": {
      const workload = findWorkload(query, joined.inventory);
      return storages.filter(
        (storage) =>
          isUsed(storage, (it) => isIn(it) && isWorkload(type, name, it.workload)) ||
          // The claim of a replica that is not wanted any more.
          (workload !== null &&
            isClaimKind(storage.kind) &&
            isIn(storage) &&
            findOrdinal(workload, storage.name) !== null),
      );
    }
    case "node":
      return storages.filter(
        (storage) =>
          isUsed(storage, (it) => it.node === name && isLive(it)) ||
          joined.ephemeralConflictsOf(storage).some((pod) => pod.node === name) ||
          joined.attachmentsOf(storage).some((it) => it.node === name),
      );
  }
}
