import type { Driver } from "../../../../knowledge/driver.ts";
import { findDriver } from "../../../../knowledge/drivers.ts";
import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { ACCESS_MODES } from "../../../model/access-mode.ts";
import type { Inventory } from "../../../model/inventory.ts";
import { covers } from "../../../model/resource.ts";
import type { StorageClass } from "../../../model/storage-class.ts";
import { listNames } from "../../../model/text.ts";
import { findIncompleteness } from "../../../sharing/missing-parameters.ts";
import type { ClassExplanation, MissingParameter, ModeAnswer, Remark } from "../object-report.ts";
import { answerMode } from "./answer-mode.ts";
import { describeSize } from "./describe-size.ts";
import { identifyHandlerOfClass, installedNameOf, isStaticOnly } from "./identify-handler.ts";
import { remark } from "./remark.ts";
import { remarkOnClass } from "./remark-class.ts";

/** What claims of the class can have, as far as its driver is known. */
export function explainClass(storageClass: StorageClass, inventory: Inventory): ClassExplanation {
  const { name, provisioner, parameters, isDefault } = storageClass;
  const driver = isStaticOnly(storageClass) ? null : findDriver(provisioner);
  const handler = identifyHandlerOfClass(storageClass, { parameters }, inventory);
  const installed = isInstalled(provisioner, driver, inventory);
  const filesystem = answerFor("Filesystem", storageClass, inventory);
  const block = answerFor("Block", storageClass, inventory);
  const missing = describeMissing(storageClass);
  const obstacle = findObstacle(storageClass, missing);
  return {
    name,
    provisioner,
    product: driver?.product ?? null,
    installed,
    isDefault,
    bindingMode: storageClass.bindingMode,
    reclaimPolicy: storageClass.reclaimPolicy,
    allowsExpansion: storageClass.allowsExpansion,
    parameters: { ...parameters },
    attaches: handler.attaches,
    filesystem: hinder(filesystem, obstacle),
    block: hinder(block, obstacle),
    size: describeSize(handler, null),
    missing,
    incomplete: obstacle?.because ?? null,
    staticOnly: isStaticOnly(storageClass) || driver?.staticOnly !== undefined,
    remarks: remarkOnClass({ storageClass, driver, installed, filesystem, block }, inventory),
  };
}

/** Each mode for a claim that asks for it: with some drivers that decides what kind it gets. */
function answerFor(
  volumeMode: "Filesystem" | "Block",
  storageClass: StorageClass,
  inventory: Inventory,
): ModeAnswer[] {
  return ACCESS_MODES.map((mode) => {
    const given = { parameters: storageClass.parameters, volumeMode, accessModes: [mode] };
    return answerMode(identifyHandlerOfClass(storageClass, given, inventory), mode, volumeMode);
  });
}

/** Only CSI drivers have an object that says so; an unknown provisioner may be none. */
function isInstalled(
  provisioner: string,
  driver: Driver | null,
  { drivers, extents }: Inventory,
): boolean | null {
  if (drivers.has(installedNameOf(provisioner))) return true;
  return driver?.kind === "csi" && covers(extents.csidrivers, null) ? false : null;
}

function describeMissing(storageClass: StorageClass): MissingParameter[] {
  const missing = findIncompleteness(storageClass)?.missing ?? [];
  return missing.map(({ value: { anyOf, answer }, citations }) => {
    const which = listParameters(anyOf);
    const text =
      answer === null
        ? `The documentation asks for ${which}, which the class does not give.`
        : `The driver needs ${which}, which the class does not give. It answers: ${answer}`;
    return { text, citations, demanded: answer !== null };
  });
}

function listParameters(anyOf: readonly string[]): string {
  return anyOf.length > 1 ? `one of ${anyOf.join(", ")}` : (anyOf[0] ?? "");
}

/** What keeps every claim of the class from getting a volume, and the mode answers with it. */
interface Obstacle {
  because: Remark;
  /** In the words of a condition. */
  condition: string;
  answer: "no" | "conditional";
}

function findObstacle(
  storageClass: StorageClass,
  missing: readonly MissingParameter[],
): Obstacle | null {
  const found = findIncompleteness(storageClass);
  if (found?.staticOnly) {
    const { value, citations } = found.staticOnly;
    return { because: remark(value, ...citations), condition: value, answer: "no" };
  }
  const lack = missing.find(({ demanded }) => demanded);
  if (lack !== undefined) {
    const names = (found?.missing ?? [])
      .filter(({ value }) => value.answer !== null)
      .map(({ value }) => listParameters(value.anyOf));
    return {
      because: remark(lack.text, ...lack.citations),
      condition: `the class gives ${listNames(names)}`,
      answer: "conditional",
    };
  }
  return null;
}

/** What the driver gives, a class gives only where it makes volumes at all. */
function hinder(answers: readonly ModeAnswer[], obstacle: Obstacle | null): ModeAnswer[] {
  return answers.map((given) => {
    const isGiven = given.answer === "yes" || given.answer === "conditional";
    if (obstacle === null || !isGiven) return given;
    const { answer, condition, because } = obstacle;
    const citations = uniteCitations(given.citations, because.citations);
    const conditions = answer === "no" ? [condition] : [condition, ...given.conditions];
    return { ...given, answer, conditions, citations };
  });
}
