import type { KnownAccessMode } from "../core/model/access-mode.ts";
import { type Citation, repository } from "./citation.ts";
import type { Condition } from "./condition.ts";
import { type Fact, undocumented } from "./fact.ts";

/** What a driver answers to each access mode, for volumes of one volume mode. */
export type Modes = Readonly<Record<KnownAccessMode, ModeSupport>>;

export interface ModeSupport {
  /**
   * `yes`: accepted; `no`: rejected; `conditional`: accepted where every condition holds;
   * `unknown`: not documented; `not-applicable`: such a volume never has this mode.
   */
  answer: "yes" | "no" | "conditional" | "unknown" | "not-applicable";
  conditions: readonly Condition[];
  /** Where the answer follows from a rule for all drivers rather than from this one's own text. */
  derivedFrom: Citation | null;
}

export const yes: ModeSupport = { answer: "yes", conditions: [], derivedFrom: null };
export const no: ModeSupport = { answer: "no", conditions: [], derivedFrom: null };
export const unknown: ModeSupport = { answer: "unknown", conditions: [], derivedFrom: null };
export const notApplicable: ModeSupport = {
  answer: "not-applicable",
  conditions: [],
  derivedFrom: null,
};

/**
 * ReadWriteOncePod on a CSI driver that says nothing of it: the sidecars ask such a driver for
 * SINGLE_NODE_WRITER, so whoever accepts ReadWriteOnce accepts this too.
 */
export const yesAsSingleWriter: ModeSupport = {
  answer: "yes",
  conditions: [],
  derivedFrom: repository("kubernetes-csi/external-provisioner").file(
    "vendor/github.com/kubernetes-csi/csi-lib-utils/accessmodes/access_modes.go",
  ),
};

export function onlyIf(...conditions: [Condition, ...Condition[]]): ModeSupport {
  return { answer: "conditional", conditions, derivedFrom: null };
}

/** In the order in which everybody lists them. */
export function modes(
  readWriteOnce: ModeSupport,
  readOnlyMany: ModeSupport,
  readWriteMany: ModeSupport,
  readWriteOncePod: ModeSupport,
): Modes {
  return {
    ReadWriteOnce: readWriteOnce,
    ReadOnlyMany: readOnlyMany,
    ReadWriteMany: readWriteMany,
    ReadWriteOncePod: readWriteOncePod,
  };
}

export const noModes: Modes = modes(no, no, no, no);

export const undocumentedModes: Fact<Modes> = {
  ...undocumented,
  value: modes(unknown, unknown, unknown, unknown),
};

export const inapplicableModes: Fact<Modes> = {
  ...undocumented,
  value: modes(notApplicable, notApplicable, notApplicable, notApplicable),
};
