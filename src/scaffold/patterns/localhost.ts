import { quote } from "../../core/model/text.ts";
import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, toSidecar } from "../parts/container.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { buildProbe, buildStartupProbe, runs } from "../parts/probes.ts";
import { refuseReplicas } from "../parts/refuse-replicas.ts";
import { buildSmallResources, findFilesInMemory } from "../parts/resources.ts";
import { buildScript, joinPath, loop, repeatAsApp, writeWhole } from "../parts/script.ts";
import { EMPTY_DIR_ACCESS } from "../parts/security.ts";
import { buildEmptyDir, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");
const podNetworking = website.file(
  "content/en/docs/concepts/workloads/pods/_index.md",
  "Pod networking",
);
const probeHost = repository("kubernetes/api").file("core/v1/types.go", "HTTPGetAction.Host");

/** From 1024 on, so that no capability is needed. */
const PORT = 8080;
const ADDRESS = `127.0.0.1:${PORT}`;

/**
 * A server and a client in one pod, over localhost: nothing is shared but the network. The app is
 * the container `client`: an image that is given takes its place and finds the server on port 8080.
 */
export const localhost: Pattern = {
  name: "localhost",
  summary: "two containers of one pod that talk over localhost",
  when: "Containers of one pod ask and answer: nothing to lock, nothing to poll, and errors come back.",
  workloads: ["pod", "deployment"],
  accessModes: null,
  storage: null,
  defaults: { name: "localhost", replicas: 1, size: "16Mi", mountPath: "/www" },
  shares: [],
  topic: "localhost",
  refuse: (options) => refuseReplicas(options, "localhost"),
  build: (options) => [
    buildWorkload(
      options,
      buildPodSpec(options, {
        initContainers: [buildServer(options)],
        containers: [buildClient(options)],
        volumes: [buildEmptyDir("www", options)],
        access: EMPTY_DIR_ACCESS,
      }),
    ),
  ],
};

function buildServer(options: ScaffoldOptions): TreeObject {
  const { mountPath } = options;
  const ask = runs("wget", "-q", "-O", "/dev/null", `http://${ADDRESS}/`);
  return toSidecar(
    buildContainer({
      name: "server",
      command: because(
        buildScript(
          `httpd -f -p ${ADDRESS} -h ${quote(mountPath)} &`,
          ...loop("while true", writeWhole(joinPath(mountPath, "index.html"))),
        ),
        "On 127.0.0.1 the server is for this pod only.",
        podNetworking,
      ),
      probes: {
        startupProbe: because(
          buildStartupProbe(ask),
          "The client starts when the server answers.",
          sidecars,
        ),
        livenessProbe: because(
          buildProbe(ask),
          "A command in the container: httpGet would ask at the pod's address and reach nobody.",
          probeHost,
        ),
      },
      resources: buildSmallResources(findFilesInMemory(options)),
      mounts: [buildMount("www", mountPath)],
    }),
    "A sidecar: the client can use it from its own start to its own end.",
    sidecars,
  );
}

function buildClient(options: ScaffoldOptions): TreeObject {
  return buildAppContainer(options, {
    name: "client",
    command: because(
      repeatAsApp(options, `wget -q -O - http://${ADDRESS}/ || echo "no answer, trying again"`),
      "A server may be restarted beside it: a client tries again.",
    ),
  });
}
