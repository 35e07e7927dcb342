// Makes the executables: esbuild puts the program into one file, Bun puts that, compiled, behind its
// runtime.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { BUNDLE, describeEntry, ROOT } from "../bundle.js";
import { unpackRuntime } from "./runtime.js";

/** The name that a compiled program was started by is not where scripts look for it. */
const START = `
  process.argv[1] = process.argv0;
  main(process.argv.slice(2), describeBuilt(build));`;

/** Bundles into a folder. @returns the packages' files that went in, for their licences */
export async function bundleProgram(folder) {
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    ...BUNDLE,
    stdin: { contents: await describeEntry(START), resolveDir: ROOT, sourcefile: "main.js" },
    outfile: join(folder, "kubectl-shared.cjs"),
    // Of the formats only this one can be compiled to bytecode together with its lazy parts.
    format: "cjs",
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
  });
  return Object.keys(metafile.inputs);
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
  const args = [
    "build",
    "kubectl-shared.cjs",
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
  execFileSync(compiler.path, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return executable;
}
