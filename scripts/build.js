// Makes dist/ from src/: what bin/run.js starts and what the npm package holds.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { bundleProgram, PROGRAM, ROOT } from "./bundle.js";
import { findPackages, formatLicenses } from "./pack/third-parties.js";

/** With what finds a folder to keep what the program is compiled to. */
const START = `
  import { kindOfRun, loadCompiled } from "./scripts/load-compiled.ts";
  export const run = (argv, folder) => {
    const path = __dirname + "/${PROGRAM}";
    const kind = kindOfRun(argv, PROGRAM_WORDS);
    const compiled = { path, hash: PROGRAM_HASH, kind, folder };
    return runMain(argv, async () => loadCompiled(compiled, require));
  };`;

// A build that fails leaves the former one.
const { files, inputs } = await bundleProgram(START);
const contents = {
  ...files,
  [PROGRAM]: `(function(module,exports,require){${files[PROGRAM]}\n})`,
  // Around it, everything else is made of ES modules.
  "package.json": '{ "type": "commonjs" }\n',
  "THIRD-PARTY-LICENSES": formatLicenses(findPackages(inputs)),
};
await rm(`${ROOT}/dist`, { recursive: true, force: true });
await mkdir(`${ROOT}/dist`);
for (const [name, text] of Object.entries(contents)) await writeFile(`${ROOT}/dist/${name}`, text);
