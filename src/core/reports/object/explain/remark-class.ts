import type { Driver } from "../../../../knowledge/driver.ts";
import { findInTreePlugin } from "../../../../knowledge/in-tree-plugins.ts";
import type { Inventory } from "../../../model/inventory.ts";
import type { StorageClass } from "../../../model/storage-class.ts";
import { listNames } from "../../../model/text.ts";
import { findDefaultClass } from "../../../sharing/class-of-claim.ts";
import type { ModeAnswer, Remark } from "../object-report.ts";
import { installedNameOf, isStaticOnly } from "./identify-handler.ts";
import { accessModes, defaultClass, localClass } from "./kubernetes-citations.ts";
import { remark } from "./remark.ts";

/** What is known of a class when the remarks are made. */
export interface KnownClass {
  storageClass: StorageClass;
  driver: Driver | null;
  installed: boolean | null;
  filesystem: readonly ModeAnswer[];
  block: readonly ModeAnswer[];
}

/** What else is to be known of the class, what keeps it from working first. */
export function remarkOnClass(known: KnownClass, inventory: Inventory): Remark[] {
  return [
    ...remarkOnInstallation(known),
    ...remarkOnStatic(known),
    ...remarkOnPlugin(known),
    ...remarkOnUnknown(known),
    ...remarkOnDefaults(known, inventory),
    ...remarkOnSharing(known),
  ];
}

function remarkOnInstallation({ storageClass, installed }: KnownClass): Remark[] {
  if (installed !== false) return [];
  const name = installedNameOf(storageClass.provisioner);
  return [
    remark(
      `There is no CSIDriver ${name} in this cluster: the driver is not installed here, or without its CSIDriver object.`,
    ),
  ];
}

function remarkOnStatic({ storageClass, driver }: KnownClass): Remark[] {
  if (isStaticOnly(storageClass)) {
    return [
      remark(
        "The class makes no volumes: claims get PersistentVolumes that somebody made by hand for it. What they can do is for each of them to say: `kubectl shared explain pv/NAME`.",
        localClass,
      ),
    ];
  }
  const fact = driver?.staticOnly;
  return fact ? [remark(fact.value, ...fact.citations)] : [];
}

/** A plugin that left Kubernetes: who makes its volumes now, if anybody. */
function remarkOnPlugin({ storageClass: { provisioner } }: KnownClass): Remark[] {
  const plugin = findInTreePlugin(provisioner);
  if (plugin === null || plugin.handledBy === plugin.name) return [];
  if (plugin.handledBy === null) return plugin.notes.map((it) => remark(it.value, ...it.citations));
  const since = plugin.migrated.value === null ? "" : ` since Kubernetes ${plugin.migrated.value}`;
  return [
    remark(
      `${provisioner} is an old name: ${plugin.handledBy} makes the volumes${since}.`,
      ...plugin.migrated.citations,
    ),
  ];
}

function remarkOnUnknown({ storageClass, driver }: KnownClass): Remark[] {
  const { provisioner } = storageClass;
  if (driver !== null || isStaticOnly(storageClass) || findInTreePlugin(provisioner)) return [];
  return [
    remark(
      `${provisioner} is not known here. Ask its vendor which access modes it takes with volumeMode Filesystem and with Block, from which nodes and zones a volume can be had, and whether the size is enforced.`,
    ),
  ];
}

function remarkOnDefaults({ storageClass }: KnownClass, inventory: Inventory): Remark[] {
  const defaults = [...inventory.classes.values()].filter(({ isDefault }) => isDefault);
  if (!storageClass.isDefault || defaults.length < 2) return [];
  const names = listNames(defaults.map(({ name }) => name).toSorted());
  const newest = findDefaultClass(inventory);
  const which = newest === null ? "the newest of them" : `the newest, ${newest.name}`;
  return [
    remark(
      `${defaults.length} classes are marked as the default, ${names}: a claim that names none gets ${which}.`,
      defaultClass,
    ),
  ];
}

/** What to ask for so that pods on several nodes share it. */
function remarkOnSharing({ driver, filesystem, block }: KnownClass): Remark[] {
  if (driver === null) return [];
  const shared = filesystem.find(({ mode }) => mode === "ReadWriteMany");
  const raw = block.find(({ mode }) => mode === "ReadWriteMany");
  const manifests = driver.variants.flatMap((it) => it.manifests);
  const hasManifest = manifests.some(({ value }) => value.gives.includes("ReadWriteMany"));
  const more = `${hasManifest ? "What its manifest needs" : "More of it"}: \`kubectl shared explain driver/${driver.names[0]}\``;
  if (shared?.answer === "yes" || shared?.answer === "conditional") {
    return [
      remark(
        `To share a volume between nodes ask for ReadWriteMany${onlyIf(shared)}. ${more}`,
        ...shared.citations,
      ),
    ];
  }
  if (raw?.answer === "yes" || raw?.answer === "conditional") {
    return [
      remark(
        `Between nodes only a raw device can be shared: ReadWriteMany with volumeMode Block${onlyIf(raw)}, and an application that keeps its writers apart. ${more}`,
        ...raw.citations,
      ),
    ];
  }
  if (shared?.answer !== "no" || raw?.answer === "unknown") return [];
  return [
    remark(
      `No volume of this class can be written from several nodes${shared.conditions.length > 0 ? `: that takes that ${shared.conditions.join(" and ")}` : ""}.`,
      accessModes,
      ...shared.citations,
    ),
  ];
}

function onlyIf({ answer, conditions }: ModeAnswer): string {
  return answer === "conditional" ? `, only if ${conditions.join(" and ")}` : "";
}
