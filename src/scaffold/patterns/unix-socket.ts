import { page, repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { WriteAccess } from "../backend.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, toSidecar } from "../parts/container.ts";
import { SOCAT } from "../parts/images.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildStartupProbe, runs } from "../parts/probes.ts";
import { refuseReplicas } from "../parts/refuse-replicas.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { buildScript, joinPath, repeatAsApp } from "../parts/script.ts";
import { buildEmptyDir, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern, Refusal } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");
const securityContext = website.file(
  "content/en/docs/tasks/configure-pod-container/security-context.md",
);
const unix = page("unix(7)", "https://man7.org/linux/man-pages/man7/unix.7.html");
const namei = repository("torvalds/linux").file("fs/namei.c", "sb_permission");
const receptor = repository("ansible/receptor").issue(314);

/** `sun_path` with the zero at its end. */
const LONGEST_NAME = 107;

/** Not empty, and nothing that socat's addresses or a shell would read as their own. */
const PLAIN_PATH = /^[\w./-]+$/;

const ACCESS: WriteAccess = {
  by: "fsGroup",
  because: fact(
    "The folder is this group's, and the socket too: who connects needs to be in it.",
    securityContext,
    unix,
  ),
};

/**
 * A server and a client that meet at a UNIX socket. The app is the container `client`: an image
 * that is given takes its place and finds the socket `app.sock` at the mount path.
 */
export const unixSocket: Pattern = {
  name: "unix-socket",
  summary: "two containers of one pod and a UNIX socket on a memory emptyDir",
  when: "A program of the pod listens on a socket file; between nodes use TCP instead.",
  workloads: ["pod", "deployment"],
  accessModes: null,
  storage: null,
  defaults: { name: "unix-socket", replicas: 1, size: "1Mi", mountPath: "/run/app" },
  shares: [],
  topic: "sockets",
  refuse: (options) => refuseReplicas(options, "unix-socket") ?? refusePath(options),
  build: (options) => [
    buildWorkload(
      options,
      buildPodSpec(options, {
        initContainers: [buildServer(options)],
        containers: [buildClient(options)],
        // A socket holds no data: in memory it needs nothing of the disk.
        volumes: [
          because(
            buildEmptyDir("run", { ...options, medium: "Memory" }),
            "Works because the containers run on one kernel; over NFS, EFS or SMB it does not.",
            receptor,
          ),
        ],
        access: ACCESS,
      }),
    ),
  ],
};

/** The name of a socket is short, and socat reads some signs of it as its own. */
function refusePath(options: ScaffoldOptions): Refusal | null {
  const { mountPath } = options;
  const next = [scaffold("unix-socket", options, "--mount-path", "/run/app")];
  const socket = nameSocket(mountPath);
  if (socket.length > LONGEST_NAME) {
    return {
      message: `the name of a UNIX socket has room for ${LONGEST_NAME} bytes, ${socket} has ${socket.length}`,
      next,
    };
  }
  if (!PLAIN_PATH.test(mountPath)) {
    return {
      message: `the socket's folder may be named by letters, digits, and _ . - / only, not ${mountPath}`,
      next,
    };
  }
  return null;
}

function nameSocket(mountPath: string): string {
  return joinPath(mountPath, "app.sock");
}

function buildServer({ mountPath }: ScaffoldOptions): TreeObject {
  const socket = nameSocket(mountPath);
  return toSidecar(
    buildContainer({
      name: "server",
      image: SOCAT,
      command: because(
        buildScript(
          `socat UNIX-LISTEN:${socket},fork,unlink-early,mode=660 SYSTEM:'date; hostname' &`,
          "wait",
        ),
        "unlink-early removes the socket of a server that crashed; mode 660 lets its user and group connect.",
        unix,
      ),
      probes: {
        startupProbe: because(
          buildStartupProbe(runs("test", "-S", socket)),
          "The client starts when the socket is there.",
          sidecars,
        ),
      },
      mounts: [buildMount("run", mountPath)],
    }),
    "A sidecar: the client can use it from its own start to its own end.",
    sidecars,
  );
}

function buildClient(options: ScaffoldOptions): TreeObject {
  const socket = nameSocket(options.mountPath);
  return buildAppContainer(options, {
    name: "client",
    image: SOCAT,
    command: because(
      repeatAsApp(options, `socat -u UNIX-CONNECT:${socket} - || echo "no answer, trying again"`),
      "A server may be restarted beside it: a client tries again.",
    ),
    mounts: [
      buildMount(
        "run",
        options.mountPath,
        because(true, "Who connects writes no file: the mode of the socket decides.", namei),
      ),
    ],
  });
}
