import type { AccessMode, KnownAccessMode } from "../core/model/access-mode.ts";
import type { VolumeMode } from "../core/model/claim.ts";

/** What is known of a volume, or of a claim that asks for one. Everything left out is unknown. */
export interface Circumstances {
  /** The StorageClass's parameters; of a static volume the attributes that stand for them. */
  parameters?: Readonly<Record<string, string>>;
  /** There may be others: what is not among them is not known to be absent. */
  parametersArePartial?: true;
  volumeMode?: VolumeMode;
  accessModes?: readonly AccessMode[];
  /** The claim is filled from a snapshot or from another claim; not known of a static volume. */
  hasDataSource?: boolean;
}

/** Something that must hold for a driver to accept an access mode. */
export interface Condition {
  /** Completes "only if …". */
  sentence: string;
  /** What decides it; without one nothing that the API shows does. */
  test?: ParameterTest | "dataSource";
}

/** Asks for one parameter of the StorageClass. `absent` holds where the class does not give it. */
export type ParameterTest = { name: string } & (
  | { oneOf: readonly string[] }
  | { noneOf: readonly string[] }
  | { atLeast: number }
  | { absent: true }
);

/** Which volumes of a driver are of one variant: all that is given must hold. */
export interface VariantCondition {
  parameter?: ParameterTest;
  volumeMode?: VolumeMode;
  /** One of the volume's modes is among these. */
  accessModes?: readonly KnownAccessMode[];
}

/** null: the circumstances do not tell. */
export function holds({ test }: Condition, given: Circumstances): boolean | null {
  if (test === undefined) return null;
  if (test === "dataSource") return given.hasDataSource ?? null;
  return passes(test, given);
}

/** null: the circumstances do not tell. */
export function applies(when: VariantCondition, given: Circumstances): boolean | null {
  return all([
    when.parameter === undefined || passes(when.parameter, given),
    when.volumeMode === undefined ||
      (given.volumeMode === undefined ? null : given.volumeMode === when.volumeMode),
    when.accessModes === undefined || includesAny(when.accessModes, given.accessModes),
  ]);
}

/** Three-valued "and": false as soon as one is false, else null if one is null. */
export function all(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

/** Three-valued "or": true as soon as one is true, else null if one is null. */
export function any(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** null: the circumstances do not tell. */
export function passes(
  test: ParameterTest,
  { parameters, parametersArePartial }: Circumstances,
): boolean | null {
  if (parameters === undefined) return null;
  const value = readParameter(parameters, test.name);
  if (value === undefined && parametersArePartial) return null;
  if ("absent" in test) return value === undefined;
  if ("noneOf" in test) return value === undefined || !test.noneOf.includes(value);
  if (value === undefined) return false;
  return "oneOf" in test ? test.oneOf.includes(value) : Number(value) >= test.atLeast;
}

/**
 * Whatever the case of its name: several drivers (Azure's, EBS, PD) read parameters so, and a
 * class that misspells one of another driver does not work in the first place.
 */
export function readParameter(
  parameters: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(parameters).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

function includesAny(
  wanted: readonly KnownAccessMode[],
  accessModes: readonly AccessMode[] | undefined,
): boolean | null {
  return accessModes?.some((mode) => wanted.some((it) => it === mode)) ?? null;
}
