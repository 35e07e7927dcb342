import { isClusterWide } from "../core/model/read-request.ts";
import type { MountQuery } from "../core/reports/mount/mount-query.ts";
import { parseFieldSelector } from "./parse-field-selector.ts";
import { parseKinds } from "./parse-kinds.ts";
import { parseLabelSelector } from "./parse-label-selector.ts";
import { parseTargets } from "./parse-target.ts";

/** The flags that a query is made of. */
export interface MountQueryFlags {
  namespace?: string | undefined;
  "all-namespaces": boolean;
  selector?: string | undefined;
  "pod-selector"?: string | undefined;
  "field-selector"?: string | undefined;
  kinds?: string | undefined;
  deep: boolean;
}

/**
 * The query that the command line asks, but for the namespace that only the source knows.
 *
 * @throws UsageError
 */
export function readMountQuery(args: readonly string[], flags: MountQueryFlags): MountQuery {
  return {
    namespace: flags["all-namespaces"] ? null : flags.namespace || null,
    fallbackNamespace: null,
    targets: parseTargets(args),
    kinds: flags.kinds === undefined ? null : parseKinds(flags.kinds),
    claimSelector: parseWith(parseLabelSelector, flags.selector),
    podSelector: parseWith(parseLabelSelector, flags["pod-selector"]),
    fieldSelector: parseWith(parseFieldSelector, flags["field-selector"]),
    deep: flags.deep,
  };
}

function parseWith<T>(parse: (text: string) => T, text: string | undefined) {
  return text === undefined || text.trim() === "" ? null : { text, selector: parse(text) };
}

/**
 * The query with its namespace: the one of -n, else the source's own, else all. Targets outside of
 * namespaces are asked of the whole cluster; who may not read that falls back to the source's own.
 */
export function placeMountQuery(
  query: MountQuery,
  home: string | null,
  isEverywhere: boolean,
): MountQuery {
  if (query.namespace !== null || isEverywhere) return query;
  const isEverywhereAnyway =
    query.targets.length > 0 && query.targets.every(({ type }) => isClusterWide(type));
  return isEverywhereAnyway ? { ...query, fallbackNamespace: home } : { ...query, namespace: home };
}
