import { quote } from "../../core/model/text.ts";
import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer, buildContainer, isDemonstration } from "../parts/container.ts";
import { nameObject } from "../parts/metadata.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { acceptsTcp, answersHttp, buildProbe } from "../parts/probes.ts";
import { buildAppResources, findFilesInMemory } from "../parts/resources.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { buildScript, joinPath, loop, repeat, writeWhole } from "../parts/script.ts";
import { EMPTY_DIR_ACCESS } from "../parts/security.ts";
import { buildService } from "../parts/service.ts";
import { buildEmptyDir, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern, Refusal } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const services = website.file("content/en/docs/concepts/services-networking/service.md");
const readiness = website.file(
  "content/en/docs/concepts/workloads/pods/pod-lifecycle.md",
  "Pod readiness",
);
const dns = website.file("content/en/docs/concepts/services-networking/dns-pod-service.md");

/** From 1024 on, so that no capability is needed. */
const PORT = 8080;

/**
 * Servers behind one name, and a client that asks them: pods that talk share no volume. The app is
 * the container `server`: an image that is given takes its place, is to listen on port 8080, and
 * the client, which is demonstration only, is left out.
 */
export const service: Pattern = {
  name: "service",
  summary: "pods that talk instead of sharing: a Deployment and a Service",
  when: "Pods ask and answer: a Service finds a ready one on any node, a shared file wakes nobody.",
  workloads: ["deployment"],
  accessModes: null,
  storage: null,
  defaults: { name: "web", replicas: 2, size: "16Mi", mountPath: "/www" },
  shares: [],
  topic: "pod-to-pod",
  refuse: refuseName,
  build: (options) => {
    const objects = [buildFront(options), buildServers(options)];
    return isDemonstration(options) ? [...objects, buildClients(options)] : objects;
  },
};

/** A Service's name is one label of DNS, a Deployment's may be several. */
function refuseName(options: ScaffoldOptions): Refusal | null {
  const { name } = options;
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 63) return null;
  return {
    message: `a Service cannot be called ${name}: its name is one label of DNS, which begins with a letter`,
    next: [scaffold("service", { ...options, name: "web" })],
  };
}

function buildFront(options: ScaffoldOptions): TreeObject {
  return buildService(options, [
    {
      name: "http",
      port: because(
        80,
        `Where clients ask: http://${nameObject(options)}, from another namespace with .NAMESPACE after it.`,
        dns,
      ),
      targetPort: because("http", "The port of the servers, by the name it has there.", services),
    },
  ]);
}

function buildServers(options: ScaffoldOptions): TreeObject {
  const isOurs = isDemonstration(options);
  return buildWorkload(
    options,
    buildPodSpec(options, {
      containers: [buildServer(options)],
      volumes: isOurs ? [buildEmptyDir("www", options)] : undefined,
      access: isOurs ? EMPTY_DIR_ACCESS : null,
    }),
  );
}

function buildServer(options: ScaffoldOptions): TreeObject {
  const { mountPath } = options;
  const isOurs = isDemonstration(options);
  const server = buildAppContainer(options, {
    name: "server",
    command: buildScript(
      `httpd -f -p ${PORT} -h ${quote(mountPath)} &`,
      ...loop("while true", writeWhole(joinPath(mountPath, "index.html"))),
    ),
    ports: [
      {
        name: "http",
        containerPort: because(PORT, "What the Service calls http: the server has to listen here."),
      },
    ],
    resources: buildAppResources(options, isOurs ? findFilesInMemory(options) : null),
    mounts: isOurs ? [buildMount("www", mountPath)] : undefined,
  });
  return {
    ...server,
    readinessProbe: because(
      buildProbe(isOurs ? answersHttp("/", "http") : acceptsTcp("http")),
      "The Service leaves out a pod that does not answer.",
      readiness,
    ),
  };
}

function buildClients(options: ScaffoldOptions): TreeObject {
  const address = `http://${nameObject(options)}/`;
  return buildWorkload(
    options,
    buildPodSpec(options, {
      containers: [
        buildContainer({
          name: "client",
          command: because(
            repeat(`wget -q -O - ${address} || echo "no answer, trying again"`),
            "Demonstration: each answer names the pod that gave it.",
          ),
        }),
      ],
      access: null,
    }),
    { role: "client", replicas: 1 },
  );
}
