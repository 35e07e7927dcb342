import type { Labels } from "../../core/model/metadata.ts";
import type { Container, ContainerType, Pod, PodSpec, TemplateSpec } from "../../core/model/pod.ts";
import {
  type Fields,
  readFlag,
  readObject,
  readObjects,
  readOptionalText,
  readText,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";
import { decodePlacement } from "./placement.ts";
import { decodePodVolume } from "./pod-volume.ts";

export function decodePod(object: Fields): Pod {
  const metadata = decodeMetadata(object);
  const spec = readObject(object, "spec");
  return {
    ...metadata,
    spec: decodeContainers(spec),
    node: readText(spec, "nodeName") || null,
    phase: readOptionalText(readObject(object, "status"), "phase"),
  };
}

/** @param labels the pods' own, which decide whether an affinity term means pods like this one */
export function decodeTemplateSpec(spec: Fields, labels: Labels): TemplateSpec {
  return { ...decodeContainers(spec), placement: decodePlacement(spec, labels) };
}

function decodeContainers(spec: Fields): PodSpec {
  return {
    volumes: readObjects(spec, "volumes").map(decodePodVolume),
    containers: [
      ...readObjects(spec, "initContainers").map((container) =>
        decodeContainer(container, isSidecar(container) ? "sidecar" : "init"),
      ),
      ...readObjects(spec, "containers").map((container) =>
        decodeContainer(container, "container"),
      ),
      ...readObjects(spec, "ephemeralContainers").map((container) =>
        decodeContainer(container, "ephemeral"),
      ),
    ],
  };
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
function isSidecar(initContainer: Fields): boolean {
  return initContainer.restartPolicy === "Always";
}

function decodeContainer(container: Fields, type: ContainerType): Container {
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
  };
}
