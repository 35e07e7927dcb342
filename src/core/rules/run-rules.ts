import { formatCitation } from "../../knowledge/citation.ts";
import { type Inventory, isApplied } from "../model/inventory.ts";
import { covers, type Extent, type Resource } from "../model/resource.ts";
import type { Storage } from "../model/storage.ts";
import { isClaimKind, type StorageKind } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { Cause } from "./cause.ts";
import { type Finding, SEVERITIES } from "./finding.ts";
import type { Need, Rule } from "./rule.ts";

/** A rule that could not look, so that its silence means nothing. */
export interface RuleNotRun {
  rule: string;
  /** What it would have to read: `all persistentvolumes`. */
  needs: string;
  reason: string;
}

/** A finding with all that the rule knows of it. */
export interface RuleFinding {
  finding: Finding;
  /** null: it keeps nobody from starting. */
  cause: Cause | null;
}

export interface RuleRun {
  /** By storage id; most severe first. Nothing of storage where nothing was found. */
  findings: Map<string, RuleFinding[]>;
  rulesRun: string[];
  rulesNotRun: RuleNotRun[];
}

/**
 * Runs the rules that concern the kinds, each on every piece of storage. A rule runs if what it
 * needs was read; it is left out as a whole otherwise, so that a report never holds half of a
 * rule's findings.
 */
export function runRules(
  rules: readonly Rule[],
  kinds: readonly StorageKind[],
  storages: readonly Storage[],
  joined: JoinedInventory,
): RuleRun {
  const concerned = rules.filter((rule) => rule.kinds.some((kind) => kinds.includes(kind)));
  const rulesNotRun = concerned.flatMap((rule) => findUnmetNeed(rule, storages, joined) ?? []);
  const left = new Set(rulesNotRun.map(({ rule }) => rule));
  const running = concerned.filter((rule) => !left.has(rule.id));
  const rulesOf = new Map(
    kinds.map((kind) => [kind, running.filter((rule) => rule.kinds.includes(kind))]),
  );
  const findings = new Map<string, RuleFinding[]>();
  for (const storage of storages) {
    const found = findIn(storage, rulesOf.get(storage.kind) ?? [], joined);
    if (found.length > 0) findings.set(storage.id, found);
  }
  return { findings, rulesRun: running.map((rule) => rule.id), rulesNotRun };
}

function findIn(storage: Storage, rules: readonly Rule[], joined: JoinedInventory): RuleFinding[] {
  const found: RuleFinding[] = [];
  for (const rule of rules) {
    for (const { cause, ...draft } of rule.check(storage, joined)) {
      const finding = { rule: rule.id, ...draft, citation: formatCitation(rule.citation) };
      found.push({ finding, cause: cause ?? null });
    }
  }
  return found.sort(
    (a, b) => SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity),
  );
}

function findUnmetNeed(
  rule: Rule,
  storages: readonly Storage[],
  { inventory }: JoinedInventory,
): RuleNotRun | null {
  const { source, extents, gaps, namespace } = inventory;
  const concerned = storages.filter(({ kind }) => rule.kinds.includes(kind));
  const unmet = rule.needs.find(
    (need) =>
      !need.anyOf.some((resource) => satisfies(extents[resource], need.extent, namespace)) &&
      (concerned.length === 0
        ? isSilenceEmpty(rule, need, inventory)
        : concerned.some((storage) => need.of(storage, inventory))),
  );
  if (unmet === undefined) return null;
  const gap = gaps.find(({ resource }) => unmet.anyOf.includes(resource as Resource));
  return {
    rule: rule.id,
    needs: describeNeed(unmet, namespace),
    reason: gap?.reason ?? UNREAD[source.kind],
  };
}

/**
 * Whether finding no such storage means nothing, because what would name it was not read: claims
 * for rules about claims, pods for the others. In manifests nothing is missing.
 */
function isSilenceEmpty({ kinds }: Rule, { anyOf }: Need, inventory: Inventory): boolean {
  const enumerator = kinds.some(isClaimKind) ? "persistentvolumeclaims" : "pods";
  const { extents, namespace } = inventory;
  return (
    anyOf.includes(enumerator) && isApplied(inventory) && !covers(extents[enumerator], namespace)
  );
}

const UNREAD = {
  cluster: "the query reads only a part; -A or --deep reads all",
  snapshot: "NotInSnapshot",
} as const;

function satisfies(
  extent: Extent | undefined,
  wanted: Need["extent"],
  namespace: string | null,
): boolean {
  switch (wanted) {
    case "some":
      return extent !== undefined && extent.of !== "none";
    case "namespace":
      return covers(extent, namespace);
    case "cluster":
      return covers(extent, null);
  }
}

function describeNeed({ anyOf, extent }: Need, namespace: string | null): string {
  const resources = anyOf.join(" or ");
  if (extent === "some") return resources;
  return extent === "cluster" || namespace === null
    ? `all ${resources}`
    : `the ${resources} of the namespace`;
}
