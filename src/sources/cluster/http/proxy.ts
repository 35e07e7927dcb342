import { isLoopback } from "./host.ts";

/**
 * The proxy on the way to a server: the kubeconfig's `proxy-url`, which holds for every server;
 * else what `HTTPS_PROXY` or `HTTP_PROXY` name, unless the server is on this machine or `NO_PROXY`
 * excepts it. null: none.
 *
 * @see https://github.com/golang/net/blob/v0.49.0/http/httpproxy/proxy.go
 */
export async function findProxy(
  server: URL,
  configured: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<URL | null> {
  if (configured !== undefined) return new URL(configured);
  const named =
    server.protocol === "https:"
      ? env.HTTPS_PROXY || env.https_proxy
      : env.HTTP_PROXY || env.http_proxy;
  if (!named || isLoopback(server)) return null;
  const { isExcepted } = await import("./no-proxy.ts");
  if (isExcepted(server, env.NO_PROXY || env.no_proxy)) return null;
  return new URL(named.includes("://") ? named : `http://${named}`);
}
