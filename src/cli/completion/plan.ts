import type { TargetType } from "../../core/model/read-request.ts";
import type { Choice } from "./choice.ts";

/** What can stand in the place of a word. */
export interface Plan {
  /** What is known by itself. */
  words: readonly Choice[];
  /** Names that only a cluster or a kubeconfig can tell; null: none. */
  names: WantedNames | null;
  /** What the shell is to add of its own. */
  paths: "none" | "files" | "folders";
}

export interface WantedNames {
  of: NamedType;
  /** What stands before a name in the same word: `pvc/`. */
  before: string;
  /** Names that stand on the line already. */
  except: readonly string[];
}

/** Of what there are names: objects of a cluster, or entries of a kubeconfig. */
export type NamedType = TargetType | "namespace" | KubeconfigEntry;

export type KubeconfigEntry = "context" | "cluster" | "user";

const NOTHING: Plan = { words: [], names: null, paths: "none" };

export function planWords(words: readonly Choice[]): Plan {
  return { ...NOTHING, words };
}

export function planNames(of: NamedType): Plan {
  return { ...NOTHING, names: { of, before: "", except: [] } };
}

export function planPaths(paths: "files" | "folders"): Plan {
  return { ...NOTHING, paths };
}

/** A place where something is wanted that nobody but the user knows. */
export function planNothing(): Plan {
  return NOTHING;
}
