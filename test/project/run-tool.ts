import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a tool of the project's own `node_modules`; what it says is the failure's message. */
export function runTool(name: string, ...args: string[]): Promise<string> {
  const bin = `${PROJECT}/node_modules/.bin/${name}`;
  return new Promise((resolve, reject) => {
    execFile(bin, args, { cwd: PROJECT, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${name} ${args.join(" ")}\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}
