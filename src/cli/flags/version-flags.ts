import { Flags, type Interfaces } from "@oclif/core";
import { nameFormats } from "../../views/format.ts";
import { VERSION_FORMATS } from "../../views/version/version-formats.ts";
import { sourceFlags } from "./source-flags.ts";

// No file tells a server's version.
const {
  namespace,
  filename: _files,
  recursive: _below,
  "all-namespaces": _all,
  ...server
} = sourceFlags;

/** What to tell the version of. */
export const versionFlags = {
  client: Flags.boolean({
    description: "The client's version only: no server is asked",
    default: false,
  }),
  ...server,
  // Taken wherever kubectl takes it, though no version lies in a namespace.
  namespace: { ...namespace, hidden: true },
  output: Flags.string({
    char: "o",
    description: `One of: ${nameFormats(VERSION_FORMATS).join(", ")}`,
    helpValue: "FORMAT",
    default: "text",
    helpGroup: "OUTPUT",
  }),
};

export type VersionFlags = Interfaces.InferredFlags<typeof versionFlags>;
