import { BlockList, isIP, isIPv6 } from "node:net";
import { hostOf } from "./host.ts";

/** Whether `NO_PROXY` says that nobody goes to the server through a proxy. */
export function isExcepted(server: URL, exceptions = ""): boolean {
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
