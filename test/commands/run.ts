import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../bin/run.js", import.meta.url));

export const SHOP = fileURLToPath(new URL("../../examples/shop/cluster.yaml", import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A program that runs; `input` may be written to its standard input. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [PROGRAM, ...args], {
    // No kubeconfig of the machine may be read by accident.
    env: { PATH: process.env.PATH, HOME: "/nonexistent", ...env },
    stdio: "pipe",
  });
}

/** Runs `kubectl-shared` to its end. */
export function run(
  args: readonly string[],
  { input = "", env = {} }: { input?: string | Buffer; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const child = start(args, env);
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return finish(child);
}

export function finish(child: ReturnType<typeof start>): Promise<Outcome> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
  });
}
