import type { Target, TargetType } from "../core/model/read-request.ts";
import { findNearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** kubectl's names for each type: singular, plural, short. */
const TYPE_NAMES: Readonly<Record<TargetType, readonly string[]>> = {
  claim: ["persistentvolumeclaim", "persistentvolumeclaims", "pvc", "claim"],
  volume: ["persistentvolume", "persistentvolumes", "pv", "volume"],
  node: ["node", "nodes", "no"],
  pod: ["pod", "pods", "po"],
  storageclass: ["storageclass", "storageclasses", "sc"],
  deployment: ["deployment", "deployments", "deploy"],
  statefulset: ["statefulset", "statefulsets", "sts"],
};

/** How each type is typed. */
export const SHORT_TYPES: Readonly<Record<TargetType, string>> = {
  claim: "pvc",
  volume: "pv",
  node: "node",
  pod: "pod",
  storageclass: "storageclass",
  deployment: "deployment",
  statefulset: "statefulset",
};

const TYPES = new Map(
  (Object.entries(TYPE_NAMES) as [TargetType, readonly string[]][]).flatMap(([type, names]) =>
    names.map((name): [string, TargetType] => [name, type]),
  ),
);

/** The type that the word is one of kubectl's names for; null: none. */
export function findTargetType(word: string): TargetType | null {
  return TYPES.get(word.toLowerCase()) ?? null;
}

/** Whether the word is one of kubectl's names for a type. */
export function isTypeName(word: string): boolean {
  return findTargetType(word) !== null;
}

/**
 * The objects that the arguments name: `pvc/media`, `media` (a bare name is a claim), or kubectl's
 * other form, `pvc media db-data`.
 *
 * @param command which command is asked, as errors name it
 * @throws UsageError for a type that cannot be asked, with the near one
 */
export function parseTargets(args: readonly string[], command = "who-mounts"): Target[] {
  const [first = "", ...names] = args;
  const type = TYPES.get(first.toLowerCase());
  if (type !== undefined && names.length > 0 && names.every((name) => !name.includes("/"))) {
    return names.map((name) => ({ type, name }));
  }
  if (type !== undefined && args.length === 1) return parseLoneType(type, first, command);
  return args.map((arg) => parseTarget(arg, command));
}

/** `kubectl get pvc` means all of them, and so does this; the others must be named. */
function parseLoneType(type: TargetType, typed: string, command: string): Target[] {
  if (type === "claim") return [];
  throw new UsageError(`which ${typed}? A name must follow the type`, [
    `kubectl shared ${command} ${typed}/NAME`,
  ]);
}

function parseTarget(arg: string, command: string): Target {
  const [head = "", name, ...more] = arg.split("/");
  if (name === undefined) return { type: "claim", name: checkName(head, arg, command) };
  if (more.length > 0) {
    throw new UsageError(
      `arguments in TYPE/NAME form may not have more than one slash: ${JSON.stringify(arg)}`,
      [`kubectl shared ${command} pvc/${more.at(-1)} -n ${name}`],
    );
  }
  const type = TYPES.get(head.toLowerCase());
  if (type === undefined) throw unknownType(head, name, command);
  return { type, name: checkName(name, arg, command) };
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export function isObjectName(name: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
}

function checkName(name: string, arg: string, command: string): string {
  if (isObjectName(name)) return name;
  throw new UsageError(
    `${JSON.stringify(arg)} names nothing: a name has lower-case letters, digits, "-" and "."`,
    [`kubectl shared ${command} pvc/NAME`],
  );
}

function unknownType(typed: string, name: string, command: string): UsageError {
  const [near] = findNearest(typed, [...TYPES.keys()]);
  return new UsageError(
    `${command} knows no resource type ${JSON.stringify(typed)}: ` +
      `the types are ${Object.values(TYPE_NAMES)
        .map(([singular]) => singular)
        .join(", ")}`,
    near === undefined ? [] : [`kubectl shared ${command} ${near}/${name}`],
  );
}
