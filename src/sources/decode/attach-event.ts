import type { AttachEvent } from "../../core/model/attach-event.ts";
import { type Fields, readObject, readOptionalText, readText } from "./fields.ts";

/** The reason is what decides; message texts differ between releases. */
export const ATTACH_EVENT_REASON = "FailedAttachVolume";

/** null for an event about something else. Reads `v1` and `events.k8s.io/v1` alike. */
export function decodeAttachEvent(object: Fields): AttachEvent | null {
  if (object.reason !== ATTACH_EVENT_REASON) return null;
  const regarding = readObject(object, object.regarding ? "regarding" : "involvedObject");
  if (regarding.kind !== "Pod") return null;
  return {
    namespace: readText(regarding, "namespace"),
    pod: readText(regarding, "name"),
    podUid: readOptionalText(regarding, "uid"),
    message: readOptionalText(object, "message") ?? readText(object, "note"),
    lastSeen:
      readOptionalText(readObject(object, "series"), "lastObservedTime") ??
      readOptionalText(object, "lastTimestamp") ??
      readOptionalText(object, "eventTime") ??
      readOptionalText(readObject(object, "metadata"), "creationTimestamp"),
  };
}
