import type { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Writable } from "node:stream";
import { writeChunks } from "./write-chunks.ts";

/** Where text is read. */
interface Reader {
  stdout: Writable & { isTTY?: boolean; rows?: number; columns?: number };
  env: NodeJS.ProcessEnv;
  /** Starts the pager; for tests. */
  spawn?: typeof spawn;
}

/** Colours, no pager for what fits after all, and the text stays on the screen. */
const LESS = ["less", "-R", "-F", "-X"] as const;

/** What a shell answers for a command that it cannot run, or does not find. */
const NOT_RUN: readonly (number | null)[] = [126, 127];

/**
 * Writes text that people read: through `$PAGER`, else `less`, where it goes to a terminal and is
 * longer than that. `PAGER=""` and `PAGER=cat` mean none, and a pager that cannot be started is
 * none. A pager that is left early ends the writing, and is no error.
 */
export async function writePaged(chunks: Iterable<string>, reader: Reader): Promise<void> {
  const { stdout, env } = reader;
  const pager = env.PAGER?.trim() ?? null;
  if (!stdout.isTTY || pager === "" || pager === "cat") return writeChunks(stdout, chunks);
  const text = [...chunks].join("");
  const isRead = countRows(text, stdout.columns) >= (stdout.rows ?? Number.POSITIVE_INFINITY);
  if (!isRead || !(await page(text, pager, reader))) await writeChunks(stdout, [text]);
}

/** The rows that the text takes; colour sequences count as wide, which errs on the pager's side. */
function countRows(text: string, columns = Number.POSITIVE_INFINITY): number {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / columns)), 0);
}

/** @returns whether the pager could be started at all */
async function page(
  text: string,
  pager: string | null,
  { spawn: given, env }: Reader,
): Promise<boolean> {
  const start = given ?? (await import("node:child_process")).spawn;
  // Ctrl-C is the pager's to understand: it goes to both of us, and it alone knows what it means.
  const ignore = () => {};
  process.on("SIGINT", ignore);
  try {
    const child = startPager(start, pager, env);
    const ended = waitForEnd(child);
    if (child.stdin) {
      await writeChunks(child.stdin, [text]);
      child.stdin.end();
    }
    return await ended;
  } finally {
    process.off("SIGINT", ignore);
  }
}

/** `PAGER` is a command with arguments, which a shell takes apart, as it does for man and git. */
function startPager(
  start: typeof spawn,
  pager: string | null,
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const options = { env, stdio: ["pipe", "inherit", "inherit"] as ["pipe", "inherit", "inherit"] };
  const [command, ...args] = LESS;
  return pager === null
    ? start(command, args, options)
    : start(pager, [], { ...options, shell: true });
}

async function waitForEnd(child: ChildProcess): Promise<boolean> {
  try {
    const [code] = await once(child, "close");
    return !NOT_RUN.includes(code);
  } catch {
    return false;
  }
}
