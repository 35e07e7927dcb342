import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a program in an environment that is given and no other. */
export function startProcess(
  [file = "", ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess {
  return spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Never rejects for what the program says: that is the outcome. */
export async function finishProcess(child: ChildProcess): Promise<Outcome> {
  const code = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [stdout, stderr] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
  ]);
  return { code: await code, stdout, stderr };
}
