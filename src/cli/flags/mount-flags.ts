import { Flags, type Interfaces } from "@oclif/core";
import { SEVERITIES } from "../../core/rules/finding.ts";
import { nameFormats } from "../../views/format.ts";
import { MOUNT_FORMATS } from "../../views/mount/mount-formats.ts";
import { GROUPINGS } from "../../views/mount/mount-view-options.ts";

/** What to show, and how. */
export const mountFlags = {
  selector: Flags.string({
    char: "l",
    description: "Show claims with these labels, `app=web,env in (prod,test)`",
    helpValue: "SELECTOR",
  }),
  "pod-selector": Flags.string({
    description: "Show what pods with these labels use",
    helpValue: "SELECTOR",
  }),
  "field-selector": Flags.string({
    description: "Show what these pods use, `spec.nodeName=node-a,status.phase=Running`",
    helpValue: "SELECTOR",
  }),
  kinds: Flags.string({
    description: "Kinds of storage: claims, emptydir, hostpath, intree, csiinline, image, … or all",
    helpValue: "LIST",
  }),
  deep: Flags.boolean({
    description: "Read all that any rule needs, whatever it costs in a large cluster",
    default: false,
  }),
  output: Flags.string({
    char: "o",
    description: `One of: ${nameFormats(MOUNT_FORMATS).join(", ")}`,
    helpValue: "FORMAT",
    default: "table",
    helpGroup: "OUTPUT",
  }),
  by: Flags.string({
    description: `What rows are grouped by: ${GROUPINGS.join(", ")}`,
    helpValue: "GROUPING",
    default: "claim",
    helpGroup: "OUTPUT",
  }),
  "sort-by": Flags.string({
    description: "Sort by a field of the report's items, `{.sharing.pods}`",
    helpValue: "JSONPATH",
    helpGroup: "OUTPUT",
  }),
  "no-headers": Flags.boolean({
    description: "Rows only: no headings, nothing below the rows",
    helpGroup: "OUTPUT",
    default: false,
  }),
  "show-labels": Flags.boolean({
    description: "Show the labels of claims as the last column",
    helpGroup: "OUTPUT",
    default: false,
  }),
  "fail-on": Flags.string({
    description: `Exit with 3 if there is a finding as severe as this or more (${SEVERITIES.join(", ")}), with 4 if none was found but rules could not run`,
    helpValue: "SEVERITY",
    helpGroup: "OUTPUT",
  }),
};

export type MountFlags = Interfaces.InferredFlags<typeof mountFlags>;
