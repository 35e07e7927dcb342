// `npm run demo`: who-mounts on a recorded cluster, so that it can be seen without one. The dump is
// what `kubectl get -o yaml` printed of the test bed's story; see examples/README.md.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

if (!existsSync(`${root}/dist/main.js`)) {
  spawnSync(process.execPath, ["scripts/build.js"], { cwd: root, stdio: "inherit" });
}
const args = ["who-mounts", "-f", "examples/shop/cluster.yaml", ...process.argv.slice(2)];
process.stdout.write(`$ kubectl shared ${args.join(" ")}\n\n`);
const { status } = spawnSync(process.execPath, ["bin/run.js", ...args], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
