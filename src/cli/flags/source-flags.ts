import { Flags, type Interfaces } from "@oclif/core";
import { connectionFlags } from "./connection-flags.ts";

/** Where to read, and where in it to look. */
export const sourceFlags = {
  namespace: Flags.string({
    char: "n",
    description: "The namespace to look in; default: the context's, with -f every one",
    helpValue: "NAME",
  }),
  "all-namespaces": Flags.boolean({
    char: "A",
    description: "Look in all namespaces, whatever -n says",
    default: false,
  }),
  filename: Flags.string({
    char: "f",
    description:
      "Read what kubectl wrote instead of a cluster: files or folders of YAML or JSON, also gzipped, `-` for standard input; repeatable",
    helpValue: "FILE|DIR|-",
    multiple: true,
    multipleNonGreedy: true,
  }),
  recursive: Flags.boolean({
    char: "R",
    description: "Read the folders of -f with all below them",
    default: false,
  }),
  v: Flags.string({
    char: "v",
    description: "Log level: 6 shows the requests, 8 the stack of an error",
    helpValue: "LEVEL",
    default: "0",
  }),
  ...connectionFlags,
};

export type SourceFlags = Interfaces.InferredFlags<typeof sourceFlags>;
