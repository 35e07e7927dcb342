import { type AccessMode, abbreviateMode } from "../core/model/access-mode.ts";

/** A storage class of the cluster, as far as it matters for a claim that is still to be made. */
export interface OfferedClass {
  name: string;
  provisioner: string;
  isDefault: boolean;
  /** Whether its driver is there; null: not known, or it has no way to say so. */
  installed: boolean | null;
  /** Of volumes with a file system. */
  filesystem: readonly OfferedMode[];
  /** What keeps it from making any volume, each a sentence. */
  obstacles: readonly string[];
}

export interface OfferedMode {
  mode: AccessMode;
  answer: "yes" | "no" | "conditional" | "unknown" | "not-applicable";
  /** `conditional`: what is still open; `no`: what fails. */
  conditions: readonly string[];
}

export type ClassChoice<Class extends OfferedClass> =
  | {
      kind: "chosen";
      chosen: Class;
      /** Why this one: a clause. */
      because: string;
      /** It can do it if these hold; empty: it can. */
      conditions: readonly string[];
      /** Names of the others that can do it as well. */
      others: readonly string[];
    }
  | { kind: "none" };

/**
 * The class to take for a claim of that mode: one that surely can before one that can under
 * conditions, of these the default before others, then by name. What nobody knows is never chosen.
 */
export function chooseClass<Class extends OfferedClass>(
  classes: readonly Class[],
  mode: AccessMode,
): ClassChoice<Class> {
  const able = classes.filter((it) => it.obstacles.length === 0 && it.installed !== false);
  const sure = able.filter((it) => answerOf(it, mode)?.answer === "yes");
  const candidates =
    sure.length > 0 ? sure : able.filter((it) => answerOf(it, mode)?.answer === "conditional");
  const [chosen, ...others] = candidates.toSorted(byPreference);
  if (chosen === undefined) return { kind: "none" };
  return {
    kind: "chosen",
    chosen,
    because: describeChoice(chosen, classes, mode),
    conditions: sure.length > 0 ? [] : (answerOf(chosen, mode)?.conditions ?? []),
    others: others.map(({ name }) => name),
  };
}

/** What a class can do, for the list of those of which none could be chosen: a line. */
export function describeClass(offered: OfferedClass): string {
  const { name, provisioner, isDefault, installed, filesystem, obstacles } = offered;
  const head = `${name} (${provisioner}${isDefault ? ", the default" : ""})`;
  const [obstacle] = obstacles;
  if (obstacle !== undefined) return `${head}: ${obstacle.replace(/\.$/, "")}`;
  if (installed === false) return `${head}: its driver is not installed`;
  const modes = (answer: OfferedMode["answer"]) =>
    filesystem.filter((it) => it.answer === answer).map((it) => abbreviateMode(it.mode));
  const parts = [
    modes("yes").join(", "),
    modes("conditional")
      .map((it) => `${it} under conditions`)
      .join(", "),
    modes("unknown").length > 0 ? `not known of ${modes("unknown").join(", ")}` : "",
  ].filter((part) => part !== "");
  return `${head}: ${parts.length > 0 ? parts.join("; ") : "no mode"}`;
}

function answerOf({ filesystem }: OfferedClass, mode: AccessMode): OfferedMode | undefined {
  return filesystem.find((it) => it.mode === mode);
}

function byPreference(a: OfferedClass, b: OfferedClass): number {
  return Number(b.isDefault) - Number(a.isDefault) || (a.name < b.name ? -1 : 1);
}

function describeChoice(
  chosen: OfferedClass,
  classes: readonly OfferedClass[],
  mode: AccessMode,
): string {
  if (chosen.isDefault) return "the default class";
  const refused = classes.find(({ isDefault }) => isDefault);
  if (refused === undefined) return "there is no default class";
  const answer = answerOf(refused, mode)?.answer;
  const cannot =
    refused.obstacles.length > 0 || refused.installed === false
      ? "makes no volumes here"
      : answer === "no" || answer === "not-applicable"
        ? `cannot give ${mode}`
        : answer === "conditional"
          ? `gives ${mode} under conditions only`
          : `is not known to give ${mode}`;
  return `the default class ${refused.name} ${cannot}`;
}
