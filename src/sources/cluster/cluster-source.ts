import type { Inventory } from "../../core/model/inventory.ts";
import type { ReadRequest } from "../../core/model/read-request.ts";
import type { Source } from "../source.ts";
import type { Client } from "./client.ts";
import { ClusterRead, type ClusterReadOptions } from "./cluster-read.ts";
import { isForbidden } from "./failure/is-forbidden.ts";
import { findNamespace } from "./find-namespace.ts";

/** A live API server. */
export function createClusterSource(client: Client, options: ClusterReadOptions): Source {
  return {
    async read(request) {
      const namespace = await findNamespace(client, request, options.signal);
      try {
        return await new ClusterRead(client, { ...request, namespace }, options).run();
      } catch (error) {
        const { fallbackNamespace } = request;
        if (namespace !== null || fallbackNamespace === null || !isForbidden(error)) throw error;
        return readFallback(client, { ...request, namespace: fallbackNamespace }, options);
      }
    },
  };
}

/** Who may not read the whole cluster still gets an answer about where they are at home. */
async function readFallback(
  client: Client,
  request: ReadRequest,
  options: ClusterReadOptions,
): Promise<Inventory> {
  const inventory = await new ClusterRead(client, request, options).run();
  inventory.gaps.unshift({
    resource: "pods",
    namespace: null,
    reason: "Forbidden",
    effect: `only namespace ${request.namespace} was read`,
  });
  return inventory;
}
