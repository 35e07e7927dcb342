import type { Agent, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { isLoopback } from "./host.ts";
import { mediaTypeOf } from "./media-type.ts";
import { http, https } from "./node-http.ts";
import { checkPem } from "./pem.ts";
import { sendingOf } from "./sending.ts";
import { openTls } from "./trust.ts";
import type { Exchange, Reply, Wire, WireOptions } from "./wire.ts";

/**
 * Connections to a server on this machine: an answer of it is there sooner than one more handshake,
 * which both sides compute. On the way to all others the waiting takes longest, and every request
 * has its own.
 */
const FEW = 3;

/** Node's client, which does everything: also proxies, and what comes twice in a head. */
export async function openNodeWire(options: WireOptions): Promise<Wire> {
  const { server } = options.route;
  const isSecure = server.protocol === "https:";
  const tls = isSecure ? openTls(options) : {};
  const agent = await openAgent(options);

  function exchange(request: Exchange): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const { headers, signal } = request;
    const { method, address, body } = sendingOf(request);
    const sent = { method, headers, agent, ...tls, ...(signal && { signal }) };
    const sending = isSecure ? https.request(address, sent) : http.request(address, sent);
    sending.on("response", (message) => resolve(readReply(message, address)));
    sending.on("error", reject);
    sending.end(body);
    return promise;
  }

  return {
    async exchange(request) {
      try {
        return await exchange(request);
      } catch (error) {
        // Whoever shows or trusts what is no certificate is refused like anybody else.
        if (isSecure) checkPem(options);
        throw error;
      }
    },
    close: () => agent.destroy(),
  };
}

async function openAgent({ cluster, route }: WireOptions): Promise<Agent> {
  const { server, proxy } = route;
  if (proxy === null) {
    const { Agent } = server.protocol === "https:" ? https : http;
    return new Agent({ keepAlive: true, maxSockets: isLoopback(server) ? FEW : Infinity });
  }
  const { openProxyAgent } = await import("./proxy-agent.ts");
  return openProxyAgent(cluster, proxy);
}

function readReply(message: IncomingMessage, address: URL): Reply {
  const { headers, statusCode, statusMessage } = message;
  const body = headers["content-encoding"] === "gzip" ? unzip(message) : message;
  // Whoever reads the body gets the error, even later; without a listener it would end the program.
  body.on("error", ignore);
  return {
    address,
    status: statusCode ?? 0,
    statusText: statusMessage ?? "",
    headers,
    contentType: mediaTypeOf(headers["content-type"]),
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
