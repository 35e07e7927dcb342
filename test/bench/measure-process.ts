import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What one run of a program took; null: nothing here can tell. */
export interface Measured {
  /** From the start of the process to its end. */
  milliseconds: number;
  /** At most, of the process. */
  mebibytes: number | null;
  /** What the API server spent on it, in seconds. */
  serverSeconds: number | null;
}

/** GNU's, which tells how much memory a process took at most. */
const TIME = "/usr/bin/time";

/** Linux counts in these, whatever the kernel's own ticks are. */
const TICKS_PER_SECOND = 100;

/**
 * Runs a program, its output to nowhere. Throws an Error with what it said when it fails.
 *
 * @param server the API server's process id
 */
export async function measureProcess(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  server: number | undefined,
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-measure-"));
  const peak = join(folder, "peak");
  const isTold = existsSync(TIME);
  const [file = "", ...args] = isTold ? [TIME, "-f", "%M", "-o", peak, ...command] : command;
  try {
    const before = secondsOf(server);
    const start = performance.now();
    const child = spawn(file, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", resolve);
    });
    const [code, said] = await Promise.all([ended, text(child.stderr)]);
    const milliseconds = performance.now() - start;
    const after = secondsOf(server);
    if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}: ${said.trim()}`);
    const kibibytes = isTold ? Number(await readFile(peak, "utf8")) : null;
    return {
      milliseconds,
      mebibytes: kibibytes === null ? null : kibibytes / 1024,
      serverSeconds: before === null || after === null ? null : after - before,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * How long a process has been on a processor.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function secondsOf(process: number | undefined): number | null {
  const file = `/proc/${process}/stat`;
  if (process === undefined || !existsSync(file)) return null;
  const stat = readFileSync(file, "utf8");
  // The name of the program, in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
