// Makes dist/ from src/: what bin/run.js starts and what the npm package holds.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { bundleProgram, PROGRAMS, ROOT } from "./bundle.js";
import { findPackages, formatLicenses } from "./pack/third-parties.js";

/** With what finds a folder to keep what the program is compiled to. */
const START = `
  import { kindOfRun, loadCompiled } from "./scripts/load-compiled.ts";
  export const run = (argv, folder) => {
    const load = async (part) => {
      // The same command in the other part is of another kind, or each would drop what the other keeps.
      const kind = part + "-" + kindOfRun(argv, PROGRAM_WORDS);
      const compiled = { path: __dirname + "/" + part, hash: PROGRAM_HASHES[part], kind, folder };
      return loadCompiled(compiled, require);
    };
    return runMain(argv, load);
  };`;

// A build that fails leaves the former one.
const { files, inputs } = await bundleProgram(START);
const contents = {
  ...files,
  ...Object.fromEntries(
    PROGRAMS.map((part) => [part, `(function(module,exports,require){${files[part]}\n})`]),
  ),
  // Around it, everything else is made of ES modules.
  "package.json": '{ "type": "commonjs" }\n',
  "THIRD-PARTY-LICENSES": formatLicenses(findPackages(inputs)),
};
await rm(`${ROOT}/dist`, { recursive: true, force: true });
await mkdir(`${ROOT}/dist`);
for (const [name, text] of Object.entries(contents)) await writeFile(`${ROOT}/dist/${name}`, text);
