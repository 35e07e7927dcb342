import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "./wait-for.ts";

/** A shell at a terminal, and somebody who types. */
export interface LineEditor {
  /** Types a line on an empty one, and the tabulator. @returns what then stands on it */
  complete(line: string): Promise<string>;
  /** Types the same, and waits until the shell shows all of these below. */
  list(line: string, awaited: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** How a shell is started and made ready. */
export interface Shell {
  /** The program and its arguments. */
  command: readonly string[];
  /** What it runs before the first line. */
  setup: readonly string[];
  /** Lets Ctrl-X p run `dump`, which writes the line to the file `$LINE_FILE` with a `|` behind it. */
  bindDump: string;
}

const CLEAR = "\u0015";
const TAB = "\t";
const DUMP = "\u0018p";

/** Opens the shell at a terminal of its own, which `script` of util-linux makes. */
export async function openLineEditor(shell: Shell, env: NodeJS.ProcessEnv): Promise<LineEditor> {
  const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-line-"));
  const file = join(folder, "line");
  const setup = join(folder, "setup");
  const lines = [...shell.setup, shell.bindDump, `echo ready > ${file}`, ""];
  await writeFile(setup, lines.join("\n"));
  const child = spawn("script", ["--quiet", "--command", shell.command.join(" "), "/dev/null"], {
    env: { ...env, TERM: "xterm", LINE_FILE: file },
    stdio: ["pipe", "pipe", "ignore"],
  });
  let drawn = "";
  child.stdout.on("data", (chunk: Buffer) => {
    drawn += chunk.toString("utf8");
  });
  const failed = new Promise<never>((_, reject) => child.on("error", reject));
  failed.catch(() => {});
  const type = (text: string) => child.stdin.write(text);

  /** What the shell wrote to the file, once it is whole. */
  function readLine(isWhole: (text: string) => boolean): Promise<string> {
    const read = async () => {
      const text = await readFile(file, "utf8");
      return isWhole(text) && text;
    };
    return Promise.race([waitFor("the shell's line", read, { timeout: 60_000 }), failed]);
  }

  type(`stty cols 200 rows 50; . ${setup}\r`);
  await readLine((text) => text === "ready\n");
  return {
    async complete(line) {
      await rm(file, { force: true });
      type(CLEAR + line + TAB + DUMP);
      return (await readLine((text) => text.endsWith("|\n"))).slice(0, -2);
    },
    async list(line, awaited) {
      // What was drawn for an earlier line is not the answer.
      await rm(file, { force: true });
      type(CLEAR + DUMP);
      await readLine((text) => text.endsWith("|\n"));
      const before = drawn.length;
      // A shell to which more is typed at once may list nothing.
      type(line + TAB);
      const isShown = () => awaited.every((it) => drawn.includes(it, before));
      const shown = waitFor(`the shell to list ${awaited.join(", ")}`, isShown, {
        timeout: 60_000,
      });
      await Promise.race([shown, failed]);
    },
    async close() {
      const ended = once(child, "close");
      type(`${CLEAR}exit\r`);
      // One that hangs loses its terminal.
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(timer);
      await rm(folder, { recursive: true });
    },
  };
}
