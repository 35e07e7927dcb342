import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../../bed/build-binaries.ts";
import { withLock } from "../../bed/build-lock.ts";
import {
  type GoProgram,
  goBuild,
  goFlags,
  requireGo,
  stampKubernetes,
} from "../../bed/go-build.ts";
import { pinnedVersion } from "../../bed/pinned-versions.ts";
import { startProgress } from "../../bed/progress.ts";
import { PACKAGES, unpackPackages } from "./debian-packages.ts";
import { packLayers } from "./image-layers.ts";

const SHIM = "containerd-shim-runc-v2";

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
  const built = cached("programs", builtKey());
  const unpacked = cached("packages", unpackedKey());
  const programs = locate(built, unpacked);
  const done = () => Object.values(programs).every((path) => existsSync(path));
  if (done()) return programs;
  const progress = startProgress();
  try {
    await mkdir(built, { recursive: true });
    await withLock(
      `${built}.lock`,
      () => progress.say("waiting for another test run, which is building"),
      async () => {
        const missing = goPrograms().filter(({ name }) => !existsSync(join(built, name)));
        if (missing.length > 0) await requireGo();
        for (const program of missing) {
          await goBuild(program, built, (compiled) =>
            progress.say(`building ${program.name}: ${compiled}`),
          );
        }
        // The layers are made last, and appear whole: without them the packages may not be.
        if (!existsSync(programs.layers)) {
          progress.say(`unpacking ${PACKAGES.join(", ")} into the cache`);
          await unpackPackages(unpacked);
          progress.say("packing images");
          await packLayers(unpacked, programs.layers);
        }
      },
    );
    progress.end(`kubelet and containerd are in ${built}`);
  } catch (error) {
    progress.end();
    throw error;
  }
  return programs;
}

function locate(built: string, unpacked: string): NodePrograms {
  const system = join(unpacked, "system");
  return {
    kubelet: join(built, "kubelet"),
    containerd: join(built, "containerd"),
    shim: join(built, SHIM),
    runc: join(system, "usr", "sbin", "runc"),
    busybox: join(system, "bin", "busybox"),
    networkPlugins: join(system, "usr", "lib", "cni"),
    layers: join(unpacked, "layers"),
  };
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

function unpackedKey(): Buffer[] {
  const files = ["debian-packages.ts", "image-layers.ts"];
  return files.map((file) => readFileSync(join(import.meta.dirname, file)));
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
