import { readParameter } from "../../knowledge/condition.ts";
import type { Driver, RequiredParameter } from "../../knowledge/driver.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import type { Fact } from "../../knowledge/fact.ts";
import type { StorageClass } from "../model/storage-class.ts";

export interface IncompleteClass {
  driver: Driver;
  /** What the driver demands and the class does not give. */
  missing: readonly Fact<RequiredParameter>[];
  /** The driver makes no volumes at all. */
  staticOnly: Fact<string> | null;
}

/** What keeps the class from making volumes; null: nothing that is known. */
export function findIncompleteness({
  provisioner,
  parameters,
}: StorageClass): IncompleteClass | null {
  const driver = findDriver(provisioner);
  if (driver === null) return null;
  const missing = (driver.required ?? []).filter(({ value }) =>
    value.anyOf.every((name) => !readParameter(parameters, name)),
  );
  const staticOnly = driver.staticOnly ?? null;
  return missing.length === 0 && staticOnly === null ? null : { driver, missing, staticOnly };
}
