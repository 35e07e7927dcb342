import type { ScaffoldOptions } from "../../../src/scaffold/options.ts";
import type { Pattern } from "../../../src/scaffold/pattern.ts";

/** What `scaffold PATTERN` without flags asks for, and what is said otherwise. */
export function optionsFor(
  { workloads, accessModes, defaults }: Pattern,
  asked: Partial<ScaffoldOptions> = {},
): ScaffoldOptions {
  return {
    ...defaults,
    namespace: null,
    labels: {},
    workload: workloads[0],
    image: null,
    command: null,
    accessMode: accessModes?.[0] ?? "ReadWriteOnce",
    runAsUser: 1000,
    fsGroup: 2000,
    medium: "",
    storage: null,
    teams: [],
    variant: null,
    source: null,
    ...asked,
  };
}
