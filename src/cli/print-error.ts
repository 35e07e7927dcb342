import { SourceError } from "../sources/source-error.ts";
import { escapeForTerminal } from "../views/escape.ts";
import { ViewError } from "../views/view-error.ts";
import { UsageError } from "./usage-error.ts";

/**
 * What is printed on stderr for a failure: kubectl's line, and the next thing to type. Whatever a
 * cluster or a file put into it is made harmless.
 *
 * @param usage where to learn more after a wrong command line
 * @param verbose `-v=8`: with the stack
 */
export function formatError(error: unknown, usage: string, verbose: boolean): string {
  const lines = describeError(error, usage)
    .flatMap((text) => text.trimEnd().split("\n"))
    .map((line) => escapeForTerminal(line));
  if (verbose && error instanceof Error) lines.push(...formatStack(error));
  return `${lines.join("\n")}\n`;
}

function describeError(error: unknown, usage: string): string[] {
  if (error instanceof SourceError) {
    const head = error.standsAlone ? error.message : `error: ${error.message}`;
    return [head, ...error.next.map(formatNext)];
  }
  if (error instanceof UsageError || error instanceof ViewError) {
    return [
      `error: ${error.message}`,
      ...error.next.map(formatNext),
      `See '${usage} --help' for usage.`,
    ];
  }
  const message = error instanceof Error ? error.message : String(error);
  if (isSystemError(error)) return [`error: ${message}`];
  return [
    `error: ${message}`,
    "This is a mistake in kubectl-shared. Please report it with what -v=8 prints.",
  ];
}

/** The disk is full, a stream broke: the system's own words say it. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

function formatNext(next: string): string {
  return `Try: ${next}`;
}

function formatStack(error: Error): string[] {
  const cause = error.cause instanceof Error ? ["caused by:", ...formatStack(error.cause)] : [];
  return [...(error.stack ?? "").split("\n").map((line) => escapeForTerminal(line)), ...cause];
}
