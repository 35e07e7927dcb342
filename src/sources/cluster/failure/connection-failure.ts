import { SourceError, type SourceErrorReason } from "../../source-error.ts";
import { describeCertificateFault } from "./certificate-fault.ts";
import type { NetworkError } from "./network-error.ts";

/** Between whom it failed. */
export interface Route {
  server: URL;
  /** null: straight. */
  proxy: URL | null;
}

/**
 * Why there was no answer, in kubectl's words.
 *
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/util/helpers.go StandardErrorMessage
 */
export function describeConnectionFailure(error: unknown, route: Route): SourceError {
  // Node puts one into the other where a name has several addresses.
  const failure: NetworkError = error instanceof AggregateError ? error.errors[0] : error;
  const certificateFault = describeCertificateFault(failure);
  if (certificateFault !== null) return unable("Certificate", certificateFault, error);
  if (route.proxy !== null) {
    return unable("Unreachable", `proxy ${route.proxy.host}: ${describeNetwork(failure)}`, error);
  }
  if (failure.code === "ECONNREFUSED") {
    return new SourceError(
      "Unreachable",
      `The connection to the server ${route.server.host} was refused - did you specify the right host or port?`,
      { standsAlone: true, next, cause: error },
    );
  }
  return unable("Unreachable", describeNetwork(failure), error);
}

/** That the connection broke, or `--request-timeout` ran out, in the midst of an answer. */
export function describeBrokenAnswer(error: unknown, isTimeout: boolean): SourceError {
  const original = isTimeout
    ? "context deadline exceeded (Client.Timeout or context cancellation while reading body)"
    : describeNetwork(error as NetworkError);
  return new SourceError(
    isTimeout ? "Timeout" : "Unreachable",
    `unexpected error when reading response body. Please retry. Original error: ${original}`,
    { cause: error },
  );
}

/** That `--request-timeout` ran out before an answer began. */
export function describeTimeout(): SourceError {
  return unable(
    "Timeout",
    "net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
    undefined,
  );
}

const next = ["kubectl cluster-info", "kubectl config get-contexts"];

function unable(reason: SourceErrorReason, detail: string, cause: unknown): SourceError {
  const message = `Unable to connect to the server: ${detail}`;
  return new SourceError(reason, message, { standsAlone: true, next, cause });
}

/** Go's words, which kubectl passes on, for Node's codes. */
function describeNetwork(error: NetworkError): string {
  const dial = `dial tcp ${error.address}:${error.port}`;
  switch (error.code) {
    case "ECONNREFUSED":
      return `${dial}: connect: connection refused`;
    case "ENOTFOUND":
      return `dial tcp: lookup ${error.hostname}: no such host`;
    case "EAI_AGAIN":
      return `dial tcp: lookup ${error.hostname}: temporary failure in name resolution`;
    case "ETIMEDOUT":
      return `${dial}: i/o timeout`;
    case "EHOSTUNREACH":
      return `${dial}: connect: no route to host`;
    case "ENETUNREACH":
      return `${dial}: connect: network is unreachable`;
    case "ECONNRESET":
      if (error.message === "socket hang up") return "EOF";
      return error.message === "aborted" ? "unexpected EOF" : "connection reset by peer";
    default:
      return error.reason ? `tls: ${error.reason}` : error.message;
  }
}
