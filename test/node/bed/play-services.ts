import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";
import { promisify } from "node:util";
import { playLoop } from "../../bed/play-loop.ts";
import type { Cluster } from "../../bed/start-cluster.ts";
import { answerQuery } from "./dns-answer.ts";

interface Service {
  metadata: { name: string; namespace: string };
  spec: { clusterIP?: string; ports?: { name?: string; port: number }[] };
}

interface EndpointSlice {
  metadata: { namespace: string; labels?: Record<string, string> };
  ports: { name?: string; port: number }[] | null;
  endpoints: { addresses: string[]; conditions: { ready?: boolean } }[] | null;
}

/**
 * Plays what a node has beside its kubelet: cluster DNS and kube-proxy. Names of Services are
 * answered; a connection to a Service's address goes to a ready endpoint, each in its turn. The
 * real ones need packet filters of the kernel, which a test machine may not have.
 */
export async function playServices(
  cluster: Cluster,
  options: { dnsAddress: string; busybox: string },
): Promise<void> {
  const { dnsAddress, busybox } = options;
  const addAddress = (address: string) =>
    promisify(execFile)(busybox, ["ip", "address", "add", `${address}/32`, "dev", "lo"]);
  const names = new Map<string, string[]>();
  const targets = new Map<string, { address: string; port: number }[]>();
  const served = new Set<string>();

  await addAddress(dnsAddress);
  const socket = createSocket("udp4", (query, from) => {
    const answer = answerQuery(query, (name) => names.get(name));
    socket.send(answer, from.port, from.address);
  });
  socket.bind(53, dnsAddress);
  socket.unref();

  playLoop(cluster, async () => {
    const [services, slices] = await Promise.all([
      cluster.request<{ items: Service[] }>("GET", "/api/v1/services"),
      cluster.request<{ items: EndpointSlice[] }>(
        "GET",
        "/apis/discovery.k8s.io/v1/endpointslices",
      ),
    ]);
    for (const { metadata, spec } of services.items) {
      const address = spec.clusterIP ?? "";
      const own = slices.items.filter(
        (slice) =>
          slice.metadata.namespace === metadata.namespace &&
          slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name,
      );
      const ready = (slice: EndpointSlice) =>
        (slice.endpoints ?? [])
          .filter(({ conditions }) => conditions.ready)
          .flatMap(({ addresses }) => addresses);
      const isHeadless = address === "None";
      names.set(
        `${metadata.name}.${metadata.namespace}.svc.cluster.local`,
        isHeadless ? own.flatMap(ready) : [address],
      );
      // The API server's own is served by it.
      if (isHeadless || address === "" || metadata.name === "kubernetes") continue;
      for (const { name, port } of spec.ports ?? []) {
        const key = `${address}:${port}`;
        targets.set(
          key,
          own.flatMap((slice) => {
            const target = slice.ports?.find((it) => (it.name ?? "") === (name ?? ""));
            return target ? ready(slice).map((it) => ({ address: it, port: target.port })) : [];
          }),
        );
        if (served.has(key)) continue;
        served.add(key);
        await addAddress(address).catch(() => {});
        let turn = 0;
        forward(address, port, () => {
          const ready = targets.get(key) ?? [];
          turn += 1;
          return ready[turn % ready.length];
        });
      }
    }
  });
}

function forward(
  address: string,
  port: number,
  choose: () => { address: string; port: number } | undefined,
): void {
  const server = createServer((client) => {
    client.on("error", () => {});
    const target = choose();
    if (target === undefined) return client.destroy();
    const onward = connect(target.port, target.address);
    onward.on("error", () => client.destroy());
    client.on("close", () => onward.destroy());
    client.pipe(onward).pipe(client);
    return undefined;
  });
  server.listen(port, address);
  server.unref();
}
