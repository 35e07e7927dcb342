import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import type { Circumstances } from "../../knowledge/condition.ts";
import { type ResolvedDriver, resolveDriver } from "../../knowledge/resolve-driver.ts";
import type { Backend, Parameters } from "../backend.ts";
import type { BackendUse } from "../backends.ts";
import { findBackend, listMissingValues } from "../backends.ts";
import { toManifest } from "../manifest.ts";
import type { ScaffoldOptions, StorageChoice } from "../options.ts";
import { buildOwnClass } from "./storage-class.ts";

/** The driver by the name that the storage goes by; null: not known. */
export function driverOfStorage(storage: StorageChoice): string | null {
  return storage.kind === "class" ? storage.driver : storage.backend.driver;
}

/** The backend; of a class of the cluster the one that makes such classes. null: there is none. */
export function backendOfStorage(storage: StorageChoice): Backend | null {
  if (storage.kind === "backend") return storage.backend;
  return storage.driver === null ? null : findBackend(storage.driver);
}

/** What is known of a claim of that mode: parameters count only where a class makes its volume. */
export function describeCircumstances(
  options: ScaffoldOptions,
  use: BackendUse,
  mode: KnownAccessMode,
  hasDataSource: boolean,
): Circumstances {
  const asked = { volumeMode: "Filesystem", accessModes: [mode] } as const;
  if (use === "volume") return asked;
  const parameters = readParameters(options);
  return { ...asked, hasDataSource, ...(parameters && { parameters }) };
}

/** The driver of the storage and what its volumes would be; null: nobody knows the driver. */
export function resolveStorage(
  storage: StorageChoice,
  given: Circumstances,
): ResolvedDriver | null {
  const driver = driverOfStorage(storage);
  return driver === null ? null : resolveDriver(driver, given);
}

/** Of the class that makes the volumes. null: it was not read, or cannot be made yet. */
export function readParameters(options: ScaffoldOptions): Parameters | null {
  const { storage } = options;
  if (storage?.kind === "class") return storage.parameters ?? null;
  if (!storage || listMissingValues(storage.backend, "class", storage.values).length > 0) {
    return null;
  }
  const [own] = buildOwnClass(options);
  const parameters = own && toManifest(own).object.parameters;
  return (parameters ?? {}) as Parameters;
}
