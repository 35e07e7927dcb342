import { chooseClass, describeClass } from "../../scaffold/choose-class.ts";
import type { ScaffoldOptions, StorageChoice } from "../../scaffold/options.ts";
import type { Refusal } from "../../scaffold/pattern.ts";
import { findNearest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";
import type { PatternWay } from "./find-pattern.ts";
import type { AskedOptions } from "./read-options.ts";
import type { StorageWish } from "./read-storage.ts";
import { toUsageError } from "./refusal-error.ts";
import { retype } from "./retype.ts";
import type { Survey, SurveyedClass } from "./survey-cluster.ts";

/** Where the volumes come from, and what is to be said about that. */
export interface SettledStorage {
  storage: StorageChoice | null;
  /** Of a class that was read. */
  bindingMode: string | null;
  /** For stderr, a line each. */
  notes: readonly string[];
}

interface Circumstances {
  way: PatternWay;
  options: AskedOptions;
  /** null: no cluster was asked. */
  survey: Survey | null;
  argv: readonly string[];
}

/** @throws UsageError where no class can do it, or the one that was named is not there */
export function settleStorage(wish: StorageWish, given: Circumstances): SettledStorage {
  switch (wish.kind) {
    case "none":
      return { storage: null, bindingMode: null, notes: [] };
    case "backend":
      return { storage: wish, bindingMode: null, notes: noteSameDriver(wish, given) };
    case "class":
      return settleNamed(wish.name, given);
    case "any-class":
      return settleAny(given);
  }
}

function toChoice({ name, provisioner, parameters }: SurveyedClass): StorageChoice {
  return { kind: "class", name, driver: provisioner, parameters };
}

function settleNamed(name: string, given: Circumstances): SettledStorage {
  const { options, survey, argv } = given;
  const unread: SettledStorage = {
    storage: { kind: "class", name, driver: null },
    bindingMode: null,
    notes: [],
  };
  if (survey === null) return unread;
  const { classes } = survey;
  if (classes === null) {
    const note = `Warning: whether storage class ${name} is there and can do ${options.accessMode} could not be read`;
    return { ...unread, notes: [note] };
  }
  const named = classes.find((it) => it.name === name);
  if (named === undefined) {
    const names = classes.map((it) => it.name);
    const near = findNearest(name, names).slice(0, 3);
    throw new UsageError(
      `storageclasses.storage.k8s.io ${JSON.stringify(name)} not found, there is ${names.length > 0 ? names.join(", ") : "none"}`,
      near.map((it) => retype(argv, { "storage-class": it })),
    );
  }
  refuseForOther(named, classes, given);
  return {
    storage: toChoice(named),
    bindingMode: named.bindingMode,
    notes: doubt(named, options.accessMode),
  };
}

/** @throws UsageError where the pattern cannot be on the class, and can be on another that is there */
function refuseForOther(
  named: SurveyedClass,
  classes: readonly SurveyedClass[],
  given: Circumstances,
): void {
  const refusal = refuse(named, given);
  if (refusal === null) return;
  const suiting = classes.filter((it) => refuse(it, given) === null);
  const choice = chooseClass(suiting, given.options.accessMode);
  if (choice.kind === "none") return;
  const other = retype(given.argv, { "storage-class": choice.chosen.name });
  throw toUsageError({ ...refusal, next: [other, ...refusal.next] }, given.argv);
}

/** What the pattern has against the class; null: nothing. */
function refuse(it: SurveyedClass, { way: { pattern }, options }: Circumstances): Refusal | null {
  return pattern.refuse?.({ ...options, storage: toChoice(it) } as ScaffoldOptions) ?? null;
}

/** Who names a class has decided; what speaks against it is said. */
function doubt(named: SurveyedClass, mode: string): string[] {
  const { name, installed, obstacles, filesystem } = named;
  const known = filesystem.find((it) => it.mode === mode);
  const warnings = [
    ...obstacles,
    ...(installed === false ? ["its driver is not installed"] : []),
    ...(known?.answer === "unknown" ? [`nobody documents whether it gives ${mode}`] : []),
    ...(known?.answer === "conditional"
      ? [`it gives ${mode} only if ${known.conditions.join(" and ")}`]
      : []),
  ];
  return warnings.map((it) => `Warning: storage class ${name}: ${it}`);
}

/** A class that can do it and that the pattern takes. */
function settleAny(given: Circumstances): SettledStorage {
  const { options, survey, argv } = given;
  const mode = options.accessMode;
  if (survey === null) {
    throw new UsageError(
      `--offline reads no storage classes: name one, or a driver to make one for`,
      [retype(argv, { "storage-class": "NAME" }), retype(argv, { driver: "NAME" })],
    );
  }
  const { classes } = survey;
  if (classes === null) {
    const reason = survey.inventory.gaps.find((it) => it.resource === "storageclasses")?.reason;
    throw new UsageError(
      `no storage class can be chosen: they could not be read (${reason ?? "not in the files"})`,
      [retype(argv, { "storage-class": "NAME" }), retype(argv, { driver: "NAME" })],
    );
  }
  const suiting = classes.filter((it) => refuse(it, given) === null);
  const fitting = chooseClass(suiting, mode);
  // If no class suits the pattern, the pattern says why of the one that has the mode.
  const choice = fitting.kind === "chosen" ? fitting : chooseClass(classes, mode);
  if (choice.kind === "none") throw refuseAll(classes, given);
  const { chosen, conditions, others } = choice;
  const reason = chooseClass(classes, mode);
  const because =
    reason.kind === "chosen" && reason.chosen === chosen ? reason.because : "the first that suits";
  const more =
    others.length > 0 ? `; ${others.join(", ")} could too, --storage-class says which` : "";
  return {
    storage: toChoice(chosen),
    bindingMode: chosen.bindingMode,
    notes: [
      `Storage class ${chosen.name} (${chosen.provisioner}) for ${mode}: ${because}${more}`,
      ...(conditions.length > 0
        ? [`Warning: ${chosen.name} gives ${mode} only if ${conditions.join(" and ")}`]
        : []),
    ],
  };
}

function refuseAll(classes: readonly SurveyedClass[], given: Circumstances): UsageError {
  const mode = given.options.accessMode;
  const lines = classes.map((it) => `  ${describeClass(it)}`);
  const head =
    lines.length === 0
      ? `there is no storage class that could give ${mode}, nor any other`
      : `no storage class here is known to give ${mode}:`;
  const some = classes.some((it) =>
    it.filesystem.some(({ mode: other, answer }) => other === "ReadWriteOnce" && answer === "yes"),
  );
  return new UsageError([head, ...lines].join("\n"), [
    retype(given.argv, { driver: "NAME" }),
    `kubectl shared explain backends --mode ${mode}`,
    ...(mode === "ReadWriteMany" && some && given.way.pattern.name !== "rwo-same-node"
      ? ["kubectl shared scaffold rwo-same-node"]
      : []),
  ]);
}

/** A class that would be made although there is one of that driver. */
function noteSameDriver(
  { backend }: Extract<StorageWish, { kind: "backend" }>,
  { way, survey }: Circumstances,
): string[] {
  if (way.storage !== "class" || backend.storageClass === null) return [];
  const same = survey?.classes?.filter(({ provisioner }) => provisioner === backend.driver) ?? [];
  const [first] = same;
  if (first === undefined) return [];
  return [
    `There is a storage class of ${backend.driver} already: --storage-class ${first.name} takes it`,
  ];
}
