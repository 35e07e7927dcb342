import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import type { Backend, BackendValue, BackendValues } from "../../scaffold/backend.ts";
import {
  BACKENDS,
  type BackendUse,
  CLOUDS,
  canDo,
  findBackend,
  listMissingValues,
  proposeBackend,
} from "../../scaffold/backends.ts";
import { chooseUse } from "../../scaffold/claims/choose-use.ts";
import { backendFlags, SERVER } from "../flags/backend-flags.ts";
import type { ScaffoldFlags } from "../flags/scaffold-flags.ts";
import { findNearest } from "../nearest.ts";
import { invalidArgument, readWord } from "../read-word.ts";
import { UsageError } from "../usage-error.ts";
import { retype } from "./retype.ts";
import { splitServer } from "./split-server.ts";

/** Where the volumes are to come from, as far as the command line says it. */
export type StorageWish =
  | { kind: "none" }
  /** A class of the cluster that can do it. */
  | { kind: "any-class" }
  | { kind: "class"; name: string }
  | { kind: "backend"; backend: Backend; values: BackendValues };

/** What the pattern needs of it. */
export interface StorageNeed {
  /** As people type it. */
  pattern: string;
  /** null: it has no claims. */
  storage: BackendUse | null;
  mode: KnownAccessMode;
}

/**
 * @param argv to say what to type instead
 * @throws UsageError for flags that do not go together, or that mean nothing here
 */
export function readStorageWish(
  need: StorageNeed,
  flags: ScaffoldFlags,
  argv: readonly string[],
): StorageWish {
  const values = readValues(flags);
  const given = ["storage-class", "driver", "cloud", ...Object.keys(values)].filter(
    (name) => name in values || flags[name as keyof ScaffoldFlags] !== undefined,
  );
  const [first] = given;
  if (need.storage === null) {
    if (first === undefined) return { kind: "none" };
    throw new UsageError(
      `--${first} does not apply to the pattern ${need.pattern}: it has no claims`,
      [retype(argv, Object.fromEntries(given.map((name) => [name, null])))],
    );
  }
  if (flags["storage-class"] !== undefined) {
    const [other] = given.filter((name) => name !== "storage-class");
    if (other !== undefined) {
      const leftOut = need.storage === "volume" ? ["storage-class"] : given.slice(1);
      throw new UsageError(
        `--storage-class and --${other} do not go together: a class that is there says all that its volumes need`,
        [retype(argv, Object.fromEntries(leftOut.map((name) => [name, null])))],
      );
    }
    return { kind: "class", name: readClassName(flags["storage-class"]) };
  }
  const backend = readBackend(need, need.storage, flags, argv);
  if (backend !== null) {
    refuseForeignValues(backend, need.storage, values);
    return { kind: "backend", backend, values };
  }
  if (first !== undefined) throw askForBackend(need, need.storage, first, argv);
  if (need.storage === "class") return { kind: "any-class" };
  throw askForBackend(need, need.storage, null, argv);
}

/** All values that the backend still needs, in one error, with the command line that gives them. */
export function askForValues(
  { name }: Backend,
  missing: readonly BackendValue[],
  argv: readonly string[],
): UsageError {
  const width = Math.max(...missing.map(({ flag }) => flag.length));
  const lines = missing.map(
    ({ flag, description, example }) =>
      `  --${flag.padEnd(width)}  ${description}, for example ${example}`,
  );
  const count = missing.length === 1 ? "one more value" : `${missing.length} more values`;
  return new UsageError([`${name} needs ${count}:`, ...lines].join("\n"), [
    retype(argv, examplesOf(missing)),
  ]);
}

export function examplesOf(missing: readonly BackendValue[]): Record<string, string> {
  return Object.fromEntries(missing.map(({ flag, example }) => [flag, example]));
}

function readValues(flags: ScaffoldFlags): Record<string, string> {
  const given: Readonly<Record<string, unknown>> = flags;
  const values = Object.keys(backendFlags).map((flag) => [flag, given[flag]] as const);
  return Object.fromEntries(
    [...values, [SERVER, splitServer(flags.server).file] as const].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
    ),
  );
}

