import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const prefix = "kubectl-shared-node-";

/** Names the folder of the run to what runs in it. */
const RUN_FOLDER = "KUBECTL_SHARED_NODE_RUN";

/** What the nodes are called. */
export const NODE_NAMES = ["node-a", "node-b"] as const;

/** Addresses of the nodes, which exist in the run's own network only. */
export const NODE_ADDRESSES = ["172.30.0.1", "172.30.0.2"] as const;

/** What must be allowed: mounts of its own, and cgroups. */
const PROBE = `
  set -e
  mount --make-rshared /
  mount -t tmpfs tmpfs /run
  test -w /sys/fs/cgroup || { echo "no cgroups can be made" >&2; exit 1; }
`;

const settle = join(import.meta.dirname, "settle.sh");
const sweep = join(import.meta.dirname, "sweep.sh");

/** Why nodes cannot run on this machine, in half a sentence; null: they can. */
export async function whyNotIsolated(): Promise<string | null> {
  if (process.platform !== "linux") return `nodes need Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return "nodes need root";
  try {
    await run("setpriv", ["--pdeathsig", "KILL", ...unshare, "/bin/sh", "-c", PROBE]);
    return null;
  } catch (error) {
    const why = (error as Error & { stderr?: string }).stderr || (error as Error).message;
    return `no namespaces to be had: ${why.trim().split("\n").at(-1)}`;
  }
}

const unshare = [
  "unshare",
  ...["--mount", "--pid", "--net", "--ipc", "--uts"],
  ...["--fork", "--kill-child", "--mount-proc"],
];

/**
 * Runs a command in namespaces of its own for processes, mounts and network, and resolves to its
 * exit code. When it ends, or this process does, however that ends, the kernel ends every process
 * in there and takes every mount and interface with them; the folder and the cgroups are swept by a
 * shell that outlives both. What an earlier run left that was killed together with its shell is
 * swept first.
 */
export async function runIsolated(busybox: string, command: readonly string[]): Promise<number> {
  await sweepStale();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await writeFile(join(folder, "owner"), await describeOwner(process.pid));
  try {
    await mkdir("/var/lib/kubelet");
    await writeFile(join(folder, "made-kubelet-folder"), "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const sweeper = spawn("/bin/sh", [sweep, folder, "--when-closed"], {
    // A session of its own: Ctrl-C must not reach it.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const child = spawn(
    "setpriv",
    [
      ...["--pdeathsig", "KILL", ...unshare],
      ...["/bin/sh", settle, folder, busybox],
      ...[NODE_NAMES.join(" "), NODE_ADDRESSES.join(" "), ...command],
    ],
    { stdio: "inherit", env: { ...process.env, TMPDIR: folder, [RUN_FOLDER]: folder } },
  );
  // On Ctrl-C the test runner ends by itself, and this waits for it.
  process.on("SIGINT", () => {});
  const [code] = (await once(child, "exit")) as [number | null];
  sweeper.stdin.end();
  await once(sweeper, "exit");
  return code ?? 1;
}

/** Inside of `runIsolated`: the folder that goes with the run. */
export function findRunFolder(): string {
  const folder = process.env[RUN_FOLDER];
  if (folder === undefined) throw new Error("nodes run in namespaces: `npm run test:node`");
  return folder;
}

/** The cgroup below which every container of the run is. */
export function nameCgroup(): string {
  return `/${basename(findRunFolder())}`;
}

async function sweepStale(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    const stat = await lstat(folder);
    // Somebody else's folder of that name is not ours to remove.
    if (!stat.isDirectory() || stat.uid !== process.getuid?.()) continue;
    const owner = await readFile(join(folder, "owner"), "utf8").catch(() => "");
    const [pid] = owner.split(" ");
    if (owner === "" || owner === (await describeOwner(Number(pid)))) continue;
    await run("/bin/sh", [sweep, folder]);
  }
}

/** A process id and when that process started, in clock ticks; ids come again, the pair does not. */
async function describeOwner(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program may hold blanks and brackets.
  const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return `${pid} ${started}`;
}
