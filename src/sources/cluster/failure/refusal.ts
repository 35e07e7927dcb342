import { SourceError } from "../../source-error.ts";
import { readStatus, type Status } from "./status.ts";

/** An answer that is not the one asked for. */
export interface Refusal {
  code: number;
  /** The media type. */
  contentType: string;
  body: Buffer;
}

/**
 * A refusal by the API server in kubectl's words: its own message where it sent a Status, else what
 * client-go says of the bare code.
 *
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/util/helpers.go StandardErrorMessage
 */
export function describeRefusal(refusal: Refusal): SourceError {
  const { message, reason } =
    readStatus(refusal.body, refusal.contentType) ?? statusOfCode(refusal);
  if (reason === "Unauthorized") {
    return new SourceError(reason, `You must be logged in to the server (${message})`, {
      next: ["kubectl auth whoami"],
    });
  }
  const from = reason === "" ? "Error from server" : `Error from server (${reason})`;
  return new SourceError(reason || "Unknown", `${from}: ${message}`, {
    standsAlone: true,
    said: message,
    next: reason === "Forbidden" ? ["kubectl auth can-i --list"] : [],
  });
}

/** An answer that no API server gives: a login page, a redirect, some other web server. */
export function describeStranger(server: URL, answer: string): SourceError {
  return new SourceError(
    "NotKubernetes",
    `the server ${server.host} answered with ${answer}: it is no Kubernetes API server, or something stands in front of it`,
    { next: ["kubectl config view --minify"] },
  );
}

/** @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/errors/errors.go NewGenericServerResponse */
function statusOfCode({ code, contentType, body }: Refusal): Status {
  // As a page for a browser it would not be one line.
  const said = contentType === "text/plain" ? body.toString().trim() : "unknown";
  const known = genericStatuses[code];
  if (known !== undefined) return { reason: known.reason, message: known.message ?? said };
  if (code >= 500) {
    return {
      reason: "InternalError",
      message: `an error on the server (${JSON.stringify(said)}) has prevented the request from succeeding`,
    };
  }
  return {
    reason: "",
    message: `the server responded with the status code ${code} but did not return more information`,
  };
}

/** Where there is no message, the server's own text is it. */
const genericStatuses: Readonly<Record<number, { reason: string; message?: string }>> = {
  400: {
    reason: "BadRequest",
    message: "the server rejected our request for an unknown reason",
  },
  401: {
    reason: "Unauthorized",
    message: "the server has asked for the client to provide credentials",
  },
  403: { reason: "Forbidden" },
  404: { reason: "NotFound", message: "the server could not find the requested resource" },
  406: { reason: "NotAcceptable" },
  429: {
    reason: "TooManyRequests",
    message: "the server has received too many requests and has asked us to try again later",
  },
  503: {
    reason: "ServiceUnavailable",
    message: "the server is currently unable to handle the request",
  },
  504: {
    reason: "Timeout",
    message:
      "the server was unable to return a response in the time allotted, but may still be processing the request",
  },
};