function readClassName(name: string): string {
  if (/^(?=.{1,253}$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)) return name;
  throw invalidArgument("--storage-class", name, "must be the name of a storage class");
}

/** null: neither driver nor cloud was named. */
function readBackend(
  need: StorageNeed,
  use: BackendUse,
  { driver, cloud }: ScaffoldFlags,
  argv: readonly string[],
): Backend | null {
  const place =
    cloud === undefined
      ? undefined
      : readWord("--cloud", cloud, CLOUDS, { retype: (near) => retype(argv, { cloud: near }) });
  if (driver !== undefined) {
    const backend = findBackend(driver);
    if (backend === null) throw unknownDriver(driver, argv);
    if (place !== undefined && backend.cloud !== place && backend.cloud !== "onprem") {
      throw new UsageError(`${backend.name} is of the cloud ${backend.cloud}, not of ${place}`, [
        retype(argv, { cloud: null }),
      ]);
    }
    return backend;
  }
  if (place === undefined) return null;
  const proposed =
    proposeBackend(place, need.mode, use) ??
    (use === "class" ? proposeBackend(place, need.mode, "volume") : null);
  if (proposed !== null) return proposed;
  throw new UsageError(`no driver is offered here for ${need.mode} in the cloud ${place}`, [
    `kubectl shared explain backends --cloud ${place}`,
  ]);
}

function unknownDriver(typed: string, argv: readonly string[]): UsageError {
  const names = BACKENDS.flatMap(({ name, driver }) => [name, driver]);
  const near = findNearest(typed, names).slice(0, 3);
  if (findDriver(typed) !== null) {
    return new UsageError(
      `no class is made here for the driver ${JSON.stringify(typed)}, only claims of a class that is there`,
      [retype(argv, { driver: null, "storage-class": "NAME" })],
    );
  }
  return new UsageError(
    `unknown driver ${JSON.stringify(typed)}, offered are: ${BACKENDS.map(({ name }) => name).join(", ")}`,
    near.map((driver) => retype(argv, { driver })),
  );
}

/** A value that would change nothing was meant to change something. */
function refuseForeignValues(backend: Backend, wanted: BackendUse, values: BackendValues): void {
  const use = chooseUse({ kind: "backend", backend, values }, wanted);
  const other = use === "class" ? "volume" : "class";
  const taken = backend.values.filter(({ neededFor }) => neededFor !== other);
  const foreign = Object.keys(values).find((flag) => !taken.some((it) => it.flag === flag));
  if (foreign === undefined || use === null) return;
  const isOfOther = backend.values.some(({ flag }) => flag === foreign);
  const what = isOfOther ? `a ${use === "class" ? "storage class" : "volume"} of ` : "";
  const flags = taken.map(({ flag }) => `--${flag}`).join(", ");
  throw new UsageError(
    `--${foreign} does not apply to ${what}${backend.name}` +
      (flags === "" ? "" : `, which takes ${flags}`),
  );
}

/** @param given a value of some backend that was not named; null: none */
function askForBackend(
  { pattern, mode }: StorageNeed,
  wanted: BackendUse,
  given: string | null,
  argv: readonly string[],
): UsageError {
  const able = BACKENDS.flatMap((backend) => {
    const use = chooseUse({ kind: "backend", backend, values: {} }, wanted);
    return use !== null && canDo(backend, mode, use) ? [{ backend, use }] : [];
  });
  const meant = able.filter(({ backend }) => backend.values.some(({ flag }) => flag === given));
  const offered = meant.length > 0 ? meant : able;
  const why =
    given === null
      ? `the pattern ${pattern} makes a volume for what is there already`
      : `--${given} is a value of a driver`;
  return new UsageError(
    `${why}: --driver must be one of ${offered.map(({ backend }) => backend.name).join(", ")}`,
    offered.slice(0, 3).map(({ backend, use }) => {
      const missing = listMissingValues(backend, use, {}).filter(({ flag }) => flag !== given);
      return retype(argv, { driver: backend.name, ...examplesOf(missing) });
    }),
  );
}
