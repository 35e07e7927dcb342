import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Port numbers that nothing on the loopback interface used a moment ago. Another process may be
 * quicker, so who starts a server with one tries again with others.
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  // Held all at once, else the same number could come twice.
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(
    servers.map((server) => {
      server.close();
      return once(server, "close");
    }),
  );
  return ports;
}
