// Makes the executables: esbuild puts the program into a few files, Bun puts these, compiled, behind its
// runtime.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram, MAIN } from "../bundle.js";
import { unpackRuntime } from "./runtime.js";

/** The folder of what was bundled. */
const PROGRAM = "program";

const START = `
  import { startExecutable } from "./scripts/pack/start-executable.ts";
  startExecutable(runMain);`;

/** Bundles into a folder. @returns the packages' files that went in, for their licenses */
export async function bundleInto(folder) {
  const { files, inputs } = await bundleProgram(START);
  mkdirSync(join(folder, PROGRAM), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, PROGRAM, name), text);
  }
  return inputs;
}

/** Makes the compiler ready in a folder: the host's Bun. */
export function prepareCompiler(host, folder) {
  return { host, path: unpackRuntime(host, join(folder, "compiler")) };
}

/** Compiles what was bundled into a folder. @returns the path of the executable */
export function compileFor(platform, compiler, folder) {
  const place = join(folder, platform.id);
  const isHost = platform.id === compiler.host.id;
  // Told, so that Bun takes none that it kept or downloads itself, which nobody held against a checksum.
  const runtime = isHost ? compiler.path : unpackRuntime(platform, join(place, "runtime"));
  const executable = join(place, platform.executable);
  mkdirSync(place, { recursive: true });
  const program = join(folder, PROGRAM);
  const others = readdirSync(program).filter((name) => name !== MAIN);
  const args = [
    "build",
    // The first starts; the others are put beside it, each with its bytecode, and loaded from there.
    ...[MAIN, ...others.toSorted()],
    "--root=.",
    ...others.map((name) => `--external=./${name}`),
    "--compile",
    "--bytecode",
    "--format=cjs",
    `--target=${platform.target}`,
    // A short run ends before what the JIT compiles for it pays: let it wait a hundred times longer.
    "--compile-jit-policy=100",
    // Files that happen to lie where a user works are none of our business.
    "--no-compile-autoload-dotenv",
    "--no-compile-autoload-bunfig",
    "--compile-executable-path",
    runtime,
    `--outfile=${executable}`,
  ];
  execFileSync(compiler.path, args, { cwd: program, stdio: ["ignore", "ignore", "inherit"] });
  return executable;
}
