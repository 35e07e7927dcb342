/** What a command does with a file below a folder. */
export interface FileUse {
  path: string;
  writes: boolean;
  /** The program that reads it; null: not told. */
  program: string | null;
}

/** Shells whose `-c` is a script. */
const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/** The script looks whether the file is there, waits for it, or has an answer where it is not. */
const WAITS =
  /\b(?:until|while|test)\b|\[\s|\|\||\binotifywait\b|\btail\b[^;|&]*\s(?:-\S*F|--retry)/;

/**
 * Which files below the folder the command writes and reads, as far as it plainly says: a shell's
 * redirections and `tee` write, every other word that is such a path is read. A script that waits
 * for something reads nothing at its start that is surely not there. Quotes and variables are left
 * as they are: a word with a variable is no path.
 */
export function findFileUses(command: readonly string[], folder: string): FileUse[] {
  const script = scriptOf(command);
  if (script === null) return readArguments(command, folder);
  const waits = WAITS.test(script);
  return script
    .split(/&&|\|\||[;\n|&]/)
    .flatMap((part) => readPart(part, folder))
    .filter(({ writes }) => writes || !waits);
}

/** What a shell is given to run; null: the command is no shell. */
function scriptOf(command: readonly string[]): string | null {
  const [program = "", ...args] = command;
  if (!SHELL.test(program)) return null;
  const flag = args.findIndex((arg) => /^-\w*c$/.test(arg));
  return flag === -1 ? null : (args[flag + 1] ?? null);
}

function readArguments([program = "", ...args]: readonly string[], folder: string): FileUse[] {
  return args
    .filter((arg) => READERS.has(baseName(program)) && isBelow(arg, folder))
    .map((path) => ({ path, writes: false, program: baseName(program) }));
}

/** Programs that fail where a file that they are given is not there. */
const READERS: ReadonlySet<string> = new Set([
  "cat",
  "head",
  "tail",
  "grep",
  "awk",
  "sed",
  "wc",
  "sort",
  "source",
  ".",
  "less",
  "more",
  "cut",
  "diff",
  "md5sum",
  "sha256sum",
]);

/** One simple command of a script. */
function readPart(part: string, folder: string): FileUse[] {
  const words = part
    .replace(/(\d?>>?|<)\s*/g, " $1 ")
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
  const program = baseName(words[0] ?? "");
  return words.flatMap((path, index): FileUse[] => {
    if (index === 0 || !isBelow(path, folder)) return [];
    const before = words[index - 1] ?? "";
    if (/^1?>>?$/.test(before) || program === "tee") return [{ path, writes: true, program: null }];
    if (before === "<") return [{ path, writes: false, program }];
    return READERS.has(program) ? [{ path, writes: false, program }] : [];
  });
}

function baseName(program: string): string {
  return program.split("/").at(-1) ?? "";
}

function isBelow(word: string, folder: string): boolean {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return word.startsWith(prefix) && word.length > prefix.length && !/[$*?`(){}]/.test(word);
}
