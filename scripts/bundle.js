// What scripts/build.js and scripts/pack.js have in common: the program as esbuild sees it. What a
// start needs to know of the commands is worked out here, so that no start has to look for it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Plugin } from "@oclif/core";
import { build } from "esbuild";
import { deferImport } from "./defer-import.js";
import { deferRequires } from "./defer-requires.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const { name, version, description, oclif } = JSON.parse(
  readFileSync(`${ROOT}/package.json`, "utf8"),
);

export const VERSION = version;

/**
 * Where packages think that they are: oclif asks where it is told no folder, which it always is, and what
 * is compiled is to be the same in every folder.
 */
const NOWHERE = { __dirname: '""', __filename: '""' };

/** The part that starts the program. */
export const MAIN = "main.js";

/** What oclif does at every start for nobody, as long as a request takes. */
const UNWANTED = [
  // It opens standard output. Who writes listens: src/cli/standard-output.ts.
  /^process\.stdout\.on\('error', [\s\S]*?^\}\);$/m,
  // It looks for colours that the user may have chosen, of which help has none.
  /^ *this\.theme = await this\.loadTheme\(\);$/m,
];

/** The part that is the program. */
export const PROGRAM = "program.js";
const PROXIES = "proxies.js";

/**
 * The program in CommonJS, packages and all, in three parts that load one another: what answers at once,
 * the program, and what only proxies need, which is half of it. A runtime pays for every byte of a
 * module that it loads (Bun three milliseconds for a megabyte), and for every module (Node a third of
 * one): less cut would load too much, and more would load too often.
 *
 * @param start the statements that start the program by `runMain(argv)`, or hand that on. `runMain` may be
 *   told how to load the program, which has the hash `PROGRAM_HASH` and commands called `PROGRAM_WORDS`
 * @param {{keepNames?: boolean}} options to tell the modules by their paths, which tests want to know
 * @returns {Promise<{files: Record<string, string>, inputs: string[]}>} the texts by their names, and
 *   the paths of all that went in
 */
export async function bundleProgram(start, { keepNames = false } = {}) {
  const manifest = await readManifest();
  const names = { minifyIdentifiers: !keepNames };
  const [program, proxies] = await Promise.all([
    bundlePart(describeProgram(manifest), {
      ...names,
      plugins: [deferRequires(/@oclif\/core\/lib\/.*\.js$/, UNWANTED)],
      define: NOWHERE,
    }),
    bundlePart('export * from "./src/sources/cluster/http/proxy-agent.ts";', {
      ...names,
      define: NOWHERE,
    }),
  ]);
  const main = await bundlePart(describeMain(start), {
    ...names,
    define: {
      PROGRAM_HASH: JSON.stringify(createHash("sha256").update(program.text).digest("hex")),
      PROGRAM_WORDS: JSON.stringify([...Object.keys(manifest.commands), "__complete"]),
    },
  });
  return {
    files: { [MAIN]: main.text, [PROGRAM]: program.text, [PROXIES]: proxies.text },
    inputs: [...new Set([main, program, proxies].flatMap(({ inputs }) => inputs))],
  };
}

async function bundlePart(contents, { plugins = [], define = {}, ...options }) {
  const { metafile, outputFiles } = await build({
    ...BUNDLE,
    ...options,
    plugins: [...BUNDLE.plugins, ...plugins],
    define: { ...BUNDLE.define, ...define },
    stdin: { contents, resolveDir: ROOT, sourcefile: "part.js" },
    metafile: true,
    write: false,
  });
  return { text: escapeNonAscii(outputFiles[0].text), inputs: Object.keys(metafile.inputs) };
}

/**
 * esbuild leaves the characters in patterns and templates as they are, and for a single one of them an
 * engine holds the whole program in two bytes a character. An escape means the same there, but behind a
 * backslash.
 */
function escapeNonAscii(text) {
  if (/\\[^\0-\x7f]/.test(text)) throw new Error("a backslash before a character beyond ASCII");
  return text.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function describeMain(start) {
  return `
    import { main } from "./src/cli/main.ts";
    const runMain = (argv, load = () => import("./${PROGRAM}")) =>
      main(argv, ${JSON.stringify(version)}, async (argv) => (await load()).run(argv));
    ${start}`;
}

function describeProgram(manifest) {
  const { commands, ...settings } = oclif;
  const loaders = Object.keys(manifest.commands).map(
    (id) => `${JSON.stringify(id)}: () => import("./src/commands/${id}.ts")`,
  );
  return `
    import { describeBuilt } from "./src/cli/built-program.ts";
    import { runProgram } from "./src/cli/run-program.ts";
    const build = {
      pjson: ${JSON.stringify({ name, version, description, oclif: settings })},
      manifest: ${JSON.stringify(manifest)},
      commands: { ${loaders.join(", ")} },
    };
    export const run = (argv) => runProgram(argv, describeBuilt(build));`;
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

/** Leaves a module to another part. */
function leaveApart(module, part) {
  return {
    name: `leave-${part}`,
    setup({ onResolve }) {
      onResolve({ filter: module }, ({ kind }) =>
        kind === "dynamic-import" ? { path: `./${part}`, external: true } : undefined,
      );
    },
  };
}

const BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node22.19",
  // What Bun can compile to bytecode, and what Node loads quickest.
  format: "cjs",
  // `import()` becomes a `require` that waits, which finds what lies in an executable too.
  supported: { "dynamic-import": false },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  // The parts load one another. oclif asks for TypeScript where it finds sources, which nobody ships.
  external: [`./${PROGRAM}`, "typescript"],
  logLevel: "warning",
  alias: { "wsl-utils": `${ROOT}/scripts/no-shell.js` },
  plugins: [
    deferImport(/[\\/]src[\\/]views[\\/]display-width\.ts$/, "stringWidth", "string-width"),
    leaveApart(/\/proxy-agent\.ts$/, PROXIES),
  ],
  define: {
    // bin/run.js has looked at the version of Node; an executable brings its own.
    "process.env.OCLIF_DISABLE_ENGINE_WARNING": '"1"',
  },
};
