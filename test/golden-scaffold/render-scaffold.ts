import { fileURLToPath } from "node:url";
import type { Backend } from "../../src/scaffold/backend.ts";
import {
  BACKENDS,
  type BackendUse,
  canDo,
  listMissingValues,
} from "../../src/scaffold/backends.ts";
import { typeScaffold } from "./type-scaffold.ts";

/** Where the cases are: a folder each, with what is printed. */
export const CASES = import.meta.dirname;

const SHOP = fileURLToPath(new URL("../../examples/shop/cluster.yaml", import.meta.url));

/** A command line in each; `SHOP` stands for the dump of the shop. */
const COMMANDS: Readonly<Record<string, string>> = {
  "claim-in-pod": "claim-in-pod notes --driver ebs --offline",
  "empty-dir": "empty-dir --offline",
  "empty-dir-memory": "empty-dir cache --medium memory --workload deployment --offline",
  sidecar: "sidecar web --offline",
  "init-handover": "init-handover --offline",
  localhost: "localhost --offline",
  "unix-socket": "unix-socket --offline",
  shm: "shm --size 256Mi --offline",
  service: "service web --offline",
  rwx: `rwx media --size 10Gi ${on("efs", "class")} --offline`,
  "rwx-pod": `rwx media --workload pod ${on("efs", "class")} --offline`,
  "rwx-statefulset": `rwx media --workload statefulset ${on("efs", "class")} --offline`,
  "rwx-daemonset": `rwx media --workload daemonset ${on("efs", "class")} --offline`,
  "rwx-job": `rwx media --workload job ${on("efs", "class")} --offline`,
  "rwx-class": "rwx media --storage-class files --offline",
  "rwx-class-of-cluster": "rwx uploads -n shop -f SHOP",
  "rwx-own-image": `rwx media --image registry.example.com/app:1.2 --labels team=web -n shop ${on("efs", "class")} --offline`,
  "rox-read-only-mounts": `rox models ${on("efs", "class")} --offline`,
  "rox-static": `rox models --variant static ${on("nfs", "volume")} --offline`,
  "rox-snapshot": "rox models --variant snapshot --source trained --driver pd --offline",
  "rox-clone": "rox models --variant clone --source trained --driver pd --offline",
  "rox-image": "rox models --variant image --source registry.example.com/models:2.1 --offline",
  "rwo-same-node": "rwo-same-node cache --driver ebs --replicas 3 --offline",
  rwop: "rwop db --driver ebs --offline",
  stateful: "stateful db --driver ebs --offline",
  "per-team": `per-team files --teams red,blue ${on("efs", "class")} --offline`,
  static: `static media ${on("nfs", "volume")} --offline`,
  "cross-namespace": `cross-namespace files --teams shop,analytics ${on("nfs", "volume")} --offline`,
};

/** What is not made, and why not. */
const REFUSED: readonly string[] = [
  "rxw --offline",
  "rwx --offline",
  "rwx a b --offline",
  "rwx Media --offline",
  "rwx --driver ebs --offline",
  "rwx media -n shop --driver ebs --offline",
  "rwx --driver efs --offline",
  "rwx --driver efss --offline",
  "rwx --cloud hetzner --offline",
  "rwx --driver local --offline",
  "rwx --driver cinder.csi.openstack.org --offline",
  "rwx --storage-class gp3 -f SHOP",
  "rwx --storage-class gp33 -f SHOP",
  "rwx media -n shop -f SHOP",
  "rwx --access-mode rox --driver efs --offline",
  "rox --access-mode rox --driver efs --offline",
  "rox --driver ebs --offline",
  "rox --driver pd --offline",
  "rox --variant static --driver efs --offline",
  "rox --variant snapshot --driver pd --offline",
  "rox --variant snapshot --source data --driver efs --offline",
  "rox data --variant clone --source data --driver pd --offline",
  "rox --variant clon --offline",
  "rwop --replicas 2 --driver ebs --offline",
  "rwop --driver longhorn --workload daemonset --offline",
  "rwo-same-node --driver ebs --workload daemonset --offline",
  "claim-in-pod --driver ebs --replicas 3 --offline",
  "stateful --driver local --offline",
  "per-team --driver fsx --offline",
  "per-team -n shop --driver efs --offline",
  "static --driver ebs --offline",
  "static --storage-class files --offline",
  "static --offline",
  "cross-namespace --teams shop --driver nfs --offline",
  "cross-namespace --driver longhorn --offline",
  "empty-dir --driver efs --offline",
  "empty-dir --replicas 2 --offline",
  "empty-dir --workload job --offline",
  "empty-dir --image nginx --offline",
  "empty-dir --run-as-user 0 --offline",
  "empty-dir --size lots --offline",
  "empty-dir --mount-path data --offline",
  "empty-dir --dry-run=server --offline",
  "empty-dir --access-mode rwx --offline",
  "unix-socket --mount-path /run/a,b --offline",
  "service --teams a --offline",
];

