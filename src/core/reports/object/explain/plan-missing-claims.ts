import type { Inventory } from "../../../model/inventory.ts";
import { keyOf } from "../../../model/metadata.ts";
import { covers } from "../../../model/resource.ts";
import type { Storage } from "../../../model/storage.ts";
import { formatStorageId } from "../../../model/storage-id.ts";
import type { Workload } from "../../../model/workload.ts";
import { countSharing } from "../../../sharing/count-sharing.ts";
import { consumerOfWorkload } from "../../../sharing/join-consumers.ts";
import { listOrdinals, planClaim } from "../../../sharing/planned-pods.ts";

/**
 * The claims that StatefulSets want and that are not there: of replicas that have never been made.
 * A controller that may not make a claim makes no pod either, so that nobody else names it.
 */
export function planMissingClaims(inventory: Inventory, storages: readonly Storage[]): Storage[] {
  const known = new Set(storages.map(({ id }) => id));
  return inventory.workloads
    .filter(({ namespace }) => covers(inventory.extents.persistentvolumeclaims, namespace))
    .flatMap((workload) => planClaims(workload, inventory))
    .filter(({ id }) => !known.has(id));
}

function planClaims(workload: Workload, { claims }: Inventory): Storage[] {
  const { namespace, claimTemplates } = workload;
  return claimTemplates.flatMap((template) =>
    listOrdinals(workload)
      .map((ordinal) => `${template.name}-${workload.name}-${ordinal}`)
      .filter((name) => !claims.has(keyOf(namespace, name)))
      .map((name): Storage => {
        const kind = "PersistentVolumeClaim";
        const consumers = [consumerOfWorkload(workload, 1)];
        return {
          id: formatStorageId({ kind, namespace, name, node: null, pod: null }),
          kind,
          namespace,
          name,
          node: null,
          pod: null,
          claim: planClaim(template, name, workload),
          volume: null,
          sources: [],
          consumers,
          sharing: countSharing(consumers),
        };
      }),
  );
}
