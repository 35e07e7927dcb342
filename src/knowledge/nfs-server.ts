import { type Backend, placeIn } from "./backend.ts";

/**
 * A folder that an NFS server exports, by whatever driver or plugin it is reached. Case means
 * nothing in a server's name, and an IPv6 address may stand in brackets.
 */
export function placeOnNfsServer(server: string, ...parts: readonly string[]): Backend | null {
  return placeIn(`nfs:${server.toLowerCase().replace(/^\[(.*)\]$/, "$1")}`, ...parts);
}
