import type { KnownAccessMode } from "../../../../src/core/model/access-mode.ts";
import type { Backend } from "../../../../src/scaffold/backend.ts";
import { BACKENDS } from "../../../../src/scaffold/backends.ts";
import { type Manifest, toManifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions, StorageChoice } from "../../../../src/scaffold/options.ts";
import type { Pattern, Variant } from "../../../../src/scaffold/pattern.ts";
import { PATTERNS } from "../../../../src/scaffold/patterns.ts";
import { optionsFor } from "../options-for.ts";

/** Patterns whose pods use claims. */
export const CLAIM_PATTERNS: readonly Pattern[] = PATTERNS.filter(
  ({ storage }) => storage !== null,
);

/** One thing that is offered: what is typed, and what it asks for. */
export interface ClaimCase {
  title: string;
  pattern: Pattern;
  options: ScaffoldOptions;
}

/** The backend with the examples that its own flags give. */
export function onBackend(backend: Backend): StorageChoice {
  const values = Object.fromEntries(backend.values.map(({ flag, example }) => [flag, example]));
  return { kind: "backend", backend, values };
}

/** Every pattern × way × backend × mode × workload that is not refused. */
export function listOffered(pattern: Pattern): ClaimCase[] {
  return BACKENDS.flatMap((backend) => listOfferedOn(pattern, onBackend(backend), backend.name));
}

/** The same on one storage. */
export function listOfferedOn(pattern: Pattern, storage: StorageChoice, name: string): ClaimCase[] {
  return waysOf(pattern)
    .flatMap(({ variant, source, modes }) =>
      modes.flatMap((accessMode) =>
        pattern.workloads.map((workload): ClaimCase => {
          const teams = pattern.defaults.teams ?? [];
          const asked = { storage, accessMode, workload, teams, variant, source };
          const options = { ...optionsFor(pattern), ...asked, name: "shop" };
          const words = [pattern.name, variant, name, accessMode, workload];
          return { title: words.filter(Boolean).join(" "), pattern, options };
        }),
      ),
    )
    .filter(({ options }) => (pattern.refuse?.(options) ?? null) === null);
}

interface Way {
  variant: string | null;
  source: string | null;
  modes: readonly KnownAccessMode[];
}

function waysOf({ variants, accessModes }: Pattern): Way[] {
  if (variants === undefined) return [{ variant: null, source: null, modes: accessModes ?? [] }];
  return variants.map(({ name, source, accessModes: modes }: Variant) => ({
    variant: name,
    source: source === null ? null : "models",
    modes: modes ?? ["ReadWriteOnce"],
  }));
}

/** What is printed for it. */
export function build({ pattern, options }: Pick<ClaimCase, "pattern" | "options">): Manifest[] {
  return pattern.build(options).map(toManifest);
}
