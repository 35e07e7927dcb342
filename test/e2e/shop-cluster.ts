import { openTestBed } from "../bed/open-test-bed.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import { type ShopStory, shopStory } from "../bed/stories/shop.ts";

/** A real control plane in which the story of the shop has been told. */
export interface Shop extends ShopStory {
  cluster: Cluster;
}

let opened: Promise<Shop | string> | undefined;

/**
 * The shop, started once for all suites. Where no Kubernetes is to be had the suite is pending,
 * its reason printed; under CI that is a failure, since nobody would read the reason there.
 */
export async function openShop(context: Mocha.Context): Promise<Shop> {
  context.timeout(20 * 60_000);
  opened ??= open();
  const shop = await opened;
  if (typeof shop !== "string") return shop;
  if (process.env.CI) throw new Error(shop);
  process.stderr.write(`pending: ${shop}\n`);
  return context.skip();
}

async function open(): Promise<Shop | string> {
  const bed = await openTestBed();
  if (!bed.available) return bed.reason;
  const cluster = await startCluster(bed.binaries);
  return { cluster, ...(await shopStory(cluster)) };
}

/** Ends the shop after the last suite. */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    const shop = await opened;
    if (shop === undefined || typeof shop === "string") return;
    await shop.stopPlaying();
    await shop.cluster.stop();
  },
};
