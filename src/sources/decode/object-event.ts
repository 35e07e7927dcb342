import type { ObjectEvent } from "../../core/model/object-event.ts";
import { type Fields, readObject, readOptionalText, readText } from "./fields.ts";

/** Reads `v1` and `events.k8s.io/v1` alike. */
export function decodeObjectEvent(object: Fields): ObjectEvent {
  const regarding = readObject(object, object.regarding ? "regarding" : "involvedObject");
  return {
    kind: readText(regarding, "kind"),
    namespace: readText(regarding, "namespace"),
    name: readText(regarding, "name"),
    uid: readOptionalText(regarding, "uid"),
    reason: readText(object, "reason"),
    message: readOptionalText(object, "message") ?? readText(object, "note"),
    lastSeen:
      readOptionalText(readObject(object, "series"), "lastObservedTime") ??
      readOptionalText(object, "lastTimestamp") ??
      readOptionalText(object, "eventTime") ??
      readOptionalText(readObject(object, "metadata"), "creationTimestamp"),
  };
}
