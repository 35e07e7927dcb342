import type { Agent } from "node:http";
import type { ReachableCluster } from "../connection.ts";
import type { ClientCertificate } from "../credentials/credentials.ts";
import { http, https } from "./node-http.ts";
import { isLoopback } from "./proxy.ts";
import { openTls, type TlsOptions } from "./trust.ts";

/**
 * Connections to a server on this machine: an answer of it is there sooner than one more handshake,
 * which both sides compute. On the way to all others the waiting takes longest, and every request
 * has its own.
 */
const FEW = 3;

/** A pool of connections to a server that all show the same client certificate. */
export interface Wire {
  agent: Agent;
  /** null: plain HTTP. */
  tls: TlsOptions | null;
}

/** Opens no connection yet. `authority` is PEM. */
export async function openWire(
  cluster: ReachableCluster,
  { server, proxy }: { server: URL; proxy: URL | null },
  authority: string | null,
  certificate: ClientCertificate | null,
): Promise<Wire> {
  const isSecure = server.protocol === "https:";
  const { Agent } = isSecure ? https : http;
  const openAgent = async () => {
    if (proxy === null) {
      return new Agent({ keepAlive: true, maxSockets: isLoopback(server) ? FEW : Infinity });
    }
    const { openProxyAgent } = await import("./proxy-agent.ts");
    return openProxyAgent(cluster, proxy);
  };
  return {
    agent: await openAgent(),
    tls: isSecure ? openTls(cluster, authority, certificate) : null,
  };
}
