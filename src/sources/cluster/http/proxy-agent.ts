import type { Agent } from "node:http";
import { KubeConfig } from "@kubernetes/client-node";
import type { ReachableCluster } from "../connection.ts";

/**
 * An agent that goes through a proxy (http, https, socks5). It is client-node's, which takes a
 * tenth of a second to load, so this file is imported only where there is a proxy.
 */
export async function openProxyAgent(cluster: ReachableCluster, proxy: URL): Promise<Agent> {
  const config = new KubeConfig();
  // An agent's own TLS options go before those of a request, so these two have to be in it.
  const tlsServerName = cluster["tls-server-name"];
  config.loadFromClusterAndUser(
    {
      name: "cluster",
      server: cluster.server,
      skipTLSVerify: cluster["insecure-skip-tls-verify"] ?? false,
      ...(tlsServerName === undefined ? {} : { tlsServerName }),
      // Go lets a SOCKS proxy look names up; to this library that is another scheme.
      proxyUrl: proxy.href.replace(/^socks5:/, "socks5h:"),
    },
    { name: "user" },
  );
  const options: Parameters<typeof config.applyToHTTPSOptions>[0] = {};
  await config.applyToHTTPSOptions(options);
  return options.agent as Agent;
}
