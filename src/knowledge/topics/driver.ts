import { abbreviateModes } from "../../core/model/access-mode.ts";
import { type Citation, repository } from "../citation.ts";
import type { ParameterTest, VariantCondition } from "../condition.ts";
import { drawManifest } from "../draw-manifest.ts";
import type {
  Driver,
  FsGroupPolicy,
  Manifest,
  Medium,
  SizeLimit,
  Topology,
  Variant,
} from "../driver.ts";
import { matchesPattern } from "../drivers.ts";
import type { Fact } from "../fact.ts";
import { IN_TREE_PLUGINS, type InTreePlugin } from "../in-tree-plugins.ts";
import { citeModes, isDocumented, MODE_COLUMNS, ModeRows } from "../mode-rows.ts";
import { describeReadOnlyManyMount } from "../resolve-driver.ts";
import { type Block, type Row, type Section, statement, type Topic } from "../topic.ts";

const api = repository("kubernetes/api");
const csiDriverSpec = api.file("storage/v1/types.go", "CSIDriverSpec");

/**
 * Everything that is known of one driver, provisioner or plugin.
 *
 * @param asked the name by which it is asked for
 */
export function describeDriver(driver: Driver, asked: string): Topic {
  const name = chooseName(driver, asked);
  const others = [...driver.names, ...(driver.patterns ?? [])].filter((it) => it !== name);
  const aliases = others.length > 0 ? `, also named ${others.join(", ")}` : "";
  return {
    topic: `driver/${name}`,
    title: `${driver.product}: ${name}${aliases}`,
    summary: `what is known of ${driver.product}`,
    sections: [
      { title: "Access modes", blocks: describeModes(driver) },
      { title: "Attachment and groups", blocks: describeHandling(driver) },
      ...driver.variants.map(describeVariant),
      ...describeManifests(driver, name),
      ...describePredecessors(driver),
    ],
    related: ["backends", "access-modes", "capacity", "permissions"],
  };
}

/** What is asked for is shown, unless it is the name of a plugin that the driver took over. */
function chooseName({ names, patterns = [] }: Driver, asked: string): string {
  const isOwn = names.includes(asked) || patterns.some((it) => matchesPattern(it, asked));
  return isOwn ? asked : names[0];
}

/** What is known of a plugin inside Kubernetes that no driver took over. */
export function describePlugin({ field, name, removed, notes }: InTreePlugin): Topic {
  return {
    topic: `driver/${name}`,
    title: `${name}: a plugin that was inside Kubernetes`,
    summary: `what became of ${name}`,
    sections: [
      {
        title: "What became of it",
        blocks: [
          describeFact(
            removed,
            "with which release it was removed",
            (release) =>
              `The code of ${name}, the field ${field}, left Kubernetes with ${release}.`,
          ),
          ...notes.map(statement),
        ],
      },
    ],
    related: ["backends"],
  };
}

function describeModes({ variants }: Driver): Block[] {
  const rowOf = new ModeRows();
  const all = variants.flatMap((variant) =>
    (["filesystem", "block"] as const).map((volumeMode) => ({
      volumes: variant.name === null ? volumeMode : `${volumeMode}, ${variant.name}`,
      modes: variant[volumeMode].value,
      citations: variant[volumeMode].citations,
    })),
  );
  const documented = all.filter(
    ({ modes, citations }) => isDocumented(modes) && citations.length > 0,
  );
  const unknown = all.filter(({ modes }) => !isDocumented(modes));
  const rows = documented.map(
    ({ volumes, modes, citations }): Row => ({
      cells: [...rowOf.cellsOf(modes, citations), volumes],
      citations: citeModes(modes, citations),
    }),
  );
  return [
    ...(rows.length > 0
      ? [{ kind: "table" as const, columns: [...MODE_COLUMNS, "volumes"], rows }]
      : []),
    ...rowOf.conditions(),
    ...(unknown.length > 0
      ? [
          notDocumented(
            `access modes of ${unknown.map(({ volumes }) => volumes).join("; ")} volumes`,
          ),
        ]
      : []),
    ...(rows.length === 0 && unknown.length === 0
      ? [
          statement({
            value: "Does not apply: no claim asks for such a volume, so it has no access mode.",
            citations: [],
          }),
        ]
      : []),
  ];
}

