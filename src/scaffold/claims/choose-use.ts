import type { BackendUse } from "../backends.ts";
import type { ScaffoldOptions, StorageChoice } from "../options.ts";

/**
 * What the claims' volumes come from: what the pattern wants, or a volume for what is there, where
 * the backend makes none. null: the storage cannot do that.
 */
export function chooseUse(storage: StorageChoice, wanted: BackendUse): BackendUse | null {
  if (storage.kind === "class") return wanted === "class" ? "class" : null;
  const { storageClass, volume } = storage.backend;
  if (wanted === "class" && storageClass !== null) return "class";
  return volume === null ? null : "volume";
}

/** The storage and its use, of options that were not refused. */
export function requireStorage(
  { storage }: Pick<ScaffoldOptions, "storage">,
  wanted: BackendUse,
): { storage: StorageChoice; use: BackendUse } {
  const use = storage && chooseUse(storage, wanted);
  if (storage === null || use === null) throw new Error("nothing to make a volume from");
  return { storage, use };
}
