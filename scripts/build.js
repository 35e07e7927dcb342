// Makes dist/ from src/: what bin/run.js starts and what the npm package holds. Dependencies stay
// packages; our own files become a few chunks, so that a command loads only what it uses.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = new URL("..", import.meta.url);

await rm(new URL("dist", root), { recursive: true, force: true });
await build({
  absWorkingDir: fileURLToPath(root),
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