function describeHandling(driver: Driver): Block[] {
  const { kind, attachRequired, fsGroupPolicy, mountGroup } = driver;
  const isClaimed = driver.variants.some(({ medium }) => medium !== "ephemeral");
  return [
    describeFact(attachRequired, "whether its volumes are attached to nodes", (isAttached) =>
      isAttached
        ? "The attach-detach controller attaches its volumes to nodes, and keeps a ReadWriteOnce volume to one node."
        : `Its volumes are not attached to nodes${isClaimed ? ": no controller keeps a ReadWriteOnce volume to one node" : ""}.`,
    ),
    describeFact(fsGroupPolicy, "what becomes of fsGroup", (policy) => GROUPS[policy]),
    ...(mountGroup ? [statement(mountGroup)] : []),
    ...(kind === "csi"
      ? [
          statement({
            value:
              "What the CSIDriver object of the cluster says wins: attachRequired and fsGroupPolicy can be set when the driver is installed.",
            citations: [csiDriverSpec],
          }),
        ]
      : []),
  ];
}

/** @see https://kubernetes-csi.github.io/docs/support-fsgroup.html */
const GROUPS: Readonly<Record<FsGroupPolicy, string>> = {
  File: "fsGroupPolicy is File: the kubelet may give every volume the pod's fsGroup.",
  ReadWriteOnceWithFSType:
    "fsGroupPolicy is ReadWriteOnceWithFSType: the kubelet gives a volume the pod's fsGroup only if ReadWriteOnce is among its modes and it names a file system type.",
  None: "fsGroupPolicy is None: the kubelet never gives a volume the pod's fsGroup.",
};

function describeVariant(variant: Variant, _index: number, all: readonly Variant[]): Section {
  const { name, topology, size, onePodOnly, notes, filesystem, block } = variant;
  const modes = filesystem.citations.length > 0 ? filesystem : block;
  return {
    title: name === null ? "Volumes" : `Volumes: ${name}`,
    blocks: [
      ...(modes.citations.length > 0
        ? [statement({ value: MEDIA[variant.medium], citations: modes.citations })]
        : []),
      ...(all.length > 1 && modes.citations.length > 0
        ? [statement({ value: describeWhen(variant), citations: modes.citations })]
        : []),
      describeFact(topology, "from where a volume can be reached", describeReach),
      describeFact(size, "whether the requested size is enforced", describeSize),
      ...describeReadOnly(variant),
      ...(onePodOnly ? [statement(onePodOnly)] : []),
      ...notes.map(statement),
    ],
  };
}

const MEDIA: Readonly<Record<Medium, string>> = {
  block: "A volume is a disk.",
  file: "A volume is a file system that many nodes can mount.",
  object: "A volume is a bucket or a container of objects, shown as files.",
  local: "A volume is a node's own disk or folder.",
  ephemeral: "A volume lives and dies with its pod; there is no PersistentVolume.",
};

function describeWhen({ when }: Variant): string {
  if (when === undefined) return "These are all its other volumes.";
  return `These are volumes where ${when.map(describeCondition).join(", or ")}.`;
}

function describeCondition({ parameter, volumeMode, accessModes }: VariantCondition): string {
  return [
    ...(parameter ? [describeTest(parameter)] : []),
    ...(volumeMode ? [`volumeMode is ${volumeMode}`] : []),
    ...(accessModes ? [`one of the access modes is ${accessModes.join(" or ")}`] : []),
  ].join(" and ");
}

function describeTest(test: ParameterTest): string {
  const parameter = `the parameter ${test.name}`;
  if ("absent" in test) return `${parameter} is not given`;
  if ("atLeast" in test) return `${parameter} is ${test.atLeast} or more`;
  if ("oneOf" in test) return `${parameter} is ${test.oneOf.join(" or ")}`;
  return `${parameter} is not ${test.noneOf.join(" or ")}`;
}

