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
    countsPod: () => true,
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
  service: { apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace, uid: "u" } },
});

const shop = inNamespace("shop");
const other = inNamespace("other");
const node = { apiVersion: "v1", kind: "Node", metadata: { name: "node-a", uid: "uid-2" } };

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
