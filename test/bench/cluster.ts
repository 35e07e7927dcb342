/**
 * The benchmark's cluster for work by hand: `node test/bench/cluster.ts --pods 15000`. Says where it
 * is and stays until its standard input closes, or until Ctrl-C.
 */
import { parseArgs } from "node:util";
import { openTestBed } from "../bed/open-test-bed.ts";
import { startStoredCluster, storeCluster } from "./stored-cluster.ts";

process.on("SIGINT", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
process.stdin.resume().on("end", () => process.exit(0));

const { values } = parseArgs({ options: { pods: { type: "string", default: "15000" } } });
const bed = await openTestBed();
if (!bed.available) throw new Error(bed.reason);
const stored = await storeCluster(bed.binaries, Number(values.pods));
process.stderr.write(`starting a cluster of ${stored.pods} pods\n`);
const cluster = await startStoredCluster(bed.binaries, stored);
process.stdout.write(`
A cluster of ${stored.pods} pods, served at ${cluster.server}. In another terminal:

  export KUBECONFIG=${cluster.kubeconfig}
  alias kubectl=${cluster.kubectl}
  kubectl -n team-000 get pods,pvc
  ./bin/run.js who-mounts -A

${JSON.stringify(stored.counts)}
etcd is at ${cluster.etcd}; logs and the certificate of the authority, ca.crt, are in
${cluster.folder}.
The API server is process ${cluster.pidOf("kube-apiserver")}. All of it ends with Ctrl-C, or when standard input closes.
`);
