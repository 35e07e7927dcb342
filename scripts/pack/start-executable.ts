import { accessSync, constants } from "node:fs";

/** What may read a whole cluster. */
const LARGE_READ = /^(?:-A|--all-namespaces|--deep|-f.*|--filename(?:=.*)?)$/;

const MEBIBYTE = 2 ** 20;

/**
 * Told to Bun's engine, which hears it by variables of the environment only. What is young is collected
 * often, for a millisecond each; all of a heap only when it has grown by a fifth.
 */
const HEAP = {
  /** It collects what is young after so many bytes, however large the heap is. */
  BUN_JSC_gcMaxHeapSize: String(12 * MEBIBYTE),
  /** The machine's memory, as it is to believe: small, so that every heap is a large one. */
  BUN_JSC_forceRAMSize: String(32 * MEBIBYTE),
  /**
   * A large heap may grow so far until it is collected. Of this room a third must be left, or the next
   * collection is of everything: at 1.5 every other one is.
   */
  BUN_JSC_largeHeapGrowthFactor: "1.6",
} as const;

/**
 * Starts the program in an executable. One that may read a whole cluster is started anew in the same
 * process, with a heap that collects in good time: the engine reads that once, before anything else runs.
 * It takes five milliseconds, and half of the memory of a large read.
 */
export function startExecutable(run: (argv: readonly string[]) => Promise<void>): void {
  const argv = process.argv.slice(2);
  // The name that a compiled program was started by is not where scripts look for it.
  process.argv[1] = process.argv0;
  const told = Object.keys(HEAP).filter((name) => process.env[name] !== undefined);
  if (told.length === 0 && argv.some((word) => LARGE_READ.test(word)) && canStartAnew()) {
    startAnew([process.argv0, ...argv], { ...process.env, ...HEAP });
  }
  // What we start, a pager or a credential plugin, is not to take it for its own.
  if (Object.entries(HEAP).every(([name, value]) => process.env[name] === value)) {
    for (const name of told) delete process.env[name];
  }
  run(argv);
}

/** Comes back where that cannot be: with a larger heap, then. */
function startAnew(words: string[], env: NodeJS.ProcessEnv): void {
  try {
    // An upgrade may have replaced the file meanwhile; that is found out before Bun warns of what it tries.
    accessSync(process.execPath, constants.X_OK);
    process.execve?.(process.execPath, words, env);
  } catch {}
}

/** Windows starts processes, and does not replace them. */
function canStartAnew(): boolean {
  return process.platform !== "win32";
}
