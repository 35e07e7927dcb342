// `npm run demo`: both commands on a recorded cluster, so that they can be seen without one. The dump is
// what `kubectl get -o yaml` printed of the test bed's story; see examples/README.md.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

if (!existsSync(`${root}/dist/main.js`)) {
  spawnSync(process.execPath, ["scripts/build.js"], { cwd: root, stdio: "inherit" });
}
const dump = ["-f", "examples/shop/cluster.yaml"];
// Flags are for who-mounts; with some, that is what is to be seen.
const commands =
  process.argv.length > 2
    ? [["who-mounts", ...dump, ...process.argv.slice(2)]]
    : [
        ["who-mounts", ...dump],
        ["explain", "pod/db-69596b7c85-pz9xr", "-n", "shop", ...dump],
      ];

for (const args of commands) {
  process.stdout.write(`$ kubectl shared ${args.join(" ")}\n\n`);
  const { status } = spawnSync(process.execPath, ["bin/run.js", ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PAGER: "" },
  });
  process.stdout.write("\n");
  process.exitCode ||= status ?? 1;
}
