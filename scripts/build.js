// Makes dist/ from src/: what bin/run.js starts and what the npm package holds. Everything is in it,
// packages too, in chunks, so that a command loads only what it uses.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build } from "esbuild";
import { BUNDLE, describeEntry, ROOT } from "./bundle.js";
import { findPackages, formatLicenses } from "./pack/third-parties.js";

const { metafile, outputFiles } = await build({
  ...BUNDLE,
  stdin: {
    contents: await describeEntry("export const run = (argv) => main(argv, describeBuilt(build));"),
    resolveDir: ROOT,
    sourcefile: "main.js",
  },
  entryNames: "main",
  chunkNames: "chunks/[name]-[hash]",
  outdir: "dist",
  splitting: true,
  format: "esm",
  metafile: true,
  // A build that fails leaves the former one.
  write: false,
  // CommonJS packages ask Node for its modules by a function that ES modules do not have.
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
});
const licenses = formatLicenses(findPackages(Object.keys(metafile.inputs)));
await rm(`${ROOT}/dist`, { recursive: true, force: true });
for (const { path, contents } of [
  ...outputFiles,
  { path: `${ROOT}/dist/THIRD-PARTY-LICENSES`, contents: licenses },
]) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
