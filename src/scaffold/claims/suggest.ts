import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import type { Condition } from "../../knowledge/condition.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { proposeBackend } from "../backends.ts";
import type { ScaffoldOptions } from "../options.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { driverOfStorage } from "./resolve-storage.ts";

/** The words that name the storage again; none: none was chosen. */
export function flagOfStorage({ storage }: ScaffoldOptions): string[] {
  if (storage === null) return [];
  return storage.kind === "class"
    ? ["--storage-class", storage.name]
    : ["--driver", storage.backend.name];
}

/**
 * What works where the driver does not take the mode: the same end on this storage by another
 * pattern, or the same pattern on other storage of the cloud.
 *
 * @param accepted what the driver takes instead
 * @param failing what it takes the mode for
 * @param many the pattern for pods of many nodes
 */
export function suggestInstead(
  options: ScaffoldOptions,
  mode: KnownAccessMode,
  accepted: readonly KnownAccessMode[],
  failing: readonly Condition[],
  many: string,
): string[] {
  const here = flagOfStorage(options);
  if (mode === "ReadOnlyMany") {
    const isCopy = failing.some(({ test }) => test === "dataSource");
    return [
      ...(accepted.includes("ReadWriteMany") ? [scaffold("rox", options, ...here)] : []),
      ...(isCopy
        ? [scaffold("rox", options, ...here, "--variant", "snapshot", "--source", "CLAIM")]
        : []),
      scaffold("rox", options, "--variant", "image"),
    ];
  }
  if (mode === "ReadWriteMany") {
    const other = suggestBackend(options, mode);
    return [
      ...(other === null ? [] : [scaffold(many, options, "--driver", other)]),
      ...(accepted.includes("ReadWriteOnce")
        ? [scaffold("rwo-same-node", options, ...here), ...suggestOwn(options)]
        : []),
    ];
  }
  return accepted.includes("ReadWriteMany") ? [scaffold("rwx", options, ...here)] : [];
}

/** A claim for each replica, where there is a class to make them. */
export function suggestOwn(options: ScaffoldOptions, ...words: string[]): string[] {
  const { storage } = options;
  const isMade = storage?.kind === "class" || (storage?.backend.storageClass ?? null) !== null;
  return isMade ? [scaffold("stateful", options, ...flagOfStorage(options), ...words)] : [];
}

/** A backend of the same cloud that has the mode; null: it has none, or nobody knows the cloud. */
export function suggestBackend({ storage }: ScaffoldOptions, mode: KnownAccessMode): string | null {
  const driver = storage && driverOfStorage(storage);
  const cloud = driver ? findDriver(driver)?.cloud : undefined;
  return cloud === undefined ? null : (proposeBackend(cloud, mode, "class")?.name ?? null);
}
