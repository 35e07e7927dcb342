import { basename, dirname } from "node:path";
import type { Fields } from "../decode/fields.ts";
import { isObject } from "../json/is-object.ts";
import { describeOrigin, type Origin } from "./found-object.ts";
import { decodingError } from "./input-error.ts";

/**
 * The value, if it is what the API would call an object: something with a kind and with metadata.
 *
 * @throws SourceError that says where it is and what it is instead.
 */
export function requireObject(value: unknown, origin: Origin): Fields {
  const place = describeOrigin(origin);
  if (!isObject(value)) throw decodingError(place, "this is no object");
  if (isKustomization(value, origin.file)) {
    throw decodingError(place, "this is a kustomization, not the objects that it makes", [
      `kubectl kustomize ${dirname(origin.file)}`,
    ]);
  }
  if (typeof value.kind !== "string" || value.kind === "") {
    throw decodingError(place, "Object 'Kind' is missing");
  }
  if (value.kind === "Status" && value.apiVersion === "v1") {
    throw decodingError(
      place,
      `this is an error of the API server, not its objects: ${value.message ?? value.reason}`,
    );
  }
  if (!isObject(value.metadata)) throw decodingError(place, `${value.kind} has no metadata`);
  return value;
}

/**
 * Not Flux's objects of that kind. The file's own may leave out kind and apiVersion.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
function isKustomization({ apiVersion, kind }: Fields, file: string): boolean {
  if (kind === undefined) return /^kustomization(?:\.ya?ml)?$/i.test(basename(file));
  return String(apiVersion).startsWith("kustomize.config.k8s.io/");
}
