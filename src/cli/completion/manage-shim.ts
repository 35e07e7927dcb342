import { resolve } from "node:path";
import { escapeForTerminal } from "../../views/escape.ts";
import { UsageError } from "../usage-error.ts";
import { findFolder, isOnPath } from "./find-folder.ts";
import { placeShim, removeShim } from "./place-shim.ts";
import { SHIM_NAME } from "./shim.ts";
import { ACTIONS, type Action } from "./shim-action.ts";

/** What decides where the shim belongs. */
export interface ShimSurroundings {
  path: string | undefined;
  platform: NodeJS.Platform;
}

/**
 * Does what `completion` is asked for.
 *
 * @param words what stands behind the command
 * @param directory as typed
 * @returns what to print
 * @throws UsageError
 */
export async function manageShim(
  words: readonly string[],
  directory: string | undefined,
  { path, platform }: ShimSurroundings,
): Promise<string> {
  const isWindows = platform === "win32";
  const action = readAction(words);
  if (action === null) return isWindows ? ON_WINDOWS : HOW;
  if (isWindows) throw new UsageError(NOT_ON_WINDOWS, ["kubectl shared completion"]);
  if (directory === "") throw new UsageError("--directory names no folder");
  const folder = directory === undefined ? findHome(action, path) : resolve(directory);
  if (action === "install") {
    const written = `Wrote ${escapeForTerminal(await placeShim(folder))}.\n`;
    return written + (isOnPath(folder, path) ? USE : OFF_PATH);
  }
  const removed = await removeShim(folder);
  return removed === null
    ? `There is no ${SHIM_NAME} in ${escapeForTerminal(folder)}.\n`
    : `Removed ${escapeForTerminal(removed)}.\n`;
}

/** null: none, which asks how it is done. */
function readAction(words: readonly string[]): Action | null {
  const [word, ...more] = words;
  if (word === undefined) return null;
  if (more.length > 0) {
    throw new UsageError(`completion takes one word, not also ${JSON.stringify(more.join(" "))}`);
  }
  const actions = ACTIONS.map(({ value }) => value);
  const action = actions.find((it) => it === word);
  if (action !== undefined) return action;
  throw new UsageError(
    `unknown argument ${JSON.stringify(word)} for completion: it must be one of ${actions.join(", ")}`,
    actions.map((it) => `kubectl shared completion ${it}`),
  );
}

/** Beside the program that kubectl finds; what is removed is where kubectl finds that. */
function findHome(action: Action, path: string | undefined): string {
  const program = action === "install" ? "kubectl-shared" : SHIM_NAME;
  const folder = findFolder(program, path);
  if (folder !== null) return folder;
  throw new UsageError(`there is no ${program} in any folder of the PATH`, [
    `kubectl shared completion ${action} --directory DIR`,
  ]);
}

const SHELLS = `\`kubectl completion --help\` tells how to get that; kubectl must be 1.26 or newer.
`;

const USE = `A shell in which kubectl completes its own commands now completes \`kubectl shared\` too.
${SHELLS}`;

const OFF_PATH = `The PATH does not name that folder: kubectl finds it there only once it does.
`;

const HOW = `kubectl completes \`kubectl shared\` if it finds ${SHIM_NAME} on the PATH.
This writes it beside kubectl-shared:

  kubectl shared completion install

With --directory DIR it is written into another folder of the PATH, and
\`kubectl shared completion uninstall\` removes it.

The shell needs kubectl's own completion: ${SHELLS}`;

const NOT_ON_WINDOWS = "on Windows no completion is installed";

const ON_WINDOWS = `kubectl on Windows looks for ${SHIM_NAME} with one of the endings in PATHEXT.
What is written elsewhere is a script for a POSIX shell, which it cannot run, and no other was tried.
Whoever has one lets it run this, with the words behind \`kubectl shared\`, the last one also if empty:

  kubectl-shared.exe __complete WORDS...
`;
