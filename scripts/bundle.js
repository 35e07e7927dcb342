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
const PROGRAM = "program.js";

/** The command that people wait for at night, and the part that is the program with no other one. */
const AWAITED = "who-mounts";
const AWAITED_PROGRAM = `${AWAITED}.js`;

/** The parts of which a run loads one. */
export const PROGRAMS = [PROGRAM, AWAITED_PROGRAM];

const PROXIES = "proxies.js";

/**
 * The program in CommonJS, packages and all, in parts that load one another: what answers at once, the
 * program, the same with one command alone, and what only proxies need, which is as much again. A
 * runtime pays for every byte of a module that it loads (Bun three milliseconds for a megabyte), and for
 * every module (Node a third of one): less cut would load too much, and more would load too often.
 *
 * @param start the statements that start the program by `runMain(argv)`, or hand that on. `runMain` may be
 *   told how to load a part; `PROGRAM_HASHES` has the hash of each of {@link PROGRAMS}, and
 *   `PROGRAM_WORDS` are what the commands are called
 * @param {{keepNames?: boolean}} options to tell the modules by their paths, which tests want to know
 * @returns {Promise<{files: Record<string, string>, inputs: string[]}>} the texts by their names, and
 *   the paths of all that went in
 */
export async function bundleProgram(start, { keepNames = false } = {}) {
  const manifest = await readManifest();
  const names = { minifyIdentifiers: !keepNames };
  const ofProgram = {
    ...names,
    plugins: [deferRequires(/@oclif\/core\/lib\/.*\.js$/, UNWANTED)],
    define: NOWHERE,
  };
  const proxyAgent = 'export * from "./src/sources/cluster/http/proxy-agent.ts";';
  const [program, awaited, proxies] = await Promise.all([
    bundlePart(describeProgram(manifest), ofProgram),
    bundlePart(describeProgramOf(manifest, AWAITED), ofProgram),
    bundlePart(proxyAgent, { ...names, define: NOWHERE }),
  ]);
  const main = await bundlePart(describeMain(start), {
    ...names,
    define: {
      PROGRAM_HASHES: JSON.stringify({
        [PROGRAM]: hashOf(program.text),
        [AWAITED_PROGRAM]: hashOf(awaited.text),
      }),
      PROGRAM_WORDS: JSON.stringify([...Object.keys(manifest.commands), "__complete"]),
    },
  });
  return {
    files: {
      [MAIN]: main.text,
      [PROGRAM]: program.text,
      [AWAITED_PROGRAM]: awaited.text,
      [PROXIES]: proxies.text,
    },
    inputs: [...new Set([main, program, awaited, proxies].flatMap(({ inputs }) => inputs))],
  };
}

function hashOf(text) {
  return createHash("sha256").update(text).digest("hex");
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
  const loaders = PROGRAMS.map((part) => `${JSON.stringify(part)}: () => import("./${part}")`);
  return `
    import { main } from "./src/cli/main.ts";
    const parts = { ${loaders.join(", ")} };
    const partOf = ([word]) => word === "${AWAITED}" ? "${AWAITED_PROGRAM}" : "${PROGRAM}";
    const runMain = (argv, load = (part) => parts[part]()) =>
      main(argv, ${JSON.stringify(version)}, async (argv) => (await load(partOf(argv))).run(argv));
    ${start}`;
}

function describeProgram(manifest) {
  return `
    import { describeBuilt } from "./src/cli/built-program.ts";
    import { runProgram } from "./src/cli/run-program.ts";
    const build = ${describeBuild(manifest, Object.keys(manifest.commands))};
    export const run = (argv) => runProgram(argv, describeBuilt(build));`;
}

/** The program for command lines that begin with the command. */
function describeProgramOf(manifest, id) {
  return `
    import { describeBuilt } from "./src/cli/built-program.ts";
    import { runCommandLine } from "./src/cli/run-command-line.ts";
    const build = ${describeBuild(manifest, [id])};
    export const run = (argv) => runCommandLine(argv, describeBuilt(build).load());`;
}

/** @param ids the commands that can be run */
function describeBuild(manifest, ids) {
  const { commands, ...settings } = oclif;
  const loaders = ids.map((id) => `${JSON.stringify(id)}: () => import("./src/commands/${id}.ts")`);
  return `{
      pjson: ${JSON.stringify({ name, version, description, oclif: settings })},
      manifest: ${JSON.stringify(manifest)},
      commands: { ${loaders.join(", ")} },
    }`;
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
  external: [...PROGRAMS.map((part) => `./${part}`), "typescript"],
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
