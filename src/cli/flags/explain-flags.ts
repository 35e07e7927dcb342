import { Flags, type Interfaces } from "@oclif/core";
import type { Formats } from "../../views/format.ts";
import { TOPIC_FORMATS, TOPIC_LIST_FORMATS } from "../../views/topic/topic-formats.ts";

const FORMATS = new Set([TOPIC_FORMATS, TOPIC_LIST_FORMATS].flatMap(listNames));

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
    description: `One of: ${[...FORMATS].join(", ")}`,
    helpValue: "FORMAT",
    default: "text",
    helpGroup: "OUTPUT",
  }),
};

export type ExplainFlags = Interfaces.InferredFlags<typeof explainFlags>;

function listNames(formats: Formats<never>): string[] {
  return Array.from(formats.values(), ({ name, argument }) =>
    argument ? `${name}=${argument.placeholder}` : name,
  );
}
