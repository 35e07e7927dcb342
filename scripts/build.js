// Makes dist/ from src/: what bin/run.js starts and what the npm package holds. Dependencies stay
// packages; our own files become a few chunks, so that a command loads only what it uses. Beside it
// oclif.manifest.json: with it, oclif knows every command without loading any.
import { rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Plugin } from "@oclif/core";
import { build } from "esbuild";

const root = new URL("..", import.meta.url);
const directory = fileURLToPath(root);

await rm(new URL("dist", root), { recursive: true, force: true });
await build({
  absWorkingDir: directory,
  entryPoints: ["src/cli/main.ts", "src/cli/kubectl-help.ts", "src/commands.ts"],
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  outdir: "dist",
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node22.19",
  logLevel: "warning",
});

const plugin = new Plugin({
  root: directory,
  type: "core",
  ignoreManifest: true,
  errorOnManifestCreate: true,
});
await plugin.load();
await writeFile(new URL("oclif.manifest.json", root), JSON.stringify(plugin.manifest));
