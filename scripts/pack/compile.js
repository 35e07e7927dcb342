// Makes the executables: esbuild puts the program into one file, Bun puts that, compiled, behind its
// runtime. Same sources and packages, same bytes, in whatever folder.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { BUNDLE, describeEntry, ROOT } from "../bundle.js";
import { fetchRuntime, findCompiler } from "./runtime.js";

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

/** Compiles what was bundled into a folder. @returns the path of the executable */
export function compileFor(platform, host, folder) {
  const executable = join(folder, platform.id, platform.executable);
  mkdirSync(join(executable, ".."), { recursive: true });
  const isHost = platform.id === host.id;
  const runtime = isHost ? [] : ["--compile-executable-path", fetchRuntime(platform)];
  const args = [
    "build",
    "kubectl-shared.cjs",
    "--compile",
    "--bytecode",
    "--format=cjs",
    `--target=${platform.target}`,
    // Files that happen to lie where a user works are none of our business.
    "--no-compile-autoload-dotenv",
    "--no-compile-autoload-bunfig",
    ...runtime,
    `--outfile=${executable}`,
  ];
  execFileSync(findCompiler(host), args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return executable;
}
