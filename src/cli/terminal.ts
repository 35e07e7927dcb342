import type { Terminal } from "../views/view.ts";

/** What of a stream matters for drawing. */
interface Screen {
  isTTY?: boolean;
  columns?: number;
}

const USUAL_COLUMNS = 80;

/**
 * How to draw on the stream: as a file unless it is a terminal, without colour where the
 * environment says so.
 *
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/printers/terminal.go AllowsColorOutput
 */
export function describeTerminal(screen: Screen, env: NodeJS.ProcessEnv): Terminal {
  const isTerminal = screen.isTTY === true;
  return {
    columns: isTerminal ? screen.columns || USUAL_COLUMNS : null,
    color: isTerminal && allowsColor(env),
    unicode: allowsUnicode(env),
  };
}

/**
 * https://no-color.org: its presence counts, also when it is empty; kubectl reads it so. On Windows
 * only newer terminals understand colour, and those set `WT_SESSION`.
 */
export function allowsColor(env: NodeJS.ProcessEnv, system: string = process.platform): boolean {
  const isOld = system === "win32" && !env.WT_SESSION;
  return env.TERM !== "dumb" && env.NO_COLOR === undefined && !isOld;
}

/** As far as POSIX lets a program know: the first of these that is set decides. */
function allowsUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return env.TERM !== "linux" && (locale === undefined || /utf-?8/i.test(locale));
}
