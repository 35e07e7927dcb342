import type { Ora } from "ora";
import type { ReadProgress } from "../sources/source.ts";
import { escapeForTerminal } from "../views/escape.ts";

interface ProgressOptions {
  /** Opens it, which takes as long as a request: only for who is told something. */
  stderr: () => NodeJS.WriteStream;
  /** false: nothing is drawn, as on a pipe. */
  isShown: () => boolean;
}

export interface ShownProgress extends ReadProgress {
  /** Clears the line and gives the cursor back; may be called twice. */
  stop(): void;
  /** Keeps the line clear while something else writes to the terminal. */
  lend<T>(use: () => Promise<T>): Promise<T>;
}

/** Whoever waits less than these seconds has nothing to be told. */
const PATIENCE = 0.5;

const INTERVAL_MS = 100;

/** What is being read, on a terminal's stderr, once it takes longer than half a second. */
export function showProgress({ stderr, isShown }: ProgressOptions): ShownProgress {
  const counts = new Map<string, number>();
  let waiting: readonly string[] | null = null;
  // Not `performance`, which Node loads when it is first asked: as long as a request.
  const startedAt = process.uptime();
  let spinner: Ora | undefined;
  let isLent = false;
  let isStopped = false;

  /** One line on any terminal: the longest of the lists that go on, or what has not begun to come. */
  const describe = () => {
    const going = [...counts].filter(([it]) => waiting === null || waiting.includes(it));
    const [resource, count] = going.toSorted(([, a], [, b]) => b - a)[0] ?? ["", 0];
    if (count > 0) {
      const seconds = process.uptime() - startedAt;
      return `reading ${resource}: ${count} (${Math.round(count / seconds)}/s)`;
    }
    const [first, ...others] = waiting ?? [];
    if (first === undefined) return "reading";
    return `waiting for ${first}${others.length === 0 ? "" : ` and ${others.length} more`}`;
  };
  const timer = setInterval(async () => {
    if (isLent || process.uptime() - startedAt < PATIENCE) return;
    if (!isShown()) return clearInterval(timer);
    const { default: ora } = await import("ora");
    if (isStopped || isLent) return;
    spinner ??= ora({ stream: stderr(), isEnabled: true, discardStdin: false, color: false });
    spinner.text = describe();
    if (!spinner.isSpinning) spinner.start();
  }, INTERVAL_MS);
  timer.unref();

  return {
    onObjects(resource, objects) {
      counts.set(resource, (counts.get(resource) ?? 0) + objects);
    },
    onWaiting(resources) {
      waiting = resources;
    },
    onRead() {
      if (spinner?.isSpinning !== true) return;
      // At once: no timer fires until all is computed.
      spinner.text = "working out the answer";
      spinner.render();
    },
    onWarning(message) {
      spinner?.stop();
      stderr().write(`Warning: ${escapeForTerminal(message)}\n`);
    },
    async lend(use) {
      isLent = true;
      spinner?.stop();
      try {
        return await use();
      } finally {
        isLent = false;
      }
    },
    stop() {
      isStopped = true;
      clearInterval(timer);
      spinner?.stop();
    },
  };
}
