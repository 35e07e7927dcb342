import type { Driver } from "../../../knowledge/driver.ts";
import { findDriver } from "../../../knowledge/drivers.ts";
import { ACCESS_MODES } from "../../model/access-mode.ts";
import type { Inventory } from "../../model/inventory.ts";
import { covers } from "../../model/resource.ts";
import type { StorageClass } from "../../model/storage-class.ts";
import { findIncompleteness } from "../../sharing/missing-parameters.ts";
import type { ClassExplanation, ModeAnswer, Remark } from "../object-report.ts";
import { answerMode } from "./answer-modes.ts";
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
    filesystem,
    block,
    size: describeSize(handler, null),
    missing: describeMissing(storageClass),
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

const DEMAND = "The driver needs";

/** Whether the driver makes no volume without it: some things only a documentation asks for. */
export function isDemanded({ text }: Remark): boolean {
  return text.startsWith(DEMAND);
}

function describeMissing(storageClass: StorageClass): Remark[] {
  const missing = findIncompleteness(storageClass)?.missing ?? [];
  return missing.map(({ value: { anyOf, answer }, citations }) => {
    const [first, ...others] = anyOf;
    const which = others.length > 0 ? `one of ${anyOf.join(", ")}` : first;
    return remark(
      answer === null
        ? `The documentation asks for ${which}, which the class does not give.`
        : `${DEMAND} ${which}, which the class does not give. It answers: ${answer}`,
      ...citations,
    );
  });
}
