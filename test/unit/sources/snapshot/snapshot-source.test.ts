import { expect } from "chai";
import type { ReadRequest } from "../../../../src/core/model/read-request.ts";
import { RESOURCES } from "../../../../src/core/model/resource.ts";
import { STORAGE_KINDS } from "../../../../src/core/model/storage-kind.ts";
import { createSnapshotSource } from "../../../../src/sources/snapshot/snapshot-source.ts";
import { errorOf, inChunks } from "./byte-streams.ts";

function read(objects: readonly object[], changes: Partial<ReadRequest> = {}) {
  const source = createSnapshotSource({
    paths: ["-"],
    recursive: false,
    stdin: inChunks(objects.map((object) => JSON.stringify(object)).join("\n")),
    defaultNamespace: "default",
    progress: { onObjects() {}, onWarning() {} },
  });
  return source.read({
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(STORAGE_KINDS),
    resources: new Set(RESOURCES),
    deep: false,
    details: false,
    counted: { namespace: null, selects: null },
    ...changes,
  });
}

const inNamespace = (namespace: string) => ({
  pod: {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web-0", namespace, uid: "uid-1" },
    spec: { volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] },
  },
  claim: {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "media", namespace },
    status: { phase: "Bound" },
  },
  event: {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: "web-0.17c", namespace },
    reason: "FailedMount",
    involvedObject: { kind: "Pod", namespace, name: "web-0" },
  },
  quota: { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "team", namespace } },
  service: { apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace, uid: "u" } },
});

const shop = inNamespace("shop");
const other = inNamespace("other");
const node = { apiVersion: "v1", kind: "Node", metadata: { name: "node-a", uid: "uid-2" } };

const volume = {
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name: "pv-1" },
  status: { phase: "Available" },
};

const statefulSet = (namespace: string) => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "db", namespace },
});

const manifest = (name: string, namespace: string) => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name, namespace, creationTimestamp: null },
  status: {},
});

