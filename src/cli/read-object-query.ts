import { isClusterWide, type Target } from "../core/model/read-request.ts";
import type { ObjectQuery } from "../core/reports/object/object-query.ts";
import { ASK } from "./explain-command.ts";
import { isTypeName, parseTargets, SHORT_TYPES } from "./parse-target.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that say where the object is. */
export interface ObjectFlags {
  namespace?: string | undefined;
  "all-namespaces": boolean;
  filename?: string[] | undefined;
}

/**
 * The one object that the words name, `pvc/media` or `pvc media`.
 *
 * @throws UsageError for none, several, a type that is not known, and for -A, as kubectl refuses it
 */
export function readTarget(words: readonly string[], flags: ObjectFlags): Target {
  const [first = "", second] = words;
  if (second !== undefined && !isTypeName(first) && !words.some((word) => word.includes("/"))) {
    throw new UsageError(
      `explain answers one question at a time, not ${words.map((it) => JSON.stringify(it)).join(" and ")}`,
      words.map((word) => `${ASK} ${word}`),
    );
  }
  const targets = parseTargets(words, "explain");
  const [target, ...others] = targets;
  if (target === undefined)
    throw new UsageError("which claim? A name must follow the type", [`${ASK} pvc/NAME`]);
  if (others.length > 0) {
    throw new UsageError(
      "explain answers for one object at a time",
      targets.map(({ type, name }) => `${ASK} ${SHORT_TYPES[type]}/${name}`),
    );
  }
  // Files are looked through whole anyway.
  if (flags["all-namespaces"] && flags.filename === undefined && !isClusterWide(target.type)) {
    throw new UsageError("a resource cannot be retrieved by name across all namespaces", [
      `${ASK} ${SHORT_TYPES[target.type]}/${target.name} -n NAMESPACE`,
    ]);
  }
  return target;
}

/**
 * The question with its namespace: the one of -n, else the source's own, else any; none for what
 * lies in none.
 */
export function placeTarget(
  target: Target,
  { namespace }: ObjectFlags,
  home: string | null,
): ObjectQuery {
  const place = namespace || home;
  return isClusterWide(target.type)
    ? { target, namespace: null, fallbackNamespace: place }
    : { target, namespace: place, fallbackNamespace: null };
}
