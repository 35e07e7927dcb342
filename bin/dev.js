#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
// Runs the sources as they stand, without a build; wants the Node of the development dependencies.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { main } from "../src/cli/main.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pjson = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
await main(process.argv.slice(2), pjson.version, async (argv) => {
  const { runProgram } = await import("../src/cli/run-program.ts");
  await runProgram(argv, {
    version: pjson.version,
    load: () => ({ root, pjson, ignoreManifest: true }),
    describe: async () => (await import("../src/commands.ts")).COMMANDS,
  });
});