describe("a snapshot", () => {
  it("of one namespace is whole there, and of what lies in none", async () => {
    const { namespace, extents } = await read([shop.pod, shop.claim, node]);
    expect(namespace).to.equal("shop");
    expect(extents.pods).to.deep.equal({ of: "namespace", namespace: "shop" });
    expect(extents.persistentvolumeclaims).to.deep.equal({ of: "namespace", namespace: "shop" });
    expect(extents.nodes).to.deep.equal({ of: "cluster" });
    expect(extents.events).to.deep.equal({ of: "none" });
  });

  it("of several namespaces is one of the cluster", async () => {
    const { namespace, extents } = await read([shop.pod, other.claim]);
    expect(namespace).to.equal(null);
    expect(extents.pods).to.deep.equal({ of: "cluster" });
    expect(extents.persistentvolumeclaims).to.deep.equal({ of: "cluster" });
  });

  it("may tell of other namespaces by objects of which nothing else is read", async () => {
    expect((await read([shop.pod, other.service])).extents.pods).to.deep.equal({ of: "cluster" });
  });

  it("of manifests is whole, whatever namespaces they name", async () => {
    for (const objects of [
      [manifest("media", "shop")],
      [manifest("media", "shop"), manifest("logs", "other")],
    ]) {
      const { namespace, extents } = await read(objects);
      expect(namespace).to.equal(null);
      expect(extents.persistentvolumeclaims).to.deep.equal({ of: "cluster" });
    }
  });

  it("is of the namespace that was dumped, though a manifest for another is beside it", async () => {
    expect((await read([shop.pod, manifest("logs", "other")])).namespace).to.equal("shop");
  });

  it("of manifests lacks no StatefulSet that it does not have; one of a server may", async () => {
    const made = await read([manifest("media", "shop")]);
    for (const resource of ["statefulsets", "deployments", "replicasets"] as const) {
      expect(made.extents[resource], resource).to.deep.equal({ of: "cluster" });
    }
    expect((await read([shop.pod])).extents.statefulsets).to.deep.equal({ of: "none" });
    expect((await read([volume])).extents.statefulsets).to.deep.equal({ of: "none" });
    const { extents } = await read([shop.pod, statefulSet("shop")]);
    expect(extents.statefulsets).to.deep.equal({ of: "namespace", namespace: "shop" });
  });

  it("has no Deployment that it does not hold, unless what one made tells of it", async () => {
    const owned = (kind: string) => ({
      ownerReferences: [{ kind, name: "web-7d9f", uid: "uid-3", controller: true }],
    });
    const podOf = (kind: string) => ({
      ...shop.pod,
      metadata: { ...shop.pod.metadata, ...owned(kind) },
    });
    const replicaSet = (metadata: object = {}) => ({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: { name: "web-7d9f", namespace: "shop", ...metadata },
    });
    const makers = async (objects: readonly object[]) => {
      const { extents } = await read(objects);
      return [extents.replicasets?.of, extents.deployments?.of];
    };
    const whole = "namespace";
    expect(await makers([shop.pod])).to.deep.equal([whole, whole]);
    expect(await makers([podOf("StatefulSet")])).to.deep.equal([whole, whole]);
    expect(await makers([podOf("ReplicaSet")])).to.deep.equal(["none", "none"]);
    const made = replicaSet(owned("Deployment"));
    expect(await makers([podOf("ReplicaSet"), made])).to.deep.equal([whole, "none"]);
    expect(await makers([podOf("ReplicaSet"), replicaSet()])).to.deep.equal([whole, whole]);
  });

  it("knows nothing of nodes, events and quotas of which it has none, also of manifests", async () => {
    for (const objects of [[shop.pod, shop.claim], [manifest("media", "shop")]]) {
      const { extents } = await read(objects, { details: true });
      for (const resource of ["nodes", "events", "resourcequotas"] as const) {
        expect(extents[resource], resource).to.deep.equal({ of: "none" });
      }
    }
  });

  it("knows all nodes of the cluster, and the namespace's events and quotas, where it has one", async () => {
    const { extents } = await read([shop.pod, node, shop.event, shop.quota], { details: true });
    const here = { of: "namespace", namespace: "shop" };
    expect(extents.nodes).to.deep.equal({ of: "cluster" });
    expect(extents.events).to.deep.equal(here);
    expect(extents.resourcequotas).to.deep.equal(here);
  });

  it("names the object and the field that is not what the API says it is", async () => {
    const wrong = { ...shop.claim, spec: { accessModes: "ReadWriteOnce" } };
    const { reason, message } = await errorOf(read([node, wrong]));
    expect(reason).to.equal("Input");
    expect(message).to.equal(
      "-:2: PersistentVolumeClaim media: accessModes: expected a list of strings",
    );
  });

  it("was read at the newest time that its objects speak of", async () => {
    const created = (creationTimestamp: string | null) => ({
      ...shop.pod,
      metadata: { ...shop.pod.metadata, name: `p${creationTimestamp}`, creationTimestamp },
    });
    const { readAt } = await read([
      created("2026-11-22T22:00:00Z"),
      created("2026-11-22T23:00:00Z"),
      created(null),
      created("yesterday"),
    ]);
    expect(readAt).to.equal("2026-11-22T23:00:00Z");
    expect((await read([manifest("media", "shop")])).readAt).to.equal(null);
  });
});

describe("what a snapshot lacks", () => {
  const pod = (phase: string, nodeName?: string) => ({
    ...shop.pod,
    spec: { ...shop.pod.spec, nodeName },
    status: { phase },
  });
  const gapsOf = async (objects: readonly object[], details = true) =>
    (await read(objects, { details })).gaps.map(({ resource, reason }) => `${resource} ${reason}`);

  it("is the nodes that its pods are on, where details are asked for", async () => {
    const running = pod("Running", "node-a");
    expect(await gapsOf([running])).to.deep.equal(["nodes NotInSnapshot"]);
    expect(await gapsOf([running], false)).to.deep.equal([]);
    expect(await gapsOf([running, node])).to.deep.equal([]);
    expect(await gapsOf([shop.pod])).to.deep.equal([]);
  });

  it("is what was said about pods and claims that do not get on, in detail", async () => {
    const pending = pod("Pending");
    expect(await gapsOf([pending])).to.deep.equal(["events NotInSnapshot"]);
    expect(await gapsOf([pending], false)).to.deep.equal([]);
    expect(await gapsOf([pending, shop.event])).to.deep.equal([]);
    const claim = { ...shop.claim, status: { phase: "Pending" } };
    expect(await gapsOf([shop.pod, claim])).to.deep.equal(["events NotInSnapshot"]);
  });

  it("is nothing in manifests", async () => {
    expect(await gapsOf([manifest("media", "shop"), statefulSet("shop")])).to.deep.equal([]);
  });

  it("says what is unknown for it", async () => {
    const { gaps } = await read([pod("Pending", "node-a")], { details: true });
    expect(gaps.map(({ effect }) => effect)).to.deep.equal([
      "zones, labels and health of nodes are unknown",
      "what was said about pods and claims is unknown",
    ]);
  });
});
