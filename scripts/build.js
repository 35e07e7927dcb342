// Makes dist/ from src/: what bin/run.js starts and what the npm package holds.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { bundleProgram, ROOT } from "./bundle.js";
import { findPackages, formatLicenses } from "./pack/third-parties.js";

// A build that fails leaves the former one.
const { files, inputs } = await bundleProgram("export const run = runMain;");
const contents = {
  ...files,
  // Around it, everything else is made of ES modules.
  "package.json": '{ "type": "commonjs" }\n',
  "THIRD-PARTY-LICENSES": formatLicenses(findPackages(inputs)),
};
await rm(`${ROOT}/dist`, { recursive: true, force: true });
await mkdir(`${ROOT}/dist`);
for (const [name, text] of Object.entries(contents)) await writeFile(`${ROOT}/dist/${name}`, text);
