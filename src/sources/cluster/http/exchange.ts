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
export function exchange({ url, form, tls, ...given }: Exchange): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const options = { ...given, ...tls, method: form === undefined ? "GET" : "POST" };
  const request = tls === null ? http.request(url, options) : https.request(url, options);
  request.on("response", (message) => resolve(readReply(message)));
  request.on("error", reject);
  request.end(form?.toString());
  return promise;
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
