import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * The proxy on the way to a server: the kubeconfig's `proxy-url`, which holds for every server;
 * else what `HTTPS_PROXY` or `HTTP_PROXY` name, unless the server is on this machine or `NO_PROXY`
 * excepts it. null: none.
 *
 * @see https://github.com/golang/net/blob/v0.49.0/http/httpproxy/proxy.go
 */
export function findProxy(
  server: URL,
  configured: string | undefined,
  env: NodeJS.ProcessEnv,
): URL | null {
  if (configured !== undefined) return new URL(configured);
  const named =
    server.protocol === "https:"
      ? env.HTTPS_PROXY || env.https_proxy
      : env.HTTP_PROXY || env.http_proxy;
  if (!named || isLoopback(server) || isExcepted(server, env.NO_PROXY || env.no_proxy)) {
    return null;
  }
  return new URL(named.includes("://") ? named : `http://${named}`);
}

/** Whether a server is on this machine. */
export function isLoopback(server: URL): boolean {
  const host = hostOf(server);
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function isExcepted(server: URL, exceptions = ""): boolean {
  const host = hostOf(server);
  const port = server.port || (server.protocol === "https:" ? "443" : "80");
  return exceptions
    .split(",")
    .map((exception) => exception.trim().toLowerCase())
    .filter((exception) => exception !== "")
    .some((exception) => matches(exception, host, port));
}

function matches(exception: string, host: string, port: string): boolean {
  if (exception === "*") return true;
  const [network = "", prefix] = exception.split("/");
  if (prefix !== undefined) return isWithin(host, network, Number(prefix));
  const [, name = exception, onlyPort] = /^(.*?):(\d+)$/.exec(exception) ?? [];
  const isAddress = isIP(exception) !== 0;
  if (!isAddress && onlyPort !== undefined && onlyPort !== port) return false;
  if (isAddress) return exception === host;
  const domain = name.replace(/^\*/, "");
  // `.example.com` is for what is below it only, `example.com` for itself as well.
  return domain.startsWith(".")
    ? host.endsWith(domain)
    : host === domain || host.endsWith(`.${domain}`);
}

function isWithin(host: string, network: string, prefix: number): boolean {
  if (isIP(host) === 0 || isIP(host) !== isIP(network)) return false;
  const family = isIPv6(host) ? "ipv6" : "ipv4";
  if (!(prefix <= (family === "ipv6" ? 128 : 32))) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(host, family);
}

/** Without the brackets that a URL puts around an IPv6 address. */
function hostOf(server: URL): string {
  return server.hostname.replace(/^\[(.*)\]$/, "$1");
}
