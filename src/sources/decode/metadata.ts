import type { Metadata, OwnerReference } from "../../core/model/metadata.ts";
import {
  DecodeError,
  type Fields,
  readFlag,
  readObject,
  readObjects,
  readOptionalText,
  readText,
  readTextMap,
} from "./fields.ts";

/** @throws DecodeError where there is no name: such an object is nobody's. */
export function decodeMetadata(object: Fields): Metadata {
  const metadata = readObject(object, "metadata");
  return {
    namespace: readText(metadata, "namespace"),
    name: readName(metadata),
    uid: readOptionalText(metadata, "uid"),
    labels: readTextMap(metadata, "labels"),
    createdAt: readOptionalText(metadata, "creationTimestamp"),
    terminating: readOptionalText(metadata, "deletionTimestamp") !== null,
    owner: decodeController(metadata),
  };
}

function readName(metadata: Fields): string {
  const name = readText(metadata, "name");
  if (name === "") throw new DecodeError("metadata.name", "a name");
  return name;
}

/** At most one owner is the managing controller; the others only keep the object alive. */
function decodeController(metadata: Fields): OwnerReference | null {
  const owner = readObjects(metadata, "ownerReferences").find((reference) =>
    readFlag(reference, "controller"),
  );
  if (owner === undefined) return null;
  return {
    kind: readText(owner, "kind"),
    name: readText(owner, "name"),
    uid: readOptionalText(owner, "uid"),
  };
}
