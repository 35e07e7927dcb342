import { createWriteStream, existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Cluster } from "../bed/start-cluster.ts";
import type { StoredCluster } from "./stored-cluster.ts";

/** As much of a list as is looked at. */
interface Page {
  apiVersion: string;
  /** `PodList`. */
  kind: string;
  metadata: { continue?: string };
  items: object[];
}

const PAGE = 500;

/** What somebody would dump to ask about storage. */
const LISTS = [
  "/api/v1/pods",
  "/api/v1/persistentvolumeclaims",
  "/api/v1/persistentvolumes",
  "/api/v1/nodes",
  "/api/v1/events",
  "/apis/storage.k8s.io/v1/storageclasses",
  "/apis/storage.k8s.io/v1/volumeattachments",
  "/apis/storage.k8s.io/v1/csidrivers",
  "/apis/apps/v1/deployments",
  "/apis/apps/v1/replicasets",
  "/apis/apps/v1/statefulsets",
  "/apis/apps/v1/daemonsets",
];

/**
 * Writes what `kubectl get -A -o json` of all that would, without its indentation, into the cluster's
 * folder, unless it is there. (kubectl itself would need more memory than most machines have.)
 *
 * @returns the file
 */
export async function dumpCluster(stored: StoredCluster, cluster: Cluster): Promise<string> {
  const file = join(stored.folder, "dump.json");
  if (existsSync(file)) return file;
  await pipeline(Readable.from(writeList(cluster)), createWriteStream(`${file}.new`));
  await rename(`${file}.new`, file);
  return file;
}

async function* writeList(cluster: Cluster): AsyncGenerator<string> {
  yield '{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":[\n';
  let between = "";
  for (const path of LISTS) {
    let next = "";
    do {
      const query = new URLSearchParams({ limit: String(PAGE), ...(next && { continue: next }) });
      const page = await cluster.request<Page>("GET", `${path}?${query}`);
      const { apiVersion, metadata } = page;
      const kind = page.kind.replace(/List$/, "");
      const items = page.items.map((item) => JSON.stringify({ apiVersion, kind, ...item }));
      if (items.length > 0) {
        yield between + items.join(",\n");
        between = ",\n";
      }
      next = metadata.continue ?? "";
    } while (next !== "");
  }
  yield "\n]}\n";
}