const REACHES: Readonly<Record<Topology["reach"], string>> = {
  node: "It can be reached from one node only.",
  zone: "It can be reached from the nodes of one zone.",
  region: "It can be reached from the nodes of its region.",
  backend: "From where it can be reached depends on the backend.",
  anywhere: "It can be reached from every node that reaches the backend over the network.",
};

/** A remark may widen what the bare word says, so that it must not be a sentence of its own. */
function describeReach({ reach, remark }: Topology): string {
  if (remark === undefined) return REACHES[reach];
  return `Reach, by ${reach === "anywhere" ? "network" : reach}: ${remark}`;
}

const SIZES: Readonly<Record<SizeLimit["limit"], string>> = {
  none: "Nothing keeps pods from writing more than the claim requested.",
  device: "The size is that of a disk: it cannot hold more.",
  quota: "The backend counts, and refuses what is beyond the size.",
  filesystem: "The size is that of the whole file system, for all who use it.",
};

function describeSize({ limit, remark }: SizeLimit): string {
  return withRemark(SIZES[limit], remark);
}

function withRemark(text: string, remark: string | undefined): string {
  return remark === undefined ? text : `${text} ${remark}`;
}

/** Nothing where no such volume is accepted: the table says so already. */
function describeReadOnly(variant: Variant): Block[] {
  const { answer, citations } = describeReadOnlyManyMount(variant, "Filesystem");
  if (answer === "rejected" || variant.medium === "ephemeral") return [];
  if (answer === "unknown") {
    return [notDocumented("whether a ReadOnlyMany volume is mounted read-only")];
  }
  const value =
    answer === "forced"
      ? "The driver mounts a ReadOnlyMany volume read-only."
      : "The driver does not mount a ReadOnlyMany volume read-only: pods can write unless another switch keeps them from it.";
  return [statement({ ...variant.readOnlyMany, value, citations })];
}

function describeManifests(driver: Driver, name: string): Section[] {
  const blocks = driver.variants.flatMap(({ manifests }) =>
    manifests.map(
      ({ value, citations }): Block => ({
        kind: "example",
        purpose: namePurpose(value),
        language: "yaml",
        text: drawManifest(value, name),
        citations,
      }),
    ),
  );
  return blocks.length > 0
    ? [{ title: "What a working manifest needs (<…> is yours to give)", blocks }]
    : [];
}

function namePurpose({ purpose, gives }: Manifest): string {
  const clause = purpose.replace(/\.$/, "");
  return gives.length === 0 ? clause : `${clause} (${abbreviateModes(gives)})`;
}

/** What of Kubernetes' own plugins it has taken over. */
function describePredecessors({ names: [name] }: Driver): Section[] {
  const plugins = IN_TREE_PLUGINS.filter((it) => it.handledBy === name && it.name !== name);
  if (plugins.length === 0) return [];
  const blocks = plugins.flatMap(({ field, name: old, migrated, removed, notes }) => [
    describeFact(
      migrated,
      `since when it handles ${old}`,
      (release) =>
        `Since Kubernetes ${release} it handles the volumes of ${old} (the field ${field}).`,
    ),
    ...(removed.value === null
      ? []
      : [
          statement({
            ...removed,
            value: `The code of ${old} left Kubernetes with ${removed.value}.`,
          }),
        ]),
    ...notes.map(statement),
  ]);
  return [{ title: "Inside Kubernetes before", blocks }];
}

function describeFact<T>(
  { value, ...known }: Fact<T | null>,
  what: string,
  say: (value: T) => string,
): Block {
  return value === null
    ? notDocumented(what, known.citations)
    : statement({ ...known, value: say(value) });
}

function notDocumented(what: string, citations: readonly Citation[] = []): Block {
  return statement({ value: `Not documented: ${what}.`, citations });
}
