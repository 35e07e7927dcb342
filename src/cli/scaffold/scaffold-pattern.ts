import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { isPlacedFirst } from "../../scaffold/is-placed-first.ts";
import type { Manifest } from "../../scaffold/manifest.ts";
import type { Trial } from "../../scaffold/trial.ts";
import { SourceError } from "../../sources/source-error.ts";
import { escapeForTerminal } from "../../views/escape.ts";
import { parseFormat } from "../../views/format.ts";
import { MANIFEST_FORMATS } from "../../views/manifest/manifest-formats.ts";
import { drawTrials } from "../../views/manifest/trial-lines.ts";
import { EXIT } from "../exit-code.ts";
import type { ScaffoldFlags } from "../flags/scaffold-flags.ts";
import type { OpenedSource, WithSource } from "../open-source.ts";
import { describeTerminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { warnOfGaps } from "../warn-of-gaps.ts";
import { writeChunks } from "../write-chunks.ts";
import { buildManifests } from "./build-manifests.ts";
import { checkManifests } from "./check-manifests.ts";
import { findVariant, requirePattern } from "./find-pattern.ts";
import { leaveOutNamespaces } from "./leave-out-namespaces.ts";
import { readOptions } from "./read-options.ts";
import { readStorageWish } from "./read-storage.ts";
import { retype } from "./retype.ts";
import { settleStorage } from "./settle-storage.ts";
import { surveyCluster } from "./survey-cluster.ts";
import { tryManifests } from "./try-manifests.ts";

interface Scaffolded {
  manifests: Manifest[];
  /** null: nobody asked for them. */
  trials: Trial[] | null;
  /** For stderr, a line each. */
  notes: string[];
}

/**
 * Prints the manifests of a pattern, or with `--dry-run=server` what the server says of them.
 *
 * @param argv as the command got it, to say what to type instead
 * @returns the exit code
 * @throws UsageError, ViewError, SourceError
 */
export async function scaffoldPattern(
  words: readonly string[],
  flags: ScaffoldFlags,
  argv: readonly string[],
  process: Pick<NodeJS.Process, "stdout" | "stderr" | "env">,
  withSource: WithSource,
): Promise<number> {
  const pattern = requirePattern(words, argv);
  const variant = findVariant(pattern, flags.variant, argv);
  const asked = readOptions(pattern, variant, words.slice(1), flags, argv);
  const need = {
    pattern: pattern.name,
    storage: (variant ?? pattern).storage,
    mode: asked.accessMode as KnownAccessMode,
  };
  const wish = readStorageWish(need, flags, argv);
  const isTrial = readDryRun(flags);
  const comments = readSwitch(flags.comments);
  const { format, argument } = parseFormat(flags.output ?? "yaml", MANIFEST_FORMATS);
  const view = await format.load(argument);

  async function make(opened: OpenedSource | null): Promise<Scaffolded> {
    const survey = opened && (await surveyCluster(opened));
    const { storage, bindingMode, notes } = settleStorage(wish, {
      pattern,
      options: asked,
      survey,
      argv,
    });
    const built = buildManifests(pattern, variant, { ...asked, storage }, argv);
    if (opened === null || survey === null) {
      return { manifests: built, trials: null, notes: [...notes] };
    }
    const { planned } = opened;
    const { manifests, notes: left } = planned
      ? await leaveOutNamespaces(built, planned)
      : { manifests: built, notes: [] };
    const objects = manifests.map(({ object }) => object);
    const home = asked.namespace ?? opened.namespace ?? "default";
    const isFirst = isPlacedFirst({ ...asked, storage }, bindingMode);
    const checked = await checkManifests(objects, {
      inventory: survey.inventory,
      planned,
      home,
      immediate: isFirst && storage?.kind === "class" ? storage.name : null,
      words: [pattern.name, asked.name],
      argv,
    });
    warnOfGaps(survey.inventory, process.stderr);
    const trials = isTrial && planned ? await tryManifests(objects, planned, home) : null;
    return { manifests, trials, notes: [...notes, ...left, ...checked] };
  }

  const isNeeded = isTrial || wish.kind === "any-class" || flags.filename !== undefined;
  const made = flags.offline
    ? await make(null)
    : await makeWith(withSource, make, isNeeded).catch((error) => {
        throw wish.kind === "any-class" ? proposeOffline(error, argv) : error;
      });
  for (const note of made.notes) process.stderr.write(`${escapeForTerminal(note)}\n`);
  if (made.trials !== null) {
    await writeChunks(process.stdout, drawTrials(made.trials));
    return made.trials.some(({ outcome }) => outcome === "refused") ? EXIT.failed : EXIT.done;
  }
  const options = {
    terminal: describeTerminal(process.stdout, process.env),
    comments,
  };
  await writeChunks(process.stdout, view(made.manifests, options));
  return EXIT.done;
}

/** A cluster that is only to check them may be away: the manifests are right without it. */
async function makeWith(
  withSource: WithSource,
  make: (opened: OpenedSource | null) => Promise<Scaffolded>,
  isNeeded: boolean,
): Promise<Scaffolded> {
  try {
    return await withSource(make);
  } catch (error) {
    if (isNeeded || !(error instanceof SourceError) || ENDING.has(error.reason)) throw error;
    const made = await make(null);
    const [first] = error.message.split("\n");
    const note = `Warning: these were held against no cluster, whether names are free and versions fit is not known: ${first}`;
    return { ...made, notes: [...made.notes, note] };
  }
}

/** Where the cluster cannot be asked which class it has, a name does as well. */
function proposeOffline(error: unknown, argv: readonly string[]): unknown {
  if (!(error instanceof SourceError) || ENDING.has(error.reason)) return error;
  const { reason, message, next, standsAlone, cause } = error;
  const named = retype(argv, { "storage-class": "NAME", offline: true, filename: null });
  return new SourceError(reason, message, { next: [...next, named], standsAlone, cause });
}

/** The user gave up, or what was typed is wrong. */
const ENDING: ReadonlySet<string> = new Set(["Aborted", "Config", "Input"]);

function readDryRun(flags: ScaffoldFlags): boolean {
  const { "dry-run": typed } = flags;
  if (typed === "none") return false;
  if (typed !== "server") {
    throw new UsageError(
      `invalid argument ${JSON.stringify(typed)} for "--dry-run" flag: must be none or server; nothing is ever applied`,
    );
  }
  const other = (["offline", "filename", "output"] as const).find((name) => flags[name]);
  if (other === undefined) return true;
  const reason = other === "output" ? "it prints what the server says" : "it asks a server";
  throw new UsageError(`--dry-run=server and --${other} do not go together: ${reason}`);
}

/** @see https://pkg.go.dev/strconv#ParseBool */
function readSwitch(value: string | undefined): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(value ?? "")) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value ?? "")) return false;
  throw new UsageError(
    `invalid argument ${JSON.stringify(value)} for "--comments" flag: must be true or false`,
  );
}
