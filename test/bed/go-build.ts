import { spawn } from "node:child_process";
import { mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { minorOf } from "./pinned-versions.ts";
import { startReaper } from "./reaper.ts";

/** A program that `go build` makes. */
export interface GoProgram {
  /** What the file is called. */
  name: string;
  package: string;
  /** The folder whose `go.mod` pins it. */
  modules: string;
  flags: readonly string[];
}

/** Throws an Error when there is no Go to build with. */
export async function requireGo(): Promise<void> {
  const { code } = await go(["version"], { cwd: "/" }).catch(() => ({ code: -1 }));
  if (code !== 0) throw new Error("there is no `go` command on the PATH to build it with");
}

/** What every program is built with: nothing of the machine or of the moment is in it. */
export function goFlags(linkerFlags: readonly string[] = []): string[] {
  const flags = ["-s", "-w", ...linkerFlags].join(" ");
  return ["-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", flags];
}

/**
 * Tells a program of Kubernetes its version. Unstamped, the API server answers /version with
 * `v0.0.0-master+$Format:%H$`, which clients refuse to parse. The module proxy does not tell the
 * commit.
 */
export function stampKubernetes(version: string): string[] {
  const [major, minor] = minorOf(version).split(".");
  const values = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: "unknown",
    gitTreeState: "clean",
  };
  return ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((path) =>
    Object.entries(values).map(([key, value]) => `-X ${path}.${key}=${value}`),
  );
}

/** Builds it into the folder, where it appears whole. Throws an Error with what Go said. */
export async function goBuild(
  { name, package: path, modules, flags }: GoProgram,
  folder: string,
  report: (compiled: string) => void,
): Promise<void> {
  // Inside of the target folder, so that the rename never crosses a file system.
  const scratch = await mkdtemp(join(folder, ".building-"));
  const reaper = startReaper(scratch);
  try {
    let downloaded = 0;
    let compiled = 0;
    const said: string[] = [];
    report("starting");
    const { code } = await go(["build", "-v", ...flags, "-o", join(scratch, name), path], {
      cwd: modules,
      onPid: reaper.watch,
      onLine: (line) => {
        if (line.startsWith("go: downloading ")) downloaded += 1;
        else if (/^[\w.~/-]+$/.test(line)) compiled += 1;
        else said.push(line);
        if (line === path) report("linking");
        else if (compiled > 0) report(`${compiled} packages compiled`);
        else report(`${downloaded} modules downloaded`);
      },
    });
    if (code !== 0) {
      throw new Error(`\`go build ${path}\` failed:\n${said.slice(-15).join("\n")}`);
    }
    await rename(join(scratch, name), join(folder, name));
  } finally {
    await reaper.reap();
  }
}

function go(
  args: string[],
  {
    cwd,
    onLine = () => {},
    onPid = () => {},
  }: { cwd: string; onLine?: (line: string) => void; onPid?: (pid: number) => void },
): Promise<{ code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, {
      cwd,
      // A `go.work` above the checkout must not change what is built.
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (child.pid !== undefined) onPid(child.pid);
    createInterface({ input: child.stderr }).on("line", onLine);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code }));
  });
}
