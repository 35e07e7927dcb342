/**
 * The two nodes for work by hand: `npm run test:node -- --by-hand` starts this in their namespaces.
 * It stays in the foreground and takes everything with it on Ctrl-C.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { startNodes } from "./nodes.ts";

process.on("SIGINT", () => process.exit(0));

const { cluster, nodes } = await startNodes();
process.stdout.write(`
Two nodes, ${nodes.map(({ name }) => name).join(" and ")}, served at ${cluster.server}. In another terminal, as root:

  nsenter --mount --net --pid --target $(pgrep --newest --full test/node/by-hand.ts)
  export KUBECONFIG=${cluster.kubeconfig}
  alias kubectl=${cluster.kubectl}

Logs are in ${nodes.map(({ folder }) => folder).join(" and ")}. Ctrl-C ends it.
`);
for (;;) {
  await sleep(1_000);
  await cluster.request("GET", "/readyz");
}
