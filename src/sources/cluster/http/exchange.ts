import type { Agent, IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { http, https } from "./node-http.ts";
import type { TlsOptions } from "./trust.ts";

/** One request, ready to be sent. */
export interface Exchange {
  url: URL;
  headers: Readonly<Record<string, string | string[]>>;
  agent: Agent;
  /** null: plain HTTP. */
  tls: TlsOptions | null;
  signal?: AbortSignal;
  /** Makes it a POST. */
  sent?: Sent;
}

/**
 * What is sent along: the fields of a form to an issuer of tokens, or the JSON of a Kubernetes object
 * that a server is to try out. That is never sent but as a dry run: the address is made one here,
 * whatever it was.
 */
export type Sent = { kind: "form"; fields: URLSearchParams } | { kind: "trial"; object: string };

/** An answer whose body is still on its way. */
export interface Reply {
  /** Where the request went. */
  address: URL;
  status: number;
  /** The words beside it, `OK`; "" if there are none. */
  statusText: string;
  headers: IncomingHttpHeaders;
  /** The media type without parameters, lower case; "" if there is none. */
  contentType: string;
  /** Unzipped. Raises the network's error if the connection breaks. */
  body: AsyncIterable<Uint8Array>;
  /** Gives up the body, and the connection unless the body has ended. */
  discard(): void;
}

/** Sends a request; resolves as soon as the head of the answer is there, whatever it says. */
export function exchange({ url, sent, tls, ...given }: Exchange): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const options = { ...given, ...tls, method: sent === undefined ? "GET" : "POST" };
  const address = sent?.kind === "trial" ? asDryRun(url) : url;
  const request = tls === null ? http.request(address, options) : https.request(address, options);
  request.on("response", (message) => resolve(readReply(message, address)));
  request.on("error", reject);
  request.end(sent?.kind === "form" ? sent.fields.toString() : sent?.object);
  return promise;
}

/**
 * The server does all that it would do, but for keeping the object.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
function asDryRun(url: URL): URL {
  const address = new URL(url);
  address.searchParams.set("dryRun", "All");
  return address;
}

function readReply(message: IncomingMessage, address: URL): Reply {
  const body = message.headers["content-encoding"] === "gzip" ? unzip(message) : message;
  // Whoever reads the body gets the error, even later; without a listener it would end the program.
  body.on("error", ignore);
  return {
    address,
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? "",
    headers: message.headers,
    contentType: (message.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
    body,
    discard: () => body.destroy(),
  };
}

/** Short answers are not zipped, and whoever gets no others need not load this. */
function unzip(message: IncomingMessage): Readable {
  const { pipeline } = process.getBuiltinModule("node:stream");
  const { createGunzip } = process.getBuiltinModule("node:zlib");
  return pipeline(message, createGunzip(), ignore);
}

function ignore(): void {}
