import type { StorageFacts } from "../../core/reports/mount/mount-report.ts";

// Storage that is no claim, in the columns that claims have: a blank where the question does not
// arise.

/** What is in it: an image's reference, the parts of a projected volume. */
export function describeContent(storage: StorageFacts): string {
  if ("reference" in storage) return storage.reference ?? "";
  return "sources" in storage ? (storage.sources ?? []).join(",") : "";
}

/** Who makes it: a driver, a plugin, memory instead of a disk, a type that this build does not know. */
export function describeMaker(storage: StorageFacts): string {
  if ("driver" in storage) return storage.driver ?? "<unknown>";
  if ("medium" in storage) return storage.medium || "disk";
  return "type" in storage ? (storage.type ?? "") : "";
}

/** `64Mi`; `<none>` for an emptyDir that may fill its node. */
export function describeLimit(storage: StorageFacts): string {
  return "sizeLimit" in storage ? (storage.sizeLimit ?? "<none>") : "";
}

/** The same in a few words, as the tree puts them behind the name: `Memory, at most 64Mi`. */
export function describePodStorage(storage: StorageFacts): string[] {
  const limit = describeLimit(storage);
  const words = [
    describeContent(storage),
    describeMaker(storage),
    limit === "<none>" ? "no size limit" : limit && `at most ${limit}`,
  ].filter((word) => word !== "");
  return words.length === 0 ? [] : [`(${words.join(", ")})`];
}
