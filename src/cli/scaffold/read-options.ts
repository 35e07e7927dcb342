import {
  ACCESS_MODES,
  abbreviateMode,
  type KnownAccessMode,
} from "../../core/model/access-mode.ts";
import type { ScaffoldOptions, WorkloadKind } from "../../scaffold/options.ts";
import type { Pattern } from "../../scaffold/pattern.ts";
import type { ScaffoldFlags } from "../flags/scaffold-flags.ts";
import { invalidArgument, readWord } from "../read-word.ts";
import { UsageError } from "../usage-error.ts";
import type { PatternWay } from "./find-pattern.ts";
import { parseImageReference } from "./parse-image-reference.ts";
import { readMountPath } from "./read-mount-path.ts";
import { readSize } from "./read-size.ts";
import { retype } from "./retype.ts";
import { splitWords } from "./split-words.ts";

/** Everything but where the volumes come from. */
export type AskedOptions = Omit<ScaffoldOptions, "storage">;

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** What the pattern's own objects put behind the name must fit into a label too. */
const LONGEST_NAME = 40;

/**
 * Reads what the pattern is to be made from, with the pattern's defaults.
 *
 * @param words what stands behind the pattern
 * @param argv to say what to type instead
 * @throws UsageError for whatever the API would refuse later, in kubectl's manner
 */
export function readOptions(
  way: PatternWay,
  words: readonly string[],
  flags: ScaffoldFlags,
  argv: readonly string[],
): AskedOptions {
  const { pattern, variant } = way;
  const { defaults } = pattern;
  const [name = defaults.name, ...more] = words;
  if (more.length > 0) {
    throw new UsageError(
      `scaffold takes a pattern and a name, not also ${more.map((it) => JSON.stringify(it)).join(" and ")}`,
    );
  }
  refuseIdleFlags(way, flags);
  return {
    name: readName(name),
    namespace: flags.namespace ? readLabel("--namespace", flags.namespace) : null,
    labels: readLabels(flags.labels),
    workload: readWorkload(flags.workload, pattern, argv),
    image: readImage(flags.image),
    command: readCommand(flags.command),
    replicas: flags.replicas === undefined ? defaults.replicas : readReplicas(flags.replicas),
    size: readSize(flags.size ?? defaults.size),
    accessMode: readMode(flags["access-mode"], way, argv),
    mountPath: readMountPath(flags["mount-path"] ?? defaults.mountPath),
    runAsUser: readId("--run-as-user", flags["run-as-user"] ?? "", 1),
    fsGroup: readId("--fs-group", flags["fs-group"] ?? "", 0),
    medium: readMedium(flags.medium, argv),
    teams: flags.teams === undefined ? (defaults.teams ?? []) : readTeams(flags.teams),
    variant: variant?.name ?? null,
    source: readSource(flags.source),
  };
}

/** A flag that would change nothing was meant to change something. */
function refuseIdleFlags({ pattern, variant, storage }: PatternWay, flags: ScaffoldFlags): void {
  const reasons: Partial<Record<keyof ScaffoldFlags, string | false>> = {
    teams: pattern.defaults.teams === undefined && "it is of one namespace",
    source: !variant?.source && "it takes nothing that is there",
    medium: storage !== null && "its volume is a claim's",
    "access-mode": storage === null && "it has no claims",
  };
  for (const [flag, reason] of Object.entries(reasons)) {
    if (reason === false || flags[flag as keyof ScaffoldFlags] === undefined) continue;
    const way = variant === null ? "" : ` (variant ${variant.name})`;
    throw new UsageError(
      `--${flag} does not apply to the pattern ${pattern.name}${way}: ${reason}`,
    );
  }
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names */
function readName(name: string): string {
  if (LABEL.test(name) && name.length <= LONGEST_NAME) return name;
  throw new UsageError(
    `invalid name ${JSON.stringify(name)}: it must begin with a lower case letter, hold lower case letters, digits and - only, and be no longer than ${LONGEST_NAME}`,
  );
}

function readLabel(flag: string, text: string): string {
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text) && text.length <= 63) return text;
  throw invalidArgument(flag, text, "must be lower case letters, digits and -, no more than 63");
}

function readTeams(text: string): string[] {
  return text.split(",").map((team) => readLabel("--teams", team.trim()));
}

