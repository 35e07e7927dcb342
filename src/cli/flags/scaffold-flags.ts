import { Flags, type Interfaces } from "@oclif/core";
import { BACKENDS, CLOUDS } from "../../scaffold/backends.ts";
import { nameFormats } from "../../views/format.ts";
import { MANIFEST_FORMATS, PATTERN_LIST_FORMATS } from "../../views/manifest/manifest-formats.ts";
import { backendFlags, describeValue, SERVER } from "./backend-flags.ts";
import { sourceFlags } from "./source-flags.ts";

const { "all-namespaces": _, ...connection } = sourceFlags;

/** What to make, where its volumes come from, and what to hold it against. */
export const scaffoldFlags = {
  ...connection,
  namespace: Flags.string({
    char: "n",
    description: "The namespace to write into the manifests; default: none, kubectl apply decides",
    helpValue: "NAME",
  }),
  filename: Flags.string({
    char: "f",
    description:
      "Hold them against what kubectl wrote instead of a cluster: files or folders of YAML or JSON, also gzipped, `-` for standard input; repeatable",
    helpValue: "FILE|DIR|-",
    multiple: true,
    multipleNonGreedy: true,
  }),
  // Nobody waits for ever for a check that can be left out.
  "request-timeout": Flags.string({
    description:
      "How long to wait before giving up on a single server request: 1s, 2m, 3h; 0 is for ever",
    helpValue: "DURATION",
    helpGroup: "CONNECTION",
    default: "30s",
  }),
  offline: Flags.boolean({
    description: "Ask no cluster: nothing is chosen for it, nothing is checked",
    default: false,
  }),
  "dry-run": Flags.string({
    description:
      "`server`: instead of the manifests print what the server says of each; nothing is created",
    helpValue: "none|server",
    default: "none",
  }),
  workload: pattern("What runs the pods: pod, deployment, statefulset, daemonset or job", "KIND"),
  variant: pattern("The way to it, of a pattern that has several", "NAME"),
  source: pattern("What holds the data already, for a variant that takes it from there", "NAME"),
  image: pattern("The image of the app's container, with a tag or a digest", "IMAGE"),
  command: pattern("Its command, divided at blanks that stand in no quotes", "WORDS"),
  replicas: pattern("How many pods", "NUMBER"),
  labels: pattern("Labels for every object, `team=web,env=test`", "LABELS"),
  "mount-path": pattern("Where the volume is mounted", "PATH"),
  medium: pattern("Of an emptyDir: `memory` or `disk`", "memory|disk"),
  teams: pattern("Names, of a pattern for several namespaces, `team-a,team-b`", "LIST"),
  "run-as-user": pattern("The user that containers run as, a number and not 0", "UID", "10001"),
  "fs-group": pattern("The group that volumes are given to, a number", "GID", "10001"),
  size: storage("What a claim asks for, or what an emptyDir may hold", "QUANTITY"),
  "access-mode": storage("What a claim asks for, `rwx` or `ReadWriteMany`", "MODE"),
  "storage-class": storage("A storage class that is there; default: one that can do it", "NAME"),
  driver: storage(
    `A storage class or a volume of its own: ${BACKENDS.map(({ name }) => name).join(", ")}, or a driver's name`,
    "NAME",
  ),
  cloud: storage(`The usual driver there: ${CLOUDS.join(", ")}`, "CLOUD"),
  output: Flags.string({
    char: "o",
    description: `One of: ${[...MANIFEST_FORMATS.keys()].join(", ")}; of the list of patterns: ${nameFormats(PATTERN_LIST_FORMATS).join(", ")}`,
    helpValue: "FORMAT",
    helpGroup: "OUTPUT",
  }),
  comments: Flags.string({
    description: "`false`: YAML without the comments that say why a line is there",
    helpValue: "true|false",
    helpGroup: "OUTPUT",
    default: "true",
  }),
  ...backendFlags,
  server: Flags.string({
    char: "s",
    description: `A URL: the API server. A name or an address: ${describeValue(SERVER)}`,
    helpValue: "URL|HOST",
    helpGroup: "CONNECTION",
  }),
};

export type ScaffoldFlags = Interfaces.InferredFlags<typeof scaffoldFlags>;

function pattern(description: string, helpValue: string, usual?: string) {
  return Flags.string({
    description,
    helpValue,
    helpGroup: "PATTERN",
    ...(usual !== undefined && { default: usual }),
  });
}

function storage(description: string, helpValue: string) {
  return Flags.string({ description, helpValue, helpGroup: "STORAGE" });
}
