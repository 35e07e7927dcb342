import { once } from "node:events";
import { createServer as createHttp, type IncomingMessage, type RequestListener } from "node:http";
import { createSecureServer as createHttp2 } from "node:http2";
import { createServer as createHttps, type ServerOptions } from "node:https";
import { type AddressInfo, createConnection, createServer, type Server } from "node:net";
import type { Duplex } from "node:stream";
import {
  type Client,
  type ClientOptions,
  openClient,
  type TrialClient,
} from "../../../../src/sources/cluster/client.ts";
import type { Connection } from "../../../../src/sources/cluster/connection.ts";
import type { Cluster, User } from "../../../../src/sources/cluster/kubeconfig/kubeconfig.ts";

const running: { close(): void }[] = [];

/** Starts a server on this machine and gives its URL; `stopAll` ends it. */
export async function serve(listener: RequestListener, tls?: ServerOptions): Promise<string> {
  const server = tls === undefined ? createHttp(listener) : createHttps(tls, listener);
  running.push({ close: () => server.closeAllConnections() });
  return `${tls === undefined ? "http" : "https"}://127.0.0.1:${await listen(server)}`;
}

/** The same of one that speaks HTTP/2 as well, as API servers do. */
export async function serveModern(listener: RequestListener, tls: ServerOptions): Promise<string> {
  // The requests and answers of both protocols have what a listener needs of them.
  const server = createHttp2({ ...tls, allowHTTP1: true }, listener as never);
  server.on("session", (session) => running.push({ close: () => session.destroy() }));
  return `https://127.0.0.1:${await listen(server)}`;
}

/** A proxy that lets every connection through to one target, and notes whom it was asked for. */
export interface Proxy {
  proxy: string;
  asked: string[];
}

/** Starts an HTTP proxy. */
export async function serveTunnel(target: string): Promise<Proxy> {
  const server = createHttp();
  const asked = tunnel(server, target);
  return { proxy: `http://127.0.0.1:${await listen(server)}`, asked };
}

/** Starts an HTTP proxy that is talked to over TLS, as `localhost`. */
export async function serveTlsTunnel(target: string, tls: ServerOptions): Promise<Proxy> {
  const server = createHttps(tls);
  const asked = tunnel(server, target);
  return { proxy: `https://localhost:${await listen(server)}`, asked };
}

/** Lets connections through, and notes in the answer whom they were for. */
function tunnel(server: Server, target: string): string[] {
  const asked: string[] = [];
  server.on("connect", (request: IncomingMessage, client: Duplex) => {
    asked.push(request.url ?? "");
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    join(client, target);
  });
  return asked;
}

/** Starts a SOCKS5 proxy (RFC 1928) without authentication, for names as well as IPv4 addresses. */
export async function serveSocks(target: string): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer((client) => {
    client.once("data", () => {
      client.write(Buffer.from([5, 0]));
      client.once("data", (request: Buffer) => {
        const end = 5 + (request[4] ?? 0);
        asked.push(`${request.subarray(5, end)}:${request.readUInt16BE(end)}`);
        client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        join(client, target);
      });
    });
  });
  return { proxy: `socks5://127.0.0.1:${await listen(server)}`, asked };
}

function join(client: Duplex, target: string): void {
  const { hostname, port } = new URL(target);
  const upstream = createConnection(Number(port), hostname);
  upstream.pipe(client).pipe(upstream);
  upstream.on("error", () => client.destroy());
  client.on("error", () => upstream.destroy());
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  running.push(server);
  return (server.address() as AddressInfo).port;
}

/** A client of one server, of which a test sets what it is about. */
export function connect(
  server: string,
  given: { cluster?: Cluster; user?: User; options?: Partial<ClientOptions> } = {},
): Promise<TrialClient> {
  return connectAs(connectionTo(server, given), given.options);
}

export async function connectAs(
  connection: Connection,
  options: Partial<ClientOptions> = {},
): Promise<TrialClient> {
  const client = await openClient(connection, {
    env: { PATH: process.env.PATH },
    userAgent: "test",
    timeout: 0,
    stdinIsTerminal: () => false,
    lendTerminal: (use) => use(),
    warn: () => {},
    ...options,
  });
  running.push(client);
  return client;
}

export function connectionTo(
  server: string,
  { cluster = {}, user = {} }: { cluster?: Cluster; user?: User } = {},
): Connection {
  return {
    context: "test",
    clusterName: "test",
    cluster: { ...cluster, server },
    userName: "test",
    user,
    namespace: "default",
  };
}

/** For `afterEach`. */
export function stopAll(): void {
  for (const one of running.splice(0)) one.close();
}

/** What went wrong; fails if nothing did. */
export async function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: Error) => error,
  );
}

/** The whole answer to a GET of JSON, as text. */
export async function read(client: Client, path = "/api", signal?: AbortSignal): Promise<string> {
  const { body } = await client.get(path, {
    accept: "application/json",
    ...(signal === undefined ? {} : { signal }),
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
