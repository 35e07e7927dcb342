import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT } from "../project/run-tool.ts";

/** What `npm run pack` makes for this machine, and its archive unpacked. */
export interface Packed {
  /** What else stands in release/. */
  release: string;
  archive: string;
  /** The archive's folder. */
  unpacked: string;
  executable: string;
}

const run = promisify(execFile);

let packed: Promise<Packed> | undefined;

/** Packs once for all suites; it is gone when the tests have ended. */
export function packForHost(): Promise<Packed> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-packed-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  return packInto(folder);
}

/** Packs for this machine, or for another platform of Linux or macOS, into `release/` of a folder. */
export async function packInto(folder: string, platform = "host"): Promise<Packed> {
  const release = join(folder, "release");
  const args = ["scripts/pack.js", `--platform=${platform}`, `--out=${release}`];
  const { stdout } = await run(process.execPath, args, { cwd: PROJECT });
  const archive = stdout.split("\n").find((line) => /\.tar\.gz$/.test(line)) ?? "";
  await run("tar", ["-xzf", archive, "-C", folder]);
  return { release, archive, unpacked: folder, executable: join(folder, "kubectl-shared") };
}

/** Bundles and compiles for this machine into a folder. @returns the executable */
export async function compileInto(folder: string): Promise<string> {
  const script = `
    import { bundleInto, compileFor, prepareCompiler } from "./scripts/pack/compile.js";
    import { findHostPlatform } from "./scripts/pack/platforms.ts";
    const [folder] = process.argv.slice(1);
    const host = findHostPlatform();
    await bundleInto(folder);
    process.stdout.write(compileFor(host, prepareCompiler(host, folder), folder));`;
  const args = ["--input-type=module", "-e", script, folder];
  return (await run(process.execPath, args, { cwd: PROJECT })).stdout;
}
