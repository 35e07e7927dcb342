import { mkdtemp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import type { Inventory } from "../../src/core/model/inventory.ts";
import { ATTACH_FAILED, type ObjectEvent } from "../../src/core/model/object-event.ts";
import type { ReadRequest } from "../../src/core/model/read-request.ts";
import { RESOURCES } from "../../src/core/model/resource.ts";
import { STORAGE_KINDS } from "../../src/core/model/storage-kind.ts";
import type { Workload } from "../../src/core/model/workload.ts";
import type { Client } from "../../src/sources/cluster/client.ts";
import { openClient } from "../../src/sources/cluster/client.ts";
import { createClusterSource } from "../../src/sources/cluster/cluster-source.ts";
import { findConnection } from "../../src/sources/cluster/find-connection.ts";
import { createSnapshotSource } from "../../src/sources/snapshot/snapshot-source.ts";
import type { ReadProgress } from "../../src/sources/source.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { openShop, type Shop } from "./shop-cluster.ts";

const SILENT: ReadProgress = { onObjects() {}, onWarning() {} };

/** Everything there is, so that nothing can differ unseen. */
const EVERYTHING: ReadRequest = {
  namespace: null,
  fallbackNamespace: null,
  targets: [],
  kinds: new Set(STORAGE_KINDS),
  resources: new Set(RESOURCES),
  deep: true,
  details: false,
  counted: { namespace: null, selects: null },
};

const ALL_RESOURCES = RESOURCES.join(",");

/** Of a live cluster a Deployment speaks for its ReplicaSets; in files it may be missing. */
function isNotSpokenFor({ kind, owner }: Workload): boolean {
  return kind !== "ReplicaSet" || owner?.kind !== "Deployment";
}

describe("The same objects give the same inventory", () => {
  let shop: Shop;
  let client: Client;

  before(async function () {
    shop = await openShop(this);
    await createQuota(shop);
    const connection = await findConnection({ kubeconfig: shop.cluster.kubeconfig }, {});
    client = await openClient(connection, {
      env: {},
      stdinIsTerminal: () => false,
      lendTerminal: (use) => use(),
      userAgent: "kubectl-shared-test",
      timeout: 0,
      warn() {},
    });
  });

  after(() => client?.close());

  for (const details of [false, true]) {
    describe(details ? "in detail" : "as far as mounts need it", () => {
      let live: ReturnType<typeof comparable>;

      before(async () => {
        live = comparable(await readLive(client));
      });

      async function readLive(through: Client): Promise<Inventory> {
        const source = createClusterSource(through, {
          context: null,
          server: shop.cluster.server,
          now: () => "2026-01-01T00:00:00Z",
          signal: new AbortController().signal,
          progress: SILENT,
        });
        return source.read({ ...EVERYTHING, details });
      }

      /** Controllers go on working: what is compared was read while nothing changed beside it. */
      async function expectSame(
        readOther: () => Promise<Comparable>,
        choose: (inventory: Comparable) => Partial<Comparable> = (inventory) => inventory,
      ): Promise<void> {
        for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
          const before = comparable(await readLive(client));
          const other = await readOther();
          const after = comparable(await readLive(client));
          if (!isDeepStrictEqual(before, after)) continue;
          expect(choose(other)).to.deep.equal(choose(before));
          return;
        }
        throw new Error(`the cluster was never still in ${ATTEMPTS} attempts`);
      }

      async function readSnapshot(paths: string[], text = ""): Promise<Inventory> {
        const source = createSnapshotSource({
          paths,
          recursive: false,
          stdin: Readable.from([Buffer.from(text)]),
          defaultNamespace: "default",
          progress: SILENT,
        });
        const read = await source.read({ ...EVERYTHING, details });
        return details ? read : { ...read, workloads: read.workloads.filter(isNotSpokenFor) };
      }

      it("from the API server in protobuf and in JSON", async () => {
        const asJson: Client = {
          ...client,
          get: (path, request) => client.get(path, { ...request, accept: "application/json" }),
        };
        await expectSame(async () => comparable(await readLive(asJson)));
      });

      for (const format of ["yaml", "json"]) {
        it(`from the API server and from what kubectl get -o ${format} prints`, async () => {
          await expectSame(async () => {
            const dump = await runKubectl(shop.cluster, ["get", ALL_RESOURCES, "-A", "-o", format]);
            return comparable(await readSnapshot(["-"], dump));
          });
        });
      }

      it("from the API server and from what kubectl cluster-info dump writes, as far as that goes", async () => {
        const readDump = async () => {
          const folder = await mkdtemp(join(shop.cluster.folder, "dump-"));
          const args = ["cluster-info", "dump", "-A", "--output-directory", folder];
          await runKubectl(shop.cluster, args);
          expect(await readdir(folder)).to.include("shop");
          return comparable(await readSnapshot([folder]));
        };
        // It writes these kinds and no others: no claims, no volumes, no jobs.
        await expectSame(readDump, ({ pods, events, nodes, workloads }) => ({
          pods,
          events,
          nodes,
          workloads: workloads.filter(({ kind }) => DUMPED_WORKLOADS.includes(kind)),
        }));
      });

      it("and tells what the real objects say", () => {
        const { nodes, quotas, pods, events } = live;
        expect(nodes.map(({ name, ready }) => [name, ready])).to.deep.equal([
          ["node-a", "True"],
          ["node-b", "True"],
          ["node-c", "True"],
        ]);
        expect(nodes.some(({ volumesInUse }) => volumesInUse.length > 0)).to.equal(true);
        expect(quotas.map(({ name, hard }) => [name, hard])).to.deep.equal([
          ["team", { pods: "100", "requests.storage": "1Ti" }],
        ]);
        const waiting = pods.find(({ name }) => name === shop.waitingDatabasePod);
        const refused = pods.find(({ labels, node }) => labels.app === "ledger" && node === null);
        if (!details) {
          expect(waiting?.progress).to.equal(null);
          expect(events).to.have.length(1);
          return;
        }
        expect(waiting?.spec.containers[0]?.run?.image).to.equal("postgres:18.1");
        expect(waiting?.progress?.waiting.map(({ reason }) => reason)).to.deep.equal([
          "ContainerCreating",
        ]);
        expect(refused?.progress?.unschedulable?.reason).to.equal("Unschedulable");
        expect(events.filter((it) => it.includes("FailedAttachVolume"))).to.have.length(1);
        expect(events.some((it) => it.includes("FailedScheduling"))).to.equal(true);
      });
    });
  }
});

