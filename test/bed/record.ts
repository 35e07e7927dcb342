/**
 * Records the story of the shop as `kubectl get -o yaml` prints it, for the demo and for tests:
 * `node test/bed/record.ts examples/shop/cluster.yaml`. The dump is not edited in any way.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { openTestBed } from "./open-test-bed.ts";
import { runKubectl } from "./run-kubectl.ts";
import { startCluster } from "./start-cluster.ts";
import { shopStory } from "./stories/shop.ts";

/** Everything that sharing storage is about; no Secrets and no ConfigMaps. */
const kinds = [
  "pods",
  "persistentvolumeclaims",
  "persistentvolumes",
  "storageclasses",
  "csidrivers",
  "csinodes",
  "nodes",
  "volumeattachments",
  "events",
  "deployments",
  "replicasets",
  "statefulsets",
  "daemonsets",
  "jobs",
  "cronjobs",
].join(",");

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write("error: say which file to write: node test/bed/record.ts FILE\n");
  process.exit(1);
}
const bed = await openTestBed();
if (!bed.available) {
  process.stderr.write(`error: ${bed.reason}\n`);
  process.exit(1);
}
const cluster = await startCluster(bed.binaries);
try {
  const story = await shopStory(cluster);
  await story.stopPlaying();
  const dump = await runKubectl(cluster, ["get", kinds, "--all-namespaces", "--output=yaml"]);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, dump);
  process.stderr.write(`test bed: recorded the shop in ${file}\n`);
} finally {
  await cluster.stop();
}
