import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildBinaries } from "./build-binaries.ts";
import {
  type Binaries,
  type BinaryName,
  binaryNames,
  minorOf,
  pinnedVersion,
} from "./pinned-versions.ts";

/** Programs to run a cluster with, or the reason why there are none. */
export type TestBed =
  | { available: true; binaries: Binaries }
  | { available: false; reason: string };

let opened: Promise<TestBed> | undefined;

/**
 * Finds or builds the programs of the test bed, once per process. What the folder named by
 * `KUBEBUILDER_ASSETS` holds is used if it is of the pinned minor version, and refused in a line
 * on stderr if it is of another; the rest comes from the cache or is built into it. Never throws:
 * without Go (or offline, with an empty cache) it answers `available: false`, which the caller
 * turns into pending tests, and into a failure where `CI` is set.
 */
export function openTestBed(): Promise<TestBed> {
  opened ??= open();
  return opened;
}

async function open(): Promise<TestBed> {
  const given: Record<string, string> = {};
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets) {
    await Promise.all(
      binaryNames.map(async (name) => {
        const path = join(assets, name);
        const refusal = await refusalOf(name, path);
        if (refusal === undefined) given[name] = path;
        else if (refusal !== "absent") {
          process.stderr.write(`test bed: not using ${path}: ${refusal}; building it instead\n`);
        }
      }),
    );
  }
  try {
    const built = await buildBinaries(binaryNames.filter((name) => given[name] === undefined));
    return { available: true, binaries: { ...built, ...given } as Binaries };
  } catch (error) {
    return {
      available: false,
      reason: `no Kubernetes ${pinnedVersion("kubectl")} to test with: ${(error as Error).message}`,
    };
  }
}

async function refusalOf(name: BinaryName, path: string): Promise<string | undefined> {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return "absent";
  }
  const wanted = minorOf(pinnedVersion(name));
  try {
    const args = name === "kubectl" ? ["version", "--client"] : ["--version"];
    const { stdout } = await promisify(execFile)(path, args, { timeout: 10_000 });
    const found = /v?(\d+\.\d+)\.\d+/.exec(stdout)?.[1];
    if (found === wanted) return undefined;
    return `its version is ${found ?? "unreadable"}, the tests want ${wanted}`;
  } catch (error) {
    return `it does not tell its version (${(error as Error).message.split("\n")[0]})`;
  }
}
