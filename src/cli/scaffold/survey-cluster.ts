import type { Inventory } from "../../core/model/inventory.ts";
import { covers, type Resource } from "../../core/model/resource.ts";
import { STORAGE_KINDS } from "../../core/model/storage-kind.ts";
import type { ClassExplanation } from "../../core/reports/object/object-report.ts";
import { reportClasses } from "../../core/reports/object/report-classes.ts";
import type { OfferedClass } from "../../scaffold/choose-class.ts";
import type { OpenedSource } from "../open-source.ts";
import type { StorageWish } from "./read-storage.ts";

/** What is there already, as far as it matters for what is to be made. */
export interface Survey {
  inventory: Inventory;
  /** null: could not be read. */
  classes: readonly SurveyedClass[] | null;
}

export interface SurveyedClass extends OfferedClass {
  bindingMode: string;
  parameters: Readonly<Record<string, string>>;
}

/** Files tell names at no price; a server is asked for each by itself. */
const OF_FILES: readonly Resource[] = [
  "storageclasses",
  "csidrivers",
  "nodes",
  "pods",
  "persistentvolumeclaims",
  "persistentvolumes",
  "deployments",
  "statefulsets",
  "daemonsets",
  "jobs",
];

/**
 * Reads nodes, and of classes and drivers what the wish needs; of files also what has a name.
 *
 * @throws SourceError
 */
export async function surveyCluster(
  { source, planned }: OpenedSource,
  wish: StorageWish,
): Promise<Survey> {
  const inventory = await source.read({
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(STORAGE_KINDS),
    resources: new Set(planned === undefined ? OF_FILES : [...listNeeded(wish), "nodes"]),
    deep: false,
    details: true,
    counted: null,
  });
  const isRead = covers(inventory.extents.storageclasses, null);
  return { inventory, classes: isRead ? reportClasses(inventory).items.map(toOffered) : null };
}

/** Who may not read what nobody needs is to hear nothing of it. */
function listNeeded(wish: StorageWish): Resource[] {
  switch (wish.kind) {
    case "none":
      return [];
    case "class":
    case "any-class":
      return ["storageclasses", "csidrivers"];
    case "backend":
      return wish.backend.storageClass === null ? [] : ["storageclasses"];
  }
}

function toOffered(explained: ClassExplanation): SurveyedClass {
  const demanded = explained.missing.filter((it) => it.demanded);
  return { ...explained, obstacles: demanded.map(({ text }) => text) };
}
