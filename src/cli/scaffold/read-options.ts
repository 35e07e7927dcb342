import {
  ACCESS_MODES,
  abbreviateMode,
  type KnownAccessMode,
} from "../../core/model/access-mode.ts";
import { parseBytes } from "../../core/model/quantity.ts";
import type { ScaffoldOptions, WorkloadKind } from "../../scaffold/options.ts";
import type { Pattern, Variant } from "../../scaffold/pattern.ts";
import type { ScaffoldFlags } from "../flags/scaffold-flags.ts";
import { findNearest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";
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
  pattern: Pattern,
  variant: Variant | null,
  words: readonly string[],
  flags: ScaffoldFlags,
  argv: readonly string[],
): AskedOptions {
  const { defaults } = pattern;
  const [name = defaults.name, ...more] = words;
  if (more.length > 0) {
    throw new UsageError(
      `scaffold takes a pattern and a name, not also ${more.map((it) => JSON.stringify(it)).join(" and ")}`,
    );
  }
  refuseIdleFlags(pattern, variant, flags);
  return {
    name: readName(name),
    namespace: flags.namespace ? readLabel("--namespace", flags.namespace) : null,
    labels: readLabels(flags.labels),
    workload: readWorkload(flags.workload, pattern, argv),
    image: readImage(flags.image),
    command: readCommand(flags.command),
    replicas: flags.replicas === undefined ? defaults.replicas : readReplicas(flags.replicas),
    size: readSize(flags.size ?? defaults.size),
    accessMode: readMode(flags["access-mode"], pattern, variant, argv),
    mountPath: readMountPath(flags["mount-path"] ?? defaults.mountPath),
    runAsUser: readId("--run-as-user", flags["run-as-user"] ?? "", 1),
    fsGroup: readId("--fs-group", flags["fs-group"] ?? "", 0),
    medium: readMedium(flags.medium),
    teams: flags.teams === undefined ? (defaults.teams ?? []) : readTeams(flags.teams),
    variant: variant?.name ?? null,
    source: readSource(flags.source),
  };
}

/** A flag that would change nothing was meant to change something. */
function refuseIdleFlags(pattern: Pattern, variant: Variant | null, flags: ScaffoldFlags): void {
  const { storage } = variant ?? pattern;
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
  throw invalid(flag, text, "must be lower case letters, digits and -, no more than 63");
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
      if (!isRight) throw invalid("--labels", pair, "must be KEY=VALUE");
      if (OWN_LABELS.includes(key)) {
        throw invalid(
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
  const kind = KINDS.find((it) => it === typed.toLowerCase());
  if (kind === undefined) {
    const [near] = findNearest(typed, workloads);
    throw invalid(
      "--workload",
      typed,
      `must be one of ${workloads.join(", ")}`,
      near === undefined ? [] : [retype(argv, { workload: near })],
    );
  }
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
  const reference = "must be an image with a tag or a digest, NAME:TAG or NAME@sha256:…";
  if (!/^[A-Za-z0-9][\w./:@-]*$/.test(image)) throw invalid("--image", image, reference);
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return image;
  const tag = /:([\w][\w.-]{0,127})$/.exec(image)?.[1];
  if (tag === undefined || image.includes("@")) throw invalid("--image", image, reference);
  if (tag === "latest") {
    throw invalid("--image", image, "latest is another image tomorrow: name a version");
  }
  return image;
}

function readCommand(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const words = splitWords(text);
  if (words === null) throw invalid("--command", text, "a quote is not closed");
  if (words.length === 0) throw invalid("--command", text, "must be a command");
  return words;
}

function readReplicas(text: string): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count >= 1) return count;
  throw invalid("--replicas", text, "must be a number from 1 to 9999");
}

function readSize(size: string): string {
  const bytes = parseBytes(size);
  if (bytes !== null && bytes > 0) return size;
  throw invalid("--size", size, "must be a quantity, 500Mi or 10Gi");
}

/** `rwx` or `ReadWriteMany`, whatever the case; whether the pattern has it is for the pattern to say. */
function readMode(
  typed: string | undefined,
  pattern: Pattern,
  variant: Variant | null,
  argv: readonly string[],
): KnownAccessMode {
  const modes = (variant ?? pattern).accessModes ?? ["ReadWriteOnce"];
  if (typed === undefined) return modes[0];
  const word = typed.toLowerCase();
  const mode = ACCESS_MODES.find(
    (it) => it.toLowerCase() === word || abbreviateMode(it).toLowerCase() === word,
  );
  if (mode !== undefined) return mode;
  const offered = ACCESS_MODES.map((it) => abbreviateMode(it).toLowerCase());
  const [near] = findNearest(typed, [...offered, ...ACCESS_MODES]);
  throw invalid(
    "--access-mode",
    typed,
    `must be one of ${offered.join(", ")}`,
    near === undefined ? [] : [retype(argv, { "access-mode": near })],
  );
}

/** A colon would divide paths, and ".." leads where nobody looks. */
function readMountPath(path: string): string {
  const isRight =
    /^\/[^:\s\p{Cc}\p{Cf}]+$/u.test(path) && !path.split("/").some((part) => /^\.\.?$/.test(part));
  if (isRight) return path.replace(/\/+$/, "") || path;
  throw invalid("--mount-path", path, "must be an absolute path below /, without : and blanks");
}

const LARGEST_ID = 2_147_483_647;

function readId(flag: string, text: string, least: number): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (id >= least && id <= LARGEST_ID) return id;
  const root = least === 1 && id === 0 ? " (0 is root, which restricted namespaces refuse)" : "";
  throw invalid(flag, text, `must be a number from ${least} to ${LARGEST_ID}${root}`);
}

function readMedium(typed: string | undefined): ScaffoldOptions["medium"] {
  if (typed === undefined || typed.toLowerCase() === "disk") return "";
  if (typed.toLowerCase() === "memory") return "Memory";
  throw invalid("--medium", typed, "must be memory or disk");
}

/** A claim, or an image. */
function readSource(source: string | undefined): string | null {
  if (source === undefined) return null;
  if (/^[A-Za-z0-9][\w./:@-]*$/.test(source)) return source;
  throw invalid("--source", source, "must be a name");
}

function invalid(
  flag: string,
  typed: string,
  rule: string,
  next: readonly string[] = [],
): UsageError {
  return new UsageError(
    `invalid argument ${JSON.stringify(typed)} for "${flag}" flag: ${rule}`,
    next,
  );
}
