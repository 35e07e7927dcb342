import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { raiseToLeast } from "../../scaffold/claims/least-size.ts";
import { noteStorage } from "../../scaffold/claims/note-storage.ts";
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
import { readSwitch } from "../read-switch.ts";
import { invalidArgument } from "../read-word.ts";
import { describeTerminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { warnOfGaps } from "../warn-of-gaps.ts";
import { writeChunks } from "../write-chunks.ts";
import { buildManifests, isPlaced } from "./build-manifests.ts";
import { checkManifests } from "./check-manifests.ts";
import { findWay, requirePattern } from "./find-pattern.ts";
import { leaveOutNamespaces } from "./leave-out-namespaces.ts";
import { readOptions } from "./read-options.ts";
import { readStorageWish } from "./read-storage.ts";
import { retype } from "./retype.ts";
import { settleStorage } from "./settle-storage.ts";
import { surveyCluster } from "./survey-cluster.ts";
import { tryManifests } from "./try-manifests.ts";

/** What was made, and what is to be said of it. */
export interface Scaffolded {
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
  const way = findWay(pattern, flags.variant, argv);
  const asked = readOptions(way, words.slice(1), flags, argv);
  const need = {
    pattern: pattern.name,
    storage: way.storage,
    mode: asked.accessMode as KnownAccessMode,
  };
  const wish = readStorageWish(need, flags, argv);
  const isTrial = readDryRun(flags);
  refuseIdleFiles(flags, argv);
  const comments = readSwitch("--comments", flags.comments);
  const { format, argument } = parseFormat(flags.output ?? "yaml", MANIFEST_FORMATS);
  const view = await format.load(argument);

  /** The context's, which is known also where its cluster is away; null: there is none. */
  let contextNamespace: string | null = null;

  async function make(opened: OpenedSource | null): Promise<Scaffolded> {
    contextNamespace = opened?.namespace ?? contextNamespace;
    const home = asked.namespace ?? contextNamespace ?? "default";
    const survey = opened && (await surveyCluster(opened, wish));
    const { storage, bindingMode, notes } = settleStorage(wish, {
      way,
      options: asked,
      survey,
      argv,
    });
    const chosen = { ...asked, storage };
    const options = flags.size === undefined ? raiseToLeast(chosen, way.storage) : chosen;
    const built = buildManifests(way, options, home, argv);
    const said = [...notes, ...noteStorage(options, way.storage)];
    const placed = isPlaced(way, chosen) ? [notePlace(contextNamespace)] : [];
    if (opened === null || survey === null) {
      return { manifests: built, trials: null, notes: [...said, ...placed] };
    }
    const { planned } = opened;
    const { manifests, notes: left } = await leaveOutNamespaces(built, planned);
    const objects = manifests.map(({ object }) => object);
    const isFirst = isPlacedFirst(chosen, bindingMode);
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
    return { manifests, trials, notes: [...said, ...placed, ...left, ...checked] };
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
    return made.trials.some(isAgainst) ? EXIT.failed : EXIT.done;
  }
  const options = {
    terminal: describeTerminal(process.stdout, process.env),
    comments,
  };
  await writeChunks(process.stdout, view(made.manifests, options));
  return EXIT.done;
}

/** What the server warns of is accepted, and not what the pattern promises. */
function isAgainst({ outcome, warnings }: Trial): boolean {
  return outcome === "refused" || warnings.length > 0;
}

/** @param namespace the context's; null: not known */
function notePlace(namespace: string | null): string {
  return namespace === null
    ? "Warning: a volume is kept for a claim in one namespace, so that these name default: -n says another"
    : `A volume is kept for a claim in one namespace, so that these name the context's, ${namespace}: -n says another`;
}

/**
 * A cluster that is only to check them may be away: the manifests are right without it.
 *
 * @param isNeeded it is more than that
 */
export async function makeWith(
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

/** Files that are not looked at were meant to be. */
function refuseIdleFiles({ offline, filename }: ScaffoldFlags, argv: readonly string[]): void {
  if (!offline || filename === undefined) return;
  throw new UsageError(
    "--offline and --filename do not go together: files are asked without a cluster",
    [retype(argv, { offline: null }), retype(argv, { filename: null, recursive: null })],
  );
}

function readDryRun(flags: ScaffoldFlags): boolean {
  const { "dry-run": typed } = flags;
  if (typed === "none") return false;
  if (typed !== "server") {
    throw invalidArgument("--dry-run", typed, "must be none or server; nothing is ever applied");
  }
  const other = (["offline", "filename", "output"] as const).find((name) => flags[name]);
  if (other === undefined) return true;
  const reason = other === "output" ? "it prints what the server says" : "it asks a server";
  throw new UsageError(`--dry-run=server and --${other} do not go together: ${reason}`);
}
