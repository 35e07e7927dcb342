import type { Claim } from "../../core/model/claim.ts";
import type { ClaimTemplate } from "../../core/model/pod.ts";
import {
  type Fields,
  readObject,
  readOptionalObject,
  readOptionalText,
  readQuantity,
  readText,
  readTexts,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";

export function decodeClaim(object: Fields): Claim {
  const spec = readObject(object, "spec");
  const status = readObject(object, "status");
  const grantedModes = readTexts(status, "accessModes");
  return {
    ...decodeMetadata(object),
    ...decodeClaimSpec(spec),
    isPlanned: false,
    provisioner: decodeProvisioner(object),
    grantedModes: grantedModes.length > 0 ? grantedModes : null,
    capacity: readQuantity(readObject(status, "capacity"), "storage"),
    phase: readOptionalText(status, "phase"),
    volumeName: readText(spec, "volumeName") || null,
    selectedNode: readText(readAnnotations(object), "volume.kubernetes.io/selected-node") || null,
  };
}

/** @see https://kubernetes.io/docs/reference/labels-annotations-taints/#volume-kubernetes-io-storage-provisioner */
function decodeProvisioner(object: Fields): string | null {
  const annotations = readAnnotations(object);
  return (
    readOptionalText(annotations, "volume.kubernetes.io/storage-provisioner") ??
    readOptionalText(annotations, "volume.beta.kubernetes.io/storage-provisioner")
  );
}

function readAnnotations(object: Fields): Fields {
  return readObject(readObject(object, "metadata"), "annotations");
}

/** A claim to be, in a StatefulSet or in a generic ephemeral volume. */
export function decodeClaimTemplate(template: Fields): ClaimTemplate {
  return {
    name: readText(readObject(template, "metadata"), "name"),
    ...decodeClaimSpec(readObject(template, "spec")),
  };
}

function decodeClaimSpec(spec: Fields): Omit<ClaimTemplate, "name"> {
  return {
    requestedModes: readTexts(spec, "accessModes"),
    volumeMode: readOptionalText(spec, "volumeMode") ?? "Filesystem",
    storageClass: readOptionalText(spec, "storageClassName"),
    requested: readQuantity(readObject(readObject(spec, "resources"), "requests"), "storage"),
    hasDataSource:
      readOptionalObject(spec, "dataSource") !== null ||
      readOptionalObject(spec, "dataSourceRef") !== null,
  };
}
