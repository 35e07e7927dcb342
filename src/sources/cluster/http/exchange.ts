import http, { type Agent, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
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
  form?: URLSearchParams;
  /**
   * JSON of a Kubernetes object that the server is to try out, which makes it a POST. It is never
   * sent but as a dry run: the address is made one here, whatever it was.
   */
  tried?: string;
}

/** An answer whose body is still on its way. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  /** The media type without parameters, lower case; "" if there is none. */
  contentType: string;
  /** Unzipped. Raises the network's error if the connection breaks. */
  body: AsyncIterable<Uint8Array>;
  /** Gives up the body, and the connection unless the body has ended. */
  discard(): void;
}

/** Sends a request; resolves as soon as the head of the answer is there, whatever it says. */
export function exchange({ url, form, tried, tls, ...given }: Exchange): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const body = tried ?? form?.toString();
  const options = { ...given, ...tls, method: body === undefined ? "GET" : "POST" };
  const address = tried === undefined ? url : asDryRun(url);
  const request = tls === null ? http.request(address, options) : https.request(address, options);
  request.on("response", (message) => resolve(readReply(message)));
  request.on("error", reject);
  request.end(body);
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

function readReply(message: IncomingMessage): Reply {
  const isZipped = message.headers["content-encoding"] === "gzip";
  const body: Readable = isZipped ? pipeline(message, createGunzip(), ignore) : message;
  // Whoever reads the body gets the error, even later; without a listener it would end the program.
  body.on("error", ignore);
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    contentType: (message.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
    body,
    discard: () => body.destroy(),
  };
}

function ignore(): void {}
