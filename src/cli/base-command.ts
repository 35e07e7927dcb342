import { once } from "node:events";
import { Command, type Config } from "@oclif/core";
import { SourceError } from "../sources/source-error.ts";
import type { SourceFlags } from "./flags/source-flags.ts";
import { type OpenedSource, openSource, type Surroundings } from "./open-source.ts";
import { showProgress } from "./read-progress.ts";
import { allowsColor } from "./terminal.ts";

/** What every command shares: where it reads, how it is interrupted, what it leaves behind. */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = false;

  /** oclif's own loads the configuration that it is given once more. */
  static override async run<T extends Command>(
    this: new (
      argv: string[],
      config: Config,
    ) => T,
    argv: string[] = [],
    config?: unknown,
  ): Promise<ReturnType<T["run"]>> {
    const command = new this(argv, config as Config) as unknown as BaseCommand;
    return command._run();
  }

  /** Ends reads that are under way when the user interrupts. */
  readonly #interrupt = new AbortController();

  /** Ends the waiting for an interrupt: from then on it ends the process, as it usually does. */
  readonly #done = new AbortController();

  /**
   * Opens the source that the flags mean, and closes it again when `use` has ended. Progress is
   * drawn meanwhile if stderr is a terminal.
   */
  protected async withSource<T>(
    flags: SourceFlags,
    use: (opened: OpenedSource) => Promise<T>,
  ): Promise<T> {
    const { env } = process;
    const stderr = () => process.stderr;
    const isShown = () => stderr().isTTY === true && allowsColor(env);
    const progress = showProgress({ stderr, isShown });
    const surroundings: Surroundings = {
      env,
      stdin: () => process.stdin,
      version: this.config.version,
      signal: this.#interrupt.signal,
      progress,
      log: Number(flags.v) >= 6 ? (line) => stderr().write(`${line}\n`) : () => {},
    };
    const interrupted = once(process, "SIGINT", { signal: this.#done.signal }).then(() => {
      this.#interrupt.abort();
      throw new SourceError("Aborted", "interrupted");
    });
    try {
      // Not every read can be told to stop: one that waits for standard input cannot.
      return await Promise.race([this.#useSource(flags, surroundings, use), interrupted]);
    } finally {
      this.#done.abort();
      interrupted.catch(() => {});
      progress.stop();
    }
  }

  async #useSource<T>(
    flags: SourceFlags,
    surroundings: Surroundings,
    use: (opened: OpenedSource) => Promise<T>,
  ): Promise<T> {
    const opened = await openSource(flags, surroundings);
    try {
      const answer = use(opened);
      // What it will be written to is opened while the server makes it.
      setImmediate(() => process.stdout);
      return await answer;
    } finally {
      opened.close();
    }
  }
}
