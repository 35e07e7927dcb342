// `npm test`: everything that can be wrong, in one run with one number at its end. The suites that
// need a real control plane build it on first use (Go; some minutes, cached); without Go they are
// pending, and under CI they fail.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The files of a configuration: two of them cannot be given to one mocha. */
function readConfig(path) {
  return JSON.parse(readFileSync(`${root}/${path}`, "utf8"));
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = status ?? 1;
  return status === 0;
}

const e2e = readConfig("test/e2e/.mocharc.json");

// The commands and e2e suites start bin/run.js, which runs what was built.
if (run("scripts/build.js")) {
  run(
    "node_modules/mocha/bin/mocha.js",
    "--config",
    ".mocharc.json",
    ...e2e.require.flatMap((file) => ["--require", file]),
    ...e2e.spec.flatMap((spec) => ["--spec", spec]),
    ...process.argv.slice(2),
  );
}
