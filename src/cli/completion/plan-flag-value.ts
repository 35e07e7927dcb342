import { ACCESS_MODES, abbreviateMode } from "../../core/model/access-mode.ts";
import type { Pattern } from "../../scaffold/pattern.ts";
import type { Format, Formats } from "../../views/format.ts";
import { type Choice, chooseFrom } from "./choice.ts";
import { type DescribedCommands, flagsOf } from "./described-command.ts";
import { type Plan, planNames, planNothing, planPaths, planWords } from "./plan.ts";
import type { Typed } from "./read-typed.ts";

type PlanValue = (typed: Typed, text: string) => Plan | Promise<Plan>;

/** What a flag takes, by the flag. Each list is the one that help and validation read. */
const VALUES: Readonly<Record<string, PlanValue>> = {
  namespace: () => planNames("namespace"),
  context: () => planNames("context"),
  cluster: () => planNames("cluster"),
  user: () => planNames("user"),
  "storage-class": () => planNames("storageclass"),
  output: planOutput,
  kinds: planKinds,
  by: async () => {
    const { GROUPINGS } = await import("../../views/mount/mount-view-options.ts");
    return planWords(chooseFrom(GROUPINGS));
  },
  "fail-on": async () => {
    const { SEVERITIES } = await import("../../core/rules/finding.ts");
    return planWords(chooseFrom(SEVERITIES));
  },
  "field-selector": async () => {
    const { POD_FIELDS } = await import("../../core/model/field-selector.ts");
    return planWords(chooseFrom(POD_FIELDS.map((field) => `${field}=`)));
  },
  mode: () => planWords(listModes(ACCESS_MODES)),
  "access-mode": async (typed) => {
    const { accessModes } = await findWay(typed);
    return planWords(listModes(accessModes));
  },
  workload: async (typed) => planWords(chooseFrom((await findWay(typed)).workloads)),
  variant: async (typed) => {
    const { variants } = await findWay(typed);
    return planWords(variants.map(({ name, summary }) => ({ value: name, description: summary })));
  },
  source: async (typed) => {
    const { variants } = await findWay(typed);
    const variant = variants.find(({ name }) => name === typed.flags.variant);
    // The other thing that holds data is an image.
    return variant?.source?.includes("claim") ? planNames("claim") : planNothing();
  },
  driver: async ({ command }) => {
    if (command === "explain") {
      const { listDriverNames } = await import("../../core/reports/topic/report-topic.ts");
      return planWords(chooseFrom(listDriverNames()));
    }
    const { BACKENDS } = await import("../../scaffold/backends.ts");
    return planWords(BACKENDS.map(({ name, summary }) => ({ value: name, description: summary })));
  },
  cloud: async ({ command }) => {
    const { CLOUDS } =
      command === "explain"
        ? await import("../../core/reports/topic/report-topic.ts")
        : await import("../../scaffold/backends.ts");
    return planWords(chooseFrom(CLOUDS));
  },
};

/** What can stand as the value of a flag. */
export async function planFlagValue(
  typed: Typed,
  flag: string,
  text: string,
  commands: DescribedCommands,
): Promise<Plan> {
  const plan = VALUES[flag];
  if (plan !== undefined) return plan(typed, text);
  const { helpValue } = flagsOf(commands, typed.command)[flag] ?? {};
  return typeof helpValue === "string" ? planHelpValue(helpValue) : planNothing();
}

/** What help says of a value can be enough: `FILE`, `DIR`, or all words that there are, `none|server`. */
function planHelpValue(helpValue: string): Plan {
  const words = helpValue.split("|");
  if (words.includes("FILE")) return planPaths("files");
  if (words.includes("DIR")) return planPaths("folders");
  const isList = words.length > 1 && words.every((word) => /^[a-z]+$/.test(word));
  return isList ? planWords(chooseFrom(words)) : planNothing();
}

/** `rwx` with `ReadWriteMany` beside it. */
function listModes(modes: readonly string[]): Choice[] {
  return modes.map((mode) => ({ value: abbreviateMode(mode).toLowerCase(), description: mode }));
}

/** The kinds of a list, each behind those that stand before it. */
async function planKinds(_: Typed, text: string): Promise<Plan> {
  const { KIND_WORDS } = await import("../parse-kinds.ts");
  const before = text.slice(0, text.lastIndexOf(",") + 1);
  const given = before.split(",");
  const left = KIND_WORDS.filter((word) => !given.includes(word));
  return planWords(chooseFrom(left.map((word) => before + word)));
}

/** The formats of what the command line asks for so far. */
async function planOutput(typed: Typed): Promise<Plan> {
  const registries = (await OUTPUTS[typed.command ?? ""]?.(typed)) ?? [];
  const formats = registries.flatMap((it): Format<never, never>[] => [...it.values()]);
  const words = formats.map(({ name, argument, summary }) => {
    return { value: argument === undefined ? name : `${name}=`, description: summary };
  });
  // Two subjects of one command may say the same format differently: the first one counts.
  return planWords(
    [...new Map(words.toReversed().map((it) => [it.value, it])).values()].toReversed(),
  );
}

type Registries = readonly Formats<never, never>[];

const OUTPUTS: Readonly<Record<string, (typed: Typed) => Promise<Registries>>> = {
  "who-mounts": async () => {
    const { MOUNT_FORMATS } = await import("../../views/mount/mount-formats.ts");
    return [MOUNT_FORMATS];
  },
  explain: async ({ args }) => {
    const [{ readExplainSubject }, { OBJECT_FORMATS }, { CLASS_FORMATS }, topics] =
      await Promise.all([
        import("../read-explain-subject.ts"),
        import("../../views/object/object-formats.ts"),
        import("../../views/object/class-formats.ts"),
        import("../../views/topic/topic-formats.ts"),
      ]);
    const formats = {
      object: OBJECT_FORMATS,
      classes: CLASS_FORMATS,
      topic: topics.TOPIC_FORMATS,
      topics: topics.TOPIC_LIST_FORMATS,
    };
    const { kind } = readExplainSubject(args);
    // The subject may still follow.
    return kind === "topics" ? Object.values(formats) : [formats[kind]];
  },
  scaffold: async ({ args }) => {
    const { MANIFEST_FORMATS, PATTERN_LIST_FORMATS } = await import(
      "../../views/manifest/manifest-formats.ts"
    );
    return args.length > 0 ? [MANIFEST_FORMATS] : [MANIFEST_FORMATS, PATTERN_LIST_FORMATS];
  },
  version: async () => {
    const { VERSION_FORMATS } = await import("../../views/version/version-formats.ts");
    return [VERSION_FORMATS];
  },
};

interface Way {
  workloads: readonly string[];
  accessModes: readonly string[];
  variants: NonNullable<Pattern["variants"]> | readonly [];
}

/** What the pattern on the line leaves to choose; where there is none yet, what any pattern does. */
async function findWay({ args, flags }: Typed): Promise<Way> {
  const { PATTERNS } = await import("../../scaffold/patterns.ts");
  const pattern = PATTERNS.find(({ name }) => name === args[0]);
  if (pattern === undefined) {
    const workloads = [...new Set(PATTERNS.flatMap((it) => it.workloads))];
    return { workloads, accessModes: ACCESS_MODES, variants: [] };
  }
  const { workloads, variants = [] } = pattern;
  const way = variants.find(({ name }) => name === flags.variant) ?? variants[0] ?? pattern;
  return { workloads, accessModes: way.accessModes ?? [], variants };
}
