import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { lowerFirst } from "../../core/model/text.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import type { BackendValue, BackendValues } from "../backend.ts";
import { type BackendUse, canDo, listMissingValues } from "../backends.ts";
import type { ScaffoldOptions } from "../options.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import type { Pattern, Refusal } from "../pattern.ts";
import { chooseUse } from "./choose-use.ts";
import { listChoice, refuseMode } from "./refuse-mode.ts";
import { refusePods } from "./refuse-pods.ts";
import { describeCircumstances, driverOfStorage, resolveStorage } from "./resolve-storage.ts";
import { flagOfStorage, suggestOwn } from "./suggest.ts";

/** What a pattern's pods do with its claims. */
export interface ClaimPlan {
  /** Of one claim, at once: `own`: each pod has one, `together`: kept on one node. */
  pods: "own" | "together" | "anywhere";
  /** The claim is filled from a snapshot or from another claim. */
  hasDataSource?: boolean;
  /** It must be a class: a volume for what is there is not enough. The reason, a clause. */
  needsClass?: string;
}

type ClaimPattern = Pick<Pattern, "name" | "workloads" | "accessModes" | "storage">;

/**
 * Why there can be no such claim for such pods on such storage: the first reason of all, from what
 * no flag can mend to what a flag is missing for. null: there can, as far as is known.
 */
export function refuseClaim(
  options: ScaffoldOptions,
  pattern: ClaimPattern,
  plan: ClaimPlan,
): Refusal | null {
  const { storage, accessMode: mode } = options;
  const wanted = pattern.storage ?? "class";
  if (storage === null) {
    return {
      message: `pattern ${pattern.name} needs storage: a driver, a cloud or a class`,
      next: [
        "--driver efs",
        "--cloud aws",
        ...(wanted === "class" ? ["--storage-class NAME"] : []),
      ],
    };
  }
  const use = chooseUse(storage, wanted);
  const isForMany = wanted === "class" && pattern.accessModes?.[0] === "ReadWriteMany";
  const many = isForMany ? pattern.name : "rwx";
  return (
    refuseMode(options, use ?? "class", mode, plan.hasDataSource ?? false, many) ??
    refuseWorkload(options, pattern, mode, plan) ??
    refuseModeOfPattern(options, pattern, mode) ??
    refuseUse(options, pattern, use, plan) ??
    refuseOnePodOnly(options, mode, plan) ??
    (use === null ? null : refuseValues(options, use))
  );
}

function refuseWorkload(
  options: ScaffoldOptions,
  { name, workloads }: ClaimPattern,
  mode: KnownAccessMode,
  { pods }: ClaimPlan,
): Refusal | null {
  const refusal = pods === "own" ? null : refusePods(options, mode, pods === "together");
  if (refusal !== null || workloads.includes(options.workload)) return refusal;
  return {
    message: `pattern ${name} makes no ${options.workload}, only ${listChoice(workloads)}`,
    next: workloads.map((it) => `--workload ${it}`),
  };
}

function refuseModeOfPattern(
  options: ScaffoldOptions,
  { name, accessModes }: ClaimPattern,
  mode: KnownAccessMode,
): Refusal | null {
  const modes: readonly KnownAccessMode[] = accessModes ?? [];
  if (modes.includes(mode)) return null;
  const other = PATTERN_OF_MODE[mode];
  return {
    message: `claims of pattern ${name} are ${listChoice(modes)}, not ${mode}`,
    next: [
      ...modes.map((it) => `--access-mode ${it}`),
      ...(other === name ? [] : [scaffold(other, options, ...flagOfStorage(options))]),
    ],
  };
}

const PATTERN_OF_MODE: Readonly<Record<KnownAccessMode, string>> = {
  ReadWriteOnce: "rwo-same-node",
  ReadOnlyMany: "rox",
  ReadWriteMany: "rwx",
  ReadWriteOncePod: "rwop",
};

function refuseUse(
  options: ScaffoldOptions,
  { name }: ClaimPattern,
  use: BackendUse | null,
  { needsClass }: ClaimPlan,
): Refusal | null {
  const { storage } = options;
  if (storage === null) return null;
  if (storage.kind === "class") {
    if (use !== null) return null;
    return {
      message: `pattern ${name} makes a volume for what is there already, a class makes new ones`,
      next: [scaffold(name, options, "--driver", "NAME")],
    };
  }
  const { backend } = storage;
  if (use === null) {
    return {
      message: `nothing is known here of volumes for what is there already on ${backend.name}, only of new ones`,
      next: [scaffold("rwop", options, ...flagOfStorage(options))],
    };
  }
  if (use === "volume" && needsClass !== undefined) {
    const why = findDriver(backend.driver)?.staticOnly?.value ?? "It makes no volumes.";
    return {
      message: `${needsClass}, and ${backend.name} has none: ${toClause(why)}`,
      next: [
        scaffold(
          canDo(backend, "ReadWriteMany", "volume") ? "static" : "rwo-same-node",
          options,
          ...flagOfStorage(options),
        ),
      ],
    };
  }
  return null;
}

/** A few drivers keep the second pod of a node out, whatever Kubernetes allows. */
function refuseOnePodOnly(
  options: ScaffoldOptions,
  mode: KnownAccessMode,
  { pods }: ClaimPlan,
): Refusal | null {
  const { storage, replicas } = options;
  if (storage === null || pods !== "together" || replicas <= 1) return null;
  const given = describeCircumstances(options, "class", mode, false);
  const fact = resolveStorage(storage, given)?.variant?.onePodOnly;
  if (fact === undefined) return null;
  return {
    message: `${driverOfStorage(storage)} lets one pod only have a ReadWriteOnce claim: ${toClause(fact.value)}`,
    next: suggestOwn(options),
  };
}

/** All that is missing or wrong, in one. */
function refuseValues({ storage }: ScaffoldOptions, use: BackendUse): Refusal | null {
  if (storage?.kind !== "backend") return null;
  const { backend, values } = storage;
  const missing = listMissingValues(backend, use, values);
  if (missing.length > 0) {
    const flags = missing.map(({ flag, description }) => `--${flag} (${description})`);
    return {
      message: `${backend.name} needs ${flags.join(", ")}`,
      next: [missing.map(({ flag, example }) => `--${flag} ${example}`).join(" ")],
    };
  }
  const wrong = backend.values.flatMap((value) => checkValue(value, values));
  return wrong.length === 0 ? null : { message: wrong.join("; "), next: [] };
}

function checkValue({ flag, check }: BackendValue, values: BackendValues): string[] {
  const value = values[flag];
  if (value === undefined || value === "") return [];
  const complaint = check?.(value, values) ?? null;
  return complaint === null ? [] : [`invalid argument "${value}" for --${flag}: ${complaint}`];
}

/** To stand behind a colon; what begins with a name in capitals, as NFS, keeps them. */
function toClause(sentence: string): string {
  const text = sentence.replace(/\.$/, "");
  return /^[A-Z][a-z ]/.test(text) ? lowerFirst(text) : text;
}
