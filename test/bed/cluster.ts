/**
 * A seeded cluster for work by hand: `npm run cluster`. Stays in the foreground and takes
 * everything with it on Ctrl-C.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { openTestBed } from "./open-test-bed.ts";
import { startCluster } from "./start-cluster.ts";
import { shopStory } from "./stories/shop.ts";

// However early it comes, Ctrl-C just ends this process; the reaper ends the rest.
process.on("SIGINT", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));

const bed = await openTestBed();
if (!bed.available) {
  process.stderr.write(`error: ${bed.reason}\n`);
  process.exit(1);
}
process.stderr.write("test bed: starting the cluster and telling the story of the shop\n");
const cluster = await startCluster(bed.binaries);
await shopStory(cluster);
process.stdout.write(`
A shop on three nodes, served at ${cluster.server}. In another terminal:

  export KUBECONFIG=${cluster.kubeconfig}
  alias kubectl=${cluster.kubectl}
  kubectl -n shop get pods,pvc
  ./bin/run.js who-mounts -A

No machine is behind it: pods that you create are placed and then only said to run.
Logs are in ${cluster.folder}. Ctrl-C ends it.
`);
for (;;) {
  await sleep(1_000);
  // Rejects when a component has died, and says which and why.
  await cluster.request("GET", "/readyz");
}
