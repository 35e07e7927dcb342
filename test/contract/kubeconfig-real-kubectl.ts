import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { ConnectionFlags } from "../../src/sources/cluster/kubeconfig/flags.ts";
import { binariesFolder } from "../bed/build-binaries.ts";
import { minorOf, pinnedVersion } from "../bed/pinned-versions.ts";

/** A user's machine as far as a kubeconfig is concerned. */
export interface Situation {
  /** Contents by path, relative to the folder that everything runs in. */
  files?: Readonly<Record<string, string>>;
  /** Paths as in `files`, in the order of KUBECONFIG; none: KUBECONFIG is not set. */
  kubeconfig?: readonly string[];
  flags?: ConnectionFlags;
}

/** The same machine, made: an empty home but for the files. */
export interface Machine {
  folder: string;
  env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

export interface KubectlRun {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * A kubectl to compare with: the test bed's, if it was built or is given, else the one on PATH if
 * it is no older (the words change from version to version). Nothing is built for this; without
 * one the tests that call this from `before` are pending, and a line says why.
 */
export function requireKubectl(test: Mocha.Context): string {
  const wanted = minorOf(pinnedVersion("kubectl"));
  const folders = [
    process.env.KUBEBUILDER_ASSETS ?? "",
    binariesFolder(),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  const found = folders
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "kubectl"))
    .find((path) => existsSync(path) && isAtLeast(path, wanted));
  if (found !== undefined) return found;
  console.log(`    pending: there is no kubectl ${wanted} or newer to compare with`);
  test.skip();
}

function isAtLeast(path: string, wanted: string): boolean {
  const printed = execFileSync(path, ["version", "--client"], { encoding: "utf8" });
  const [, minor] = /v1\.(\d+)\./.exec(printed) ?? [];
  return Number(minor) >= Number(wanted.split(".")[1]);
}

export async function makeMachine(situation: Situation): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), "kubeconfig-"));
  for (const [path, content] of Object.entries(situation.files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const listed = situation.kubeconfig?.map((path) => path && join(folder, path));
  return {
    folder,
    env: {
      HOME: folder,
      PATH: process.env.PATH,
      ...(listed === undefined ? {} : { KUBECONFIG: listed.join(delimiter) }),
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Runs kubectl on the machine, without a terminal. Never rejects because kubectl failed. */
export function runKubectl(
  kubectl: string,
  machine: Pick<Machine, "folder" | "env">,
  args: readonly string[],
): Promise<KubectlRun> {
  const { folder: cwd, env } = machine;
  return new Promise((resolve) => {
    execFile(kubectl, args, { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    }).stdin?.end();
  });
}

/** Flags as they are typed. */
export function typed(flags: ConnectionFlags = {}): string[] {
  return Object.entries(flags).flatMap(([name, value]) =>
    [value].flat().map((single) => `--${name}=${single}`),
  );
}
