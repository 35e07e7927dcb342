import type { Inventory } from "../../core/model/inventory.ts";
import { covers, type Resource } from "../../core/model/resource.ts";
import { STORAGE_KINDS } from "../../core/model/storage-kind.ts";
import type { ClassExplanation } from "../../core/reports/object/object-report.ts";
import { reportClasses } from "../../core/reports/object/report-classes.ts";
import type { OfferedClass } from "../../scaffold/choose-class.ts";
import type { OpenedSource } from "../open-source.ts";

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

const OF_CLUSTER: readonly Resource[] = ["storageclasses", "csidrivers", "nodes"];

/** Files tell names at no price; a server is asked for each by itself. */
const OF_FILES: readonly Resource[] = [
  ...OF_CLUSTER,
  "pods",
  "persistentvolumeclaims",
  "persistentvolumes",
  "deployments",
  "statefulsets",
  "daemonsets",
  "jobs",
];

/**
 * Reads classes, drivers and nodes; of files also what has a name.
 *
 * @throws SourceError
 */
export async function surveyCluster({ source, planned }: OpenedSource): Promise<Survey> {
  const inventory = await source.read({
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(STORAGE_KINDS),
    resources: new Set(planned === undefined ? OF_FILES : OF_CLUSTER),
    deep: false,
    details: true,
    countsPod: () => false,
  });
  const isRead = covers(inventory.extents.storageclasses, null);
  return { inventory, classes: isRead ? reportClasses(inventory).items.map(toOffered) : null };
}

function toOffered(explained: ClassExplanation): SurveyedClass {
  const demanded = explained.missing.filter((it) => it.demanded);
  return { ...explained, obstacles: demanded.map(({ text }) => text) };
}
