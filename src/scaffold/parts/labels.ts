import type { ScaffoldOptions } from "../options.ts";

export type Labels = Readonly<Record<string, string>>;

/**
 * The labels of an object and of its pods: what was asked for, and the two that tell its pods from
 * others, which nothing overrides.
 *
 * @param role what the object is for where a pattern has several: `writer`
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function buildLabels(options: ScaffoldOptions, role?: string): Labels {
  return { ...options.labels, ...buildSelector(options, role) };
}

/**
 * What finds the pods of one workload and no others, also not those of the same pattern. A selector
 * can never be changed, so it holds no label that somebody might want to change.
 *
 * @param role without one it is the pattern's main workload
 */
export function buildSelector({ name }: ScaffoldOptions, role = "app"): Labels {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/component": role };
}
