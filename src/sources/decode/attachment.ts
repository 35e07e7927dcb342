import type { Attachment } from "../../core/model/attachment.ts";
import {
  type Fields,
  readFlag,
  readObject,
  readOptionalObject,
  readOptionalText,
  readText,
} from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";

export function decodeAttachment(object: Fields): Attachment {
  const { name, terminating } = decodeMetadata(object);
  const spec = readObject(object, "spec");
  const status = readObject(object, "status");
  return {
    name,
    attacher: readText(spec, "attacher"),
    node: readText(spec, "nodeName"),
    volumeName: readOptionalText(readObject(spec, "source"), "persistentVolumeName"),
    attached: readFlag(status, "attached"),
    attachError: decodeError(status, "attachError"),
    detachError: decodeError(status, "detachError"),
    terminating,
    deletedAt: readOptionalText(readObject(object, "metadata"), "deletionTimestamp"),
  };
}

function decodeError(status: Fields, field: string): string | null {
  const error = readOptionalObject(status, field);
  return error && readText(error, "message");
}
