import { resolveDriver } from "../knowledge/resolve-driver.ts";
import type { ScaffoldOptions } from "./options.ts";

/**
 * Whether the volume is given its node or zone before it is known where its pods fit: its class
 * binds at once, and its driver's volumes are of one place. What is not known is not.
 *
 * @param bindingMode of the class; null: there is none, or it was not read
 */
export function isPlacedFirst(
  { storage, accessMode }: Pick<ScaffoldOptions, "storage" | "accessMode">,
  bindingMode: string | null,
): boolean {
  if (bindingMode !== "Immediate" || storage?.kind !== "class" || storage.driver === null) {
    return false;
  }
  const { driver, parameters } = storage;
  const resolved = resolveDriver(driver, {
    volumeMode: "Filesystem",
    accessModes: [accessMode],
    ...(parameters && { parameters }),
  });
  const topology = resolved?.variant?.topology.value;
  if (topology?.severalZones !== undefined) return false;
  return topology?.reach === "node" || topology?.reach === "zone";
}
