import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../../bed/build-binaries.ts";
import { withLock } from "../../bed/build-lock.ts";
import { unpackPackages } from "../../bed/debian-packages.ts";
import {
  type GoProgram,
  goBuild,
  goFlags,
  requireGo,
  stampKubernetes,
} from "../../bed/go-build.ts";
import { pinnedVersion } from "../../bed/pinned-versions.ts";
import { startProgress } from "../../bed/progress.ts";
import { packLayers } from "./image-layers.ts";

const SHIM = "containerd-shim-runc-v2";

/** What a node needs that is no Go module. */
const SYSTEM = ["runc", "containernetworking-plugins", "busybox-static"];

/** Where the programs of a node lie, and what its images are made of. */
export interface NodePrograms {
  kubelet: string;
  containerd: string;
  runc: string;
  /** A shell and everything that goes with it, in one file that needs no other. */
  busybox: string;
  /** What containerd starts for each pod; it looks for it beside itself. */
  shim: string;
  /** The folder of the network plugins. */
  networkPlugins: string;
  /** The folder of the images' layers, `NAME.tar`. */
  layers: string;
}

const kubeletModule = join(import.meta.dirname, "modules", "kubelet");
const containerdModule = join(import.meta.dirname, "modules", "containerd");

/**
 * Builds the kubelet and containerd and unpacks Debian's packages into the cache, unless they are
 * there, with progress on stderr. Three to six minutes on two cores from nothing. Nothing is
 * installed on the machine. Throws an Error that says what is missing: Go, `apt-get`, the network.
 */
export async function obtainNodePrograms(): Promise<NodePrograms> {
  const progress = startProgress();
  const say = (doing: string) => progress.say(doing);
  try {
    const built = await buildPrograms(say);
    const system = await unpackPackages(SYSTEM, { say });
    const busybox = join(system, "bin", "busybox");
    const layers = await obtainLayers(busybox, say);
    return {
      kubelet: join(built, "kubelet"),
      containerd: join(built, "containerd"),
      shim: join(built, SHIM),
      runc: join(system, "usr", "sbin", "runc"),
      busybox,
      networkPlugins: join(system, "usr", "lib", "cni"),
      layers,
    };
  } finally {
    progress.end();
  }
}

/** @returns the folder of the programs */
async function buildPrograms(say: (doing: string) => void): Promise<string> {
  const folder = cached("programs", builtKey());
  const missing = () => goPrograms().filter(({ name }) => !existsSync(join(folder, name)));
  if (missing().length === 0) return folder;
  await requireGo();
  await mkdir(folder, { recursive: true });
  await withLock(
    `${folder}.lock`,
    () => say("waiting for another test run, which is building"),
    async () => {
      for (const program of missing()) {
        await goBuild(program, folder, (compiled) => say(`building ${program.name}: ${compiled}`));
      }
    },
  );
  return folder;
}

/** @returns the folder of the images' layers */
async function obtainLayers(busybox: string, say: (doing: string) => void): Promise<string> {
  const socat = await unpackPackages(["socat"], { withDependencies: true, say });
  const source = readFileSync(join(import.meta.dirname, "image-layers.ts"));
  const folder = cached("layers", [source, busybox, socat]);
  if (existsSync(folder)) return folder;
  await withLock(
    `${folder}.lock`,
    () => say("waiting for another test run, which packs images"),
    async () => {
      if (existsSync(folder)) return;
      say("packing images");
      await packLayers(busybox, socat, folder);
    },
  );
  return folder;
}

/** Named after everything that decides what is in it, as the control plane's folder is. */
function cached(name: string, key: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch]));
  for (const part of key) hash.update(part);
  return join(cacheFolder(), "test-node", `${name}-${hash.digest("hex").slice(0, 16)}`);
}

function builtKey(): (string | Buffer)[] {
  const modules = [kubeletModule, containerdModule].flatMap((module) =>
    ["go.mod", "go.sum"].map((file) => readFileSync(join(module, file))),
  );
  return [...modules, JSON.stringify(goPrograms().map(({ flags }) => flags))];
}

function goPrograms(): GoProgram[] {
  const kubernetes = pinnedVersion("kubectl");
  const found = versionIn(kubeletModule, "k8s.io/kubernetes");
  if (found !== kubernetes) {
    throw new Error(`the kubelet's go.mod pins ${found}, the control plane's ${kubernetes}`);
  }
  const runtime = "github.com/containerd/containerd/v2";
  const flags = goFlags([`-X ${runtime}/version.Version=${versionIn(containerdModule, runtime)}`]);
  return [
    {
      name: "kubelet",
      package: "k8s.io/kubernetes/cmd/kubelet",
      modules: kubeletModule,
      flags: goFlags(stampKubernetes(kubernetes)),
    },
    ...["containerd", SHIM].map((name) => ({
      name,
      package: `${runtime}/cmd/${name}`,
      modules: containerdModule,
      flags,
    })),
  ];
}

function versionIn(folder: string, module: string): string | undefined {
  const lines = readFileSync(join(folder, "go.mod"), "utf8").split("\n");
  const line = lines.map((text) => text.trim()).find((text) => text.startsWith(`${module} v`));
  return line?.split(/\s+/)[1]?.slice(1);
}
