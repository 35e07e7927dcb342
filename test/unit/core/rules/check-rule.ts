import type { Inventory } from "../../../../src/core/model/inventory.ts";
import { STORAGE_KINDS } from "../../../../src/core/model/storage-kind.ts";
import type { Draft, Rule } from "../../../../src/core/rules/rule.ts";
import { findStorages } from "../../../../src/core/sharing/find-storages.ts";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";

/** What the rule says of all storage of its kinds, templates included. */
export function checkRule(rule: Rule, inventory: Inventory): Draft[] {
  const storages = findStorages(inventory, new Set(STORAGE_KINDS), true);
  const joined = new JoinedInventory(inventory, storages);
  return storages
    .filter(({ kind }) => rule.kinds.includes(kind))
    .flatMap((storage) => [...rule.check(storage, joined)]);
}

/** The only thing that it says. */
export function checkOne(rule: Rule, inventory: Inventory): Draft {
  const [only, ...others] = checkRule(rule, inventory);
  if (only === undefined || others.length > 0) {
    throw new Error(`${rule.id} says ${others.length + (only ? 1 : 0)} things`);
  }
  return only;
}

/** All commands of its fixes, in their order. */
export function commandsOf({ cause }: Draft): string[] {
  return (cause?.fixes ?? []).flatMap(({ commands }) => commands);
}

/** `Node node-a status.volumesInUse` and so on: which fields it rests on. */
export function evidenceOf({ cause }: Draft): string[] {
  return (cause?.evidence ?? []).map(({ object, field }) => `${object} ${field}`);
}
