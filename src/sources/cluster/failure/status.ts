import { readObjectMessage } from "../protobuf/list-stream.ts";
import { message, text } from "../protobuf/message.ts";

/** What an API server says of a request that it did not answer as asked: `metav1.Status`. */
export interface Status {
  message: string;
  /** `Forbidden`, `NotFound` …; "" if the server gives none. */
  reason: string;
}

/**
 * Reads the Status in the body of an error: protobuf or JSON, whichever the answer was asked for
 * in. null if there is none, as from a proxy in front of the server.
 */
export function readStatus(body: Buffer, contentType: string): Status | null {
  try {
    return contentType === "application/vnd.kubernetes.protobuf"
      ? toStatus({ kind: "Status", ...readObjectMessage(body, protobufStatus) })
      : toStatus(Object(JSON.parse(body.toString())));
  } catch {
    return null;
  }
}

/** @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/apis/meta/v1/generated.proto Status */
const protobufStatus = message({ message: [3, text], reason: [4, text] });

function toStatus({ kind, message = "", reason = "" }: Record<string, unknown>): Status | null {
  return kind === "Status" ? { message: String(message), reason: String(reason) } : null;
}
