import type { Labels } from "../../core/model/metadata.ts";
import type {
  Container,
  ContainerRun,
  ContainerType,
  Pod,
  PodSecurity,
  PodSpec,
  TemplateSpec,
} from "../../core/model/pod.ts";
import {
  type Fields,
  readFlag,
  readNumber,
  readNumbers,
  readObject,
  readObjects,
  readOptionalObject,
  readOptionalText,
  readText,
  readTexts,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";
import { decodePlacement } from "./placement.ts";
import { decodePodProgress } from "./pod-progress.ts";
import { decodePodVolume } from "./pod-volume.ts";

/** @param details see `ReadRequest.details` */
export function decodePod(object: Fields, details = false): Pod {
  const metadata = decodeMetadata(object);
  const spec = readObject(object, "spec");
  return {
    ...metadata,
    spec: decodeSpec(spec, details),
    node: readText(spec, "nodeName") || null,
    phase: readOptionalText(readObject(object, "status"), "phase"),
    progress: details ? decodePodProgress(object, metadata.labels) : null,
  };
}

/** @param labels the pods' own, which decide whether an affinity term means pods like this one */
export function decodeTemplateSpec(spec: Fields, labels: Labels, details = false): TemplateSpec {
  return { ...decodeSpec(spec, details), placement: decodePlacement(spec, labels) };
}

function decodeSpec(spec: Fields, details: boolean): PodSpec {
  const decode = (container: Fields, type: ContainerType) =>
    decodeContainer(container, type, details);
  return {
    volumes: readObjects(spec, "volumes").map(decodePodVolume),
    containers: [
      ...readObjects(spec, "initContainers").map((container) =>
        decode(container, isSidecar(container) ? "sidecar" : "init"),
      ),
      ...readObjects(spec, "containers").map((container) => decode(container, "container")),
      ...readObjects(spec, "ephemeralContainers").map((container) =>
        decode(container, "ephemeral"),
      ),
    ],
    security: details ? decodeSecurity(readObject(spec, "securityContext")) : null,
  };
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
function isSidecar(initContainer: Fields): boolean {
  return initContainer.restartPolicy === "Always";
}

function decodeContainer(container: Fields, type: ContainerType, details: boolean): Container {
  return {
    name: readText(container, "name"),
    type,
    mounts: readObjects(container, "volumeMounts").map((mount) => {
      const expression = readText(mount, "subPathExpr");
      return {
        podVolume: readText(mount, "name"),
        path: readText(mount, "mountPath"),
        subPath: expression || readText(mount, "subPath"),
        subPathIsExpression: expression !== "",
        readOnly: readFlag(mount, "readOnly"),
      };
    }),
    devices: readObjects(container, "volumeDevices").map((device) => ({
      podVolume: readText(device, "name"),
      path: readText(device, "devicePath"),
    })),
    run: details ? decodeRun(container) : null,
  };
}

function decodeRun(container: Fields): ContainerRun {
  return {
    image: readText(container, "image"),
    command: [...readTexts(container, "command"), ...readTexts(container, "args")],
    tty: readFlag(container, "tty"),
    hasStartupProbe: readOptionalObject(container, "startupProbe") !== null,
  };
}

function decodeSecurity(securityContext: Fields): PodSecurity {
  return {
    runAsUser: readNumber(securityContext, "runAsUser"),
    fsGroup: readNumber(securityContext, "fsGroup"),
    supplementalGroups: readNumbers(securityContext, "supplementalGroups"),
  };
}
