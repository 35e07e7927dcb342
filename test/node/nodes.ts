import { join } from "node:path";
import { openTestBed } from "../bed/open-test-bed.ts";
import type { Reaper } from "../bed/reaper.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import { serveImages } from "./bed/image-registry.ts";
import { findRunFolder, NODE_ADDRESSES, NODE_NAMES } from "./bed/isolation.ts";
import { obtainNodePrograms } from "./bed/node-programs.ts";
import { playServices } from "./bed/play-services.ts";
import { startNode, type TestNode } from "./bed/start-node.ts";
import { openStorage } from "./bed/storage.ts";
import { PAUSE_IMAGE, TEST_IMAGES } from "./bed/test-images.ts";

/** A cluster with two real nodes on one machine. */
export interface Nodes {
  cluster: Cluster;
  nodes: readonly [TestNode, TestNode];
}

/** The address that pods find in their `resolv.conf`. */
const DNS_ADDRESS = "10.96.0.10";

/** What runs in them ends with them: nobody else has to end it. */
const NAMESPACES: Reaper = { watch() {}, async reap() {} };

let opened: Promise<Nodes> | undefined;

/** The nodes, started once for all suites. */
export async function openNodes(context: Mocha.Context): Promise<Nodes> {
  context.timeout(5 * 60_000);
  opened ??= startNodes();
  return opened;
}

/** Starts them: control plane, two nodes, storage. Only where `runIsolated` runs it. */
export async function startNodes(): Promise<Nodes> {
  const folder = findRunFolder();
  const bed = await openTestBed();
  if (!bed.available) throw new Error(bed.reason);
  const programs = await obtainNodePrograms();
  const cluster = await startCluster(bed.binaries, {
    // Their names are known to nobody who could be asked.
    apiServerFlags: ["--kubelet-preferred-address-types=InternalIP"],
  });
  const registry = await serveImages(TEST_IMAGES, programs.layers);
  // What the Node authorizer would allow, less exactly: nobody here is to be kept out.
  await runKubectl(cluster, [
    ...["create", "clusterrolebinding", "test-nodes"],
    ...["--clusterrole=system:node", "--group=system:nodes"],
  ]);
  const start = (index: 0 | 1) =>
    startNode(cluster, {
      name: NODE_NAMES[index],
      address: NODE_ADDRESSES[index],
      subnet: `10.88.${index}.0/24`,
      folder: join(folder, NODE_NAMES[index]),
      programs,
      registry: registry.address,
      pauseImage: PAUSE_IMAGE,
      dnsAddress: DNS_ADDRESS,
      reaper: NAMESPACES,
    });
  const nodes = await Promise.all([start(0), start(1)]);
  await openStorage(cluster, nodes, folder);
  await playServices(cluster, { dnsAddress: DNS_ADDRESS, busybox: programs.busybox });
  return { cluster, nodes };
}

/** The namespaces that all this lives in end with the last suite, and everything with them. */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    const nodes = await opened?.catch(() => undefined);
    await nodes?.cluster.stop();
  },
};
