import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reaper } from "./reaper.ts";

/** One program of the cluster while it runs. */
export interface Component {
  readonly name: string;
  /** undefined: it did not start. */
  readonly pid: number | undefined;
  /** Resolves (never rejects) when it ends, with the end of its log. Keeps no process alive. */
  readonly ended: Promise<Error>;
  /** Waits for its end, and keeps this process alive until then. */
  waitForEnd(): Promise<void>;
}

/**
 * Starts a program of the cluster with its output in `NAME.log` in the folder. It ends when the
 * reaper says so, and with this process at the latest.
 */
export function startComponent(options: {
  name: string;
  binary: string;
  args: readonly string[];
  folder: string;
  reaper: Reaper;
  /** Beside this process' own. */
  variables?: Readonly<Record<string, string>>;
}): Component {
  const { name, binary, args, folder, reaper, variables } = options;
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, "a");
  // A session of its own: on Ctrl-C the test runner may still want to ask the server something.
  const env = { ...process.env, ...variables };
  const child = spawn(binary, args, {
    cwd: folder,
    detached: true,
    env,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  if (child.pid !== undefined) reaper.watch(child.pid);
  const ended = endOf(child, name, logFile);
  return {
    name,
    pid: child.pid,
    ended,
    async waitForEnd() {
      child.ref();
      await ended;
    },
  };
}

function endOf(child: ChildProcess, name: string, logFile: string): Promise<Error> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(new Error(`${name} did not start: ${error.message}`)));
    child.on("exit", (code, signal) =>
      resolve(new Error(`${name} ended (${signal ?? `exit code ${code}`}):\n${tail(logFile)}`)),
    );
  });
}

function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-20).join("\n");
  } catch {
    return "(its log is gone)";
  }
}
