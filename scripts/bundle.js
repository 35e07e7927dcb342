// What scripts/build.js and scripts/pack.js have in common: the program as esbuild sees it. What a
// start needs to know of the commands is worked out here, so that no start has to look for it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Plugin } from "@oclif/core";
import { deferImport } from "./defer-import.js";
import { deferRequires } from "./defer-requires.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const { name, version, oclif } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8"));

export const VERSION = version;

/** A module that runs the program as it is now; `start` is the statement that starts it or hands it on. */
export async function describeEntry(start) {
  const manifest = await readManifest();
  const { commands, ...settings } = oclif;
  const loaders = Object.keys(manifest.commands).map(
    (id) => `${JSON.stringify(id)}: () => import("./src/commands/${id}.ts")`,
  );
  return `
    import { describeBuilt } from "./src/cli/built-program.ts";
    import { main } from "./src/cli/main.ts";
    const build = {
      pjson: ${JSON.stringify({ name, version, oclif: settings })},
      manifest: ${JSON.stringify(manifest)},
      commands: { ${loaders.join(", ")} },
    };
    ${start}`;
}

/** With the commands' summaries and flags, help and parsing need none of them. */
async function readManifest() {
  const plugin = new Plugin({
    root: ROOT,
    type: "core",
    ignoreManifest: true,
    errorOnManifestCreate: true,
  });
  await plugin.load();
  return plugin.manifest;
}

/** Options of esbuild for whatever is made of the program. */
export const BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node22.19",
  legalComments: "none",
  // Asked for by oclif where it finds TypeScript sources, which nobody ships.
  external: ["typescript"],
  logLevel: "warning",
  alias: { "wsl-utils": `${ROOT}/scripts/no-shell.js` },
  plugins: [
    deferRequires(/@oclif\/core\/lib\/.*\.js$/),
    deferImport(/[\\/]src[\\/]views[\\/]display-width\.ts$/, "stringWidth", "string-width"),
  ],
  define: {
    // Asked for by oclif where it is told no folder, which it always is.
    __dirname: '""',
    __filename: '""',
    // bin/run.js has looked at the version of Node; an executable brings its own.
    "process.env.OCLIF_DISABLE_ENGINE_WARNING": '"1"',
  },
};
