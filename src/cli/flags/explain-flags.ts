import { Flags, type Interfaces } from "@oclif/core";
import { nameFormats } from "../../views/format.ts";
import { CLASS_FORMATS } from "../../views/object/class-formats.ts";
import { OBJECT_FORMATS } from "../../views/object/object-formats.ts";
import { TOPIC_FORMATS, TOPIC_LIST_FORMATS } from "../../views/topic/topic-formats.ts";

/** What of a topic to show, and how. */
export const explainFlags = {
  driver: Flags.string({
    description: "With the topic backends: this driver or provisioner",
    helpValue: "NAME",
  }),
  mode: Flags.string({
    description: "With the topic backends: what accepts this access mode, `rwx` or `ReadWriteMany`",
    helpValue: "MODE",
  }),
  cloud: Flags.string({
    description: "With the topic backends: drivers of this cloud, aws, azure, gcp, … or onprem",
    helpValue: "CLOUD",
  }),
  output: Flags.string({
    char: "o",
    description: `One of: ${describeFormats()}`,
    helpValue: "FORMAT",
    default: "text",
    helpGroup: "OUTPUT",
  }),
};

export type ExplainFlags = Interfaces.InferredFlags<typeof explainFlags>;

/** What an object takes, everything takes; each other subject has some of its own. */
function describeFormats(): string {
  const common = nameFormats(OBJECT_FORMATS);
  const others = [
    { subject: "a topic", formats: nameFormats(TOPIC_FORMATS) },
    { subject: "the list of topics", formats: nameFormats(TOPIC_LIST_FORMATS) },
    { subject: "classes", formats: nameFormats(CLASS_FORMATS) },
  ].map(({ subject, formats }) => {
    const own = formats.filter((format) => !common.includes(format));
    return `for ${subject} also ${own.join(", ")}`;
  });
  return [common.join(", "), ...others].join("; ");
}