/** The story has none; what is taken of it is counted by the real controller. */
async function createQuota({ cluster }: Shop): Promise<void> {
  const quota = ["-n", "analytics", "create", "quota", "team"];
  await runKubectl(cluster, [...quota, "--hard=pods=100,requests.storage=1Ti"]);
  const counted = ["wait", "--for=jsonpath={.status.used.pods}", "quota/team", "--timeout=60s"];
  await runKubectl(cluster, ["-n", "analytics", ...counted]);
}

const ATTEMPTS = 6;

const DUMPED_WORKLOADS = ["DaemonSet", "Deployment", "ReplicaSet", "ReplicationController"];

type Comparable = ReturnType<typeof comparable>;

/** What both sources must agree on: not where and when it was read, nor in which order. */
function comparable(inventory: Inventory) {
  const { pods, claims, volumes, attachments, classes, drivers, nodes, workloads } = inventory;
  return {
    pods: sortByKey(pods),
    claims: sortByKey([...claims.values()]),
    volumes: sortByKey([...volumes.values()]),
    attachments: sortByKey(attachments),
    classes: sortByKey([...classes.values()]),
    drivers: sortByKey([...drivers.values()]),
    nodes: sortByKey([...nodes.values()]),
    workloads: sortByKey(workloads),
    controllers: [...inventory.controllers].sort(),
    events: inventory.events.map(describeEvent).sort(),
    quotas: sortByKey(inventory.quotas),
  };
}

/** Some controllers repeat theirs all the time: only what is sent once stays as it was seen. */
function describeEvent({ lastSeen, ...event }: ObjectEvent): string {
  return JSON.stringify(event.reason === ATTACH_FAILED ? { ...event, lastSeen } : event);
}

function sortByKey<T extends { name: string; namespace?: string; kind?: string }>(
  list: readonly T[],
): T[] {
  const keyOf = ({ kind, namespace, name }: T) => `${kind}/${namespace}/${name}`;
  return list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