const commands = new Map<string, string>([
  ...Object.entries(COMMANDS),
  ...BACKENDS.flatMap(listBackendCommands),
]);

/** The names of all cases. */
export function listCases(): string[] {
  return ["patterns", "refusals", ...commands.keys()];
}

/** The command line of a case of manifests, as people type it; null: the case is none. */
export function findCommand(name: string): string | null {
  return commands.get(name) ?? null;
}

/** Everything that the case prints, by the name of its file. */
export async function renderCase(name: string): Promise<Map<string, string>> {
  if (name === "patterns") return renderPatterns();
  if (name === "refusals") return new Map([["refusals.txt", await renderRefusals()]]);
  const command = findCommand(name) ?? "";
  const rendered = new Map([["command.txt", `kubectl shared scaffold ${command}\n`]]);
  for (const [file, further] of Object.entries(OUTPUTS)) {
    const { stdout, stderr } = await type(`${command} ${further}`);
    if (file === "manifests.yaml" && stderr !== "") rendered.set("stderr.txt", stderr);
    rendered.set(file, stdout);
  }
  return rendered;
}

const OUTPUTS: Readonly<Record<string, string>> = {
  "manifests.yaml": "",
  "bare.yaml": "--comments=false",
  "list.json": "-o json",
  "name.txt": "-o name",
};

async function renderPatterns(): Promise<Map<string, string>> {
  const rendered = new Map<string, string>();
  for (const [file, output] of Object.entries(LIST_OUTPUTS)) {
    rendered.set(file, (await type(`-o ${output}`)).stdout);
  }
  return rendered;
}

const LIST_OUTPUTS: Readonly<Record<string, string>> = {
  "text.txt": "text",
  "markdown.md": "markdown",
  "list.json": "json",
  "name.txt": "name",
};

async function renderRefusals(): Promise<string> {
  const told: string[] = [];
  for (const command of REFUSED) {
    const { code, stdout, stderr } = await type(command);
    if (code === 0 || stdout !== "") throw new Error(`not refused: ${command}`);
    told.push(`$ kubectl shared scaffold ${command}\n${stderr}`);
  }
  return told.join("\n").replaceAll(SHOP, "SHOP");
}

function type(command: string) {
  const words = command.split(" ").filter((word) => word !== "");
  return typeScaffold(words.map((word) => (word === "SHOP" ? SHOP : word)));
}

/** A class of its own for claims of many nodes, or of one, and a volume for what is there. */
function listBackendCommands(backend: Backend): [string, string][] {
  const { name, storageClass, volume } = backend;
  const made = canDo(backend, "ReadWriteMany", "class") ? "rwx" : "rwo-same-node";
  const there = canDo(backend, "ReadWriteMany", "volume") ? "static" : "rwo-same-node";
  const classes: [string, string][] =
    storageClass === null
      ? []
      : [[`class-${name}`, `${made} media ${flagsOf(backend, "class")} --offline`]];
  const isOnlyMade = volume === null || (storageClass !== null && there !== "static");
  if (isOnlyMade) return classes;
  return [...classes, [`volume-${name}`, `${there} media ${flagsOf(backend, "volume")} --offline`]];
}

function on(name: string, use: BackendUse): string {
  const backend = BACKENDS.find((it) => it.name === name);
  if (backend === undefined) throw new Error(name);
  return flagsOf(backend, use);
}

/** The examples that its own flags give. */
function flagsOf(backend: Backend, use: BackendUse): string {
  const values = listMissingValues(backend, use, {});
  return [
    `--driver ${backend.name}`,
    ...values.map(({ flag, example }) => `--${flag} ${example}`),
  ].join(" ");
}
