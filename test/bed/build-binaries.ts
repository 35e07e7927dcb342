import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { withLock } from "./build-lock.ts";
import {
  type BinaryName,
  minorOf,
  modulesFolder,
  packages,
  pinnedVersion,
} from "./pinned-versions.ts";
import { startProgress } from "./progress.ts";
import { startReaper } from "./reaper.ts";

/**
 * The folder that holds this machine's built programs: outside of the checkout, so that a clean
 * checkout does not build again, and named after everything that decides what is built.
 */
export function binariesFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const key = createHash("sha256")
    .update(readFileSync(join(modulesFolder, "go.mod")))
    .update(readFileSync(join(modulesFolder, "go.sum")))
    .update(JSON.stringify([process.platform, process.arch, goFlags("kubectl"), goFlags("etcd")]))
    .digest("hex")
    .slice(0, 16);
  return join(cache, "kubectl-shared", "test-bed", key);
}

/**
 * Builds the named programs unless the cache has them, with progress on stderr. Four to eight
 * minutes on two cores from nothing; what is built stays even if a later one fails. Safe against
 * other runs: one builds, the others wait, and a program appears in the cache by a rename.
 * Throws an Error with what Go said when Go is missing, too old, offline or cannot compile.
 */
export async function buildBinaries(names: readonly BinaryName[]): Promise<Record<string, string>> {
  const folder = binariesFolder();
  const built = Object.fromEntries(names.map((name) => [name, join(folder, name)]));
  const missing = () => names.filter((name) => !existsSync(join(folder, name)));
  if (missing().length === 0) return built;
  await requireGo();
  const progress = startProgress();
  try {
    await mkdir(folder, { recursive: true });
    await withLock(
      `${folder}.lock`,
      () => progress.say("waiting for another test run, which is building"),
      async () => {
        const todo = missing();
        for (const [index, name] of todo.entries()) {
          await build(name, folder, (compiled) =>
            progress.say(`building ${name} (${index + 1} of ${todo.length}): ${compiled}`),
          );
        }
      },
    );
    progress.end(`Kubernetes ${pinnedVersion("kubectl")} is built in ${folder}`);
  } catch (error) {
    progress.end();
    throw error;
  }
  return built;
}

function goFlags(name: BinaryName): string[] {
  const version = pinnedVersion(name);
  const stamps =
    name === "etcd" ? [] : ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"];
  const [major, minor] = minorOf(version).split(".");
  // Unstamped, the API server answers /version with `v0.0.0-master+$Format:%H$`, which clients
  // refuse to parse. The module proxy does not tell the commit.
  const values = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: "unknown",
    gitTreeState: "clean",
  };
  const stamped = stamps.flatMap((path) =>
    Object.entries(values).map(([key, value]) => `-X ${path}.${key}=${value}`),
  );
  return [
    "-mod=readonly",
    "-buildvcs=false",
    "-trimpath",
    "-ldflags",
    ["-s", "-w", ...stamped].join(" "),
  ];
}

async function requireGo(): Promise<void> {
  const { code } = await go(["version"], () => {}).catch(() => ({ code: -1 }));
  if (code !== 0) throw new Error("there is no `go` command on the PATH to build it with");
}

async function build(
  name: BinaryName,
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
    const { code } = await go(
      ["build", "-v", ...goFlags(name), "-o", join(scratch, name), packages[name]],
      (line) => {
        if (line.startsWith("go: downloading ")) downloaded += 1;
        else if (/^[\w.~/-]+$/.test(line)) compiled += 1;
        else said.push(line);
        if (line === packages[name]) report("linking");
        else if (compiled > 0) report(`${compiled} packages compiled`);
        else report(`${downloaded} modules downloaded`);
      },
      reaper.watch,
    );
    if (code !== 0) {
      throw new Error(`\`go build ${packages[name]}\` failed:\n${said.slice(-15).join("\n")}`);
    }
    await rename(join(scratch, name), join(folder, name));
  } finally {
    await reaper.reap();
  }
}

function go(
  args: string[],
  onLine: (line: string) => void,
  onPid: (pid: number) => void = () => {},
): Promise<{ code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, {
      cwd: modulesFolder,
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
