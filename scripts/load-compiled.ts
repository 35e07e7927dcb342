import type { Module } from "node:module";

/** A file that was built, and where what it is compiled to is kept. */
export interface Compiled {
  /** A function of `module`, `exports` and `require`, in ASCII. */
  path: string;
  /** Of the text, so that nothing is taken for what an older one was compiled to. */
  hash: string;
  /** Runs that do the same need the same functions: each kind of run has a file of its own. */
  kind: string;
  /** The user's own, since whoever can write there can have us run something else; null: there is none. */
  folder: () => string | null;
}

/**
 * Loads a module with the functions compiled that the first run of its kind used: a quarter quicker. Node's
 * own compile cache keeps a module as it is before it has run: what its functions do is compiled again by
 * everybody who calls them.
 *
 * @see https://nodejs.org/api/vm.html#scriptcreatecacheddata
 */
export function loadCompiled(compiled: Compiled, require: NodeJS.Require): Module["exports"] {
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const { Script } = process.getBuiltinModule("node:vm");
  const { path } = compiled;
  const folder = compiled.folder();
  const suffix = suffixOf(compiled);
  const kept = folder === null ? null : `${folder}/${compiled.hash}${suffix}`;
  const cachedData = kept === null ? undefined : readSound(kept);
  const script = new Script(readFileSync(path, "latin1"), {
    filename: path,
    ...(cachedData && { cachedData }),
  });
  if (kept !== null && (cachedData === undefined || script.cachedDataRejected)) {
    // One that failed has not used what the others will.
    process.once("exit", (code) => {
      if (code !== 0) return;
      try {
        keep(kept, script.createCachedData());
        dropOthers(kept, suffix);
      } catch {
        // A full disk, a folder that may not be written to, another process that did the same: the next
        // run compiles as well.
      }
    });
  }
  const module = { exports: {} } as Module;
  script.runInThisContext()(module, module.exports, require);
  return module.exports;
}

/** Which functions a run will use, as far as its words tell: the command, and where it reads. */
export function kindOfRun(argv: readonly string[], commands: readonly string[]): string {
  const command = argv.find((word) => commands.includes(word)) ?? "help";
  return argv.some((word) => /^(?:-f|--filename)/.test(word)) ? `${command}-f` : command;
}

/** V8 refuses what another version of it made, and each Node would make it anew. */
function suffixOf({ kind }: Compiled): string {
  return ["", kind, process.version, process.versions.v8, process.arch].join("-");
}

/** V8 believes what it is given, and breaks down over what is not what it made. */
const CHECKSUM_BYTES = 4;

/** What was kept; undefined where there is nothing, or not what was written. */
function readSound(path: string): Buffer | undefined {
  try {
    const content = process.getBuiltinModule("node:fs").readFileSync(path);
    const data = content.subarray(CHECKSUM_BYTES);
    return content.readUInt32LE() === checksumOf(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Of four bytes in each 512: what storage loses it loses by sectors, and a checksum of every byte takes as
 * long as a request, to load it or to compile it.
 */
function checksumOf(data: Buffer): number {
  let sum = data.length;
  for (let at = 0; at + 4 <= data.length; at += 512) {
    sum = (Math.imul(sum, 31) + data.readInt32LE(at)) | 0;
  }
  return sum >>> 0;
}

/** All of it or nothing, whoever else does the same. @throws the system's error */
function keep(path: string, data: Buffer): void {
  const { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } =
    process.getBuiltinModule("node:fs");
  const begun = `${path}.${process.pid}`;
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(checksumOf(data));
  try {
    const file = openSync(begun, "w", 0o600);
    try {
      writeFileSync(file, Buffer.concat([checksum, data]));
      // On the disk before it has its name: a machine may lose its power.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(begun, path);
  } finally {
    rmSync(begun, { force: true });
  }
}

/** What other builds left of the same kind and Node: this one will not be the last. @throws the system's error */
function dropOthers(kept: string, suffix: string): void {
  const { readdirSync, rmSync } = process.getBuiltinModule("node:fs");
  const { basename, dirname, join } = process.getBuiltinModule("node:path");
  const folder = dirname(kept);
  for (const name of readdirSync(folder)) {
    if (name.endsWith(suffix) && name !== basename(kept)) rmSync(join(folder, name));
  }
}