const NAME_PART = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Set by us, since selectors are made of them. */
const OWN_LABELS = ["app.kubernetes.io/name", "app.kubernetes.io/component"];

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function readLabels(text: string | undefined): Record<string, string> {
  if (!text) return {};
  return Object.fromEntries(
    text.split(",").map((pair): [string, string] => {
      const [, key = "", value = ""] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
      const [, prefix, name = ""] = /^(?:([^/]*)\/)?([^/]*)$/.exec(key) ?? [];
      const isRight =
        (prefix === undefined || PREFIX.test(prefix)) &&
        NAME_PART.test(name) &&
        (value === "" || NAME_PART.test(value)) &&
        pair.includes("=");
      if (!isRight) throw invalidArgument("--labels", pair, "must be KEY=VALUE");
      if (OWN_LABELS.includes(key)) {
        throw invalidArgument(
          "--labels",
          pair,
          `${key} tells these pods from others and is set by the name`,
        );
      }
      return [key, value];
    }),
  );
}

function readWorkload(
  typed: string | undefined,
  { name, workloads }: Pattern,
  argv: readonly string[],
): WorkloadKind {
  if (typed === undefined) return workloads[0];
  const kind = readWord("--workload", typed, KINDS, {
    spellings: workloads,
    retype: (near) => retype(argv, { workload: near }),
  });
  if (workloads.includes(kind)) return kind;
  throw new UsageError(
    `pattern ${name} makes no ${kind}, only ${workloads.join(", ")}`,
    workloads.map((it) => retype(argv, { workload: it })),
  );
}

const KINDS: readonly WorkloadKind[] = ["pod", "deployment", "statefulset", "daemonset", "job"];

/** Without a tag it would be another image tomorrow. */
function readImage(image: string | undefined): string | null {
  if (image === undefined) return null;
  const reference = parseImageReference(image);
  if (reference === null || (reference.tag === null && reference.digest === null)) {
    const rule = "must be an image with a tag or a digest, NAME:TAG or NAME@sha256:…";
    throw invalidArgument("--image", image, rule);
  }
  if (reference.tag === "latest" && reference.digest === null) {
    throw invalidArgument("--image", image, "latest is another image tomorrow: name a version");
  }
  return image;
}

function readCommand(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const words = splitWords(text);
  if (words === null) throw invalidArgument("--command", text, "a quote is not closed");
  if (words.length === 0) throw invalidArgument("--command", text, "must be a command");
  return words;
}

function readReplicas(text: string): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count >= 1) return count;
  throw invalidArgument("--replicas", text, "must be a number from 1 to 9999");
}

/** `rwx` or `ReadWriteMany`, whatever the case; whether the pattern has it is for the pattern to say. */
function readMode(
  typed: string | undefined,
  { accessModes }: PatternWay,
  argv: readonly string[],
): KnownAccessMode {
  const modes = accessModes ?? ["ReadWriteOnce"];
  if (typed === undefined) return modes[0];
  const offered = ACCESS_MODES.map((it) => abbreviateMode(it).toLowerCase());
  const word = readWord("--access-mode", typed, [...offered, ...ACCESS_MODES], {
    spellings: offered,
    retype: (near) => retype(argv, { "access-mode": near }),
  });
  const mode = ACCESS_MODES.find((it) => it === word || abbreviateMode(it).toLowerCase() === word);
  return mode ?? modes[0];
}

const LARGEST_ID = 2_147_483_647;

function readId(flag: string, text: string, least: number): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (id >= least && id <= LARGEST_ID) return id;
  const root = least === 1 && id === 0 ? " (0 is root, which restricted namespaces refuse)" : "";
  throw invalidArgument(flag, text, `must be a number from ${least} to ${LARGEST_ID}${root}`);
}

function readMedium(typed: string | undefined, argv: readonly string[]): ScaffoldOptions["medium"] {
  if (typed === undefined) return "";
  const medium = readWord("--medium", typed, ["memory", "disk"], {
    retype: (near) => retype(argv, { medium: near }),
  });
  return medium === "memory" ? "Memory" : "";
}

/** A claim, or an image: which one is for the pattern to say. */
function readSource(source: string | undefined): string | null {
  if (source === undefined) return null;
  if (PREFIX.test(source) || parseImageReference(source) !== null) return source;
  throw invalidArgument("--source", source, "must be a name");
}
