import type { Writable } from "node:stream";
import type { Gap } from "../core/model/inventory.ts";
import { escapeForTerminal } from "../views/escape.ts";

/** A gap must not go unseen where the result is piped on. */
export function warnOfGaps({ gaps }: { gaps: readonly Gap[] }, stderr: Writable): void {
  for (const { resource, namespace, reason, effect } of gaps) {
    const where = namespace === null ? "" : ` in namespace ${namespace}`;
    const line = `Warning: ${resource}${where} could not be read (${reason}): ${effect}`;
    stderr.write(`${escapeForTerminal(line)}\n`);
  }
}
