import type { KnownAccessMode } from "../core/model/access-mode.ts";
import type { ScaffoldOptions, WorkloadKind } from "./options.ts";
import type { Explained, TreeObject } from "./tree.ts";

/** A way to share, or not to, as manifests. */
export interface Pattern {
  /** What is typed: `empty-dir`. */
  name: string;
  /** What it makes: a few words, no full stop. */
  summary: string;
  /** When to use it: a sentence. */
  when: string;
  /** The first one is the default. */
  workloads: readonly [WorkloadKind, ...WorkloadKind[]];
  /** What its claims ask for, the first one is the default; null: it has no claims. */
  accessModes: readonly [KnownAccessMode, ...KnownAccessMode[]] | null;
  /**
   * Where its volumes come from: `class`: a class, of the cluster or of the backend, or of a backend
   * that makes no volumes a volume for what is there; `volume`: always such a volume; null: it has
   * no claims.
   */
  storage: "class" | "volume" | null;
  /** Several ways to the same end, the first one is the default. Its modes and storage count. */
  variants?: readonly [Variant, ...Variant[]];
  defaults: PatternDefaults;
  /** Rules that say of it, as information, what it does on purpose. */
  shares: readonly string[];
  /** The topic of `explain` that tells why it is so. */
  topic: string;
  /**
   * What must be wrong with the options for this pattern, though each is right by itself: a
   * sentence and what to type instead; null: nothing.
   */
  refuse?: (options: ScaffoldOptions) => Refusal | null;
  /** The objects in the order in which they are to be applied. */
  build(options: ScaffoldOptions): readonly (Explained | TreeObject)[];
}

/** One way of a pattern that has several. */
export interface Variant extends Pick<Pattern, "accessModes" | "storage"> {
  /** What is typed after `--variant`. */
  name: string;
  /** What it makes: a few words, no full stop. */
  summary: string;
  /** What `--source` names: `the claim to copy`; null: it takes nothing. */
  source: string | null;
}

export interface PatternDefaults {
  name: string;
  replicas: number;
  size: string;
  mountPath: string;
  /** Of patterns over several namespaces. */
  teams?: readonly string[];
}

export interface Refusal {
  /** Why it cannot be, a sentence in kubectl's manner: lower case, no full stop. */
  message: string;
  /** What to type instead: command lines, or, where it begins with `--`, flags for the same one. */
  next: readonly string[];
}
