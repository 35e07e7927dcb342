import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import {
  CLAIM_KINDS,
  STORAGE_KINDS,
  type StorageKind,
} from "../../../../src/core/model/storage-kind.ts";
import { findStorages } from "../../../../src/core/sharing/find-storages.ts";
import {
  aClaim,
  aClaimTemplate,
  aContainer,
  anInventory,
  aPod,
  aVolume,
  aWorkload,
  claimSource,
  emptyDir,
  hostPath,
  readAsAWhole,
} from "../objects.ts";

function find(inventory: Inventory, kinds: readonly StorageKind[] = CLAIM_KINDS, planned = false) {
  const storages = findStorages(inventory, new Set(kinds), planned);
  return new Map(storages.map((storage) => [storage.id, storage]));
}

const podsOf = (inventory: Inventory, id: string, kinds?: readonly StorageKind[]) =>
  find(inventory, kinds)
    .get(id)
    ?.consumers?.map(({ pod }) => pod);

describe("a claim", () => {
  it("is there though nobody mounts it", () => {
    const storage = find(
      anInventory({ claims: [aClaim("media")], volumes: [aVolume("media")] }),
    ).get("PersistentVolumeClaim/shop/media");
    expect(storage?.consumers).to.deep.equal([]);
    expect(storage?.volume?.name).to.equal("pv-media");
    expect(storage?.sharing).to.deep.equal({ scope: "none", pods: 0, nodes: 0, writers: 0 });
  });

  it("is there though it does not exist, for the pods that name it", () => {
    const pods = [aPod("web-0", { data: claimSource("media") })];
    const storage = find(anInventory({ pods })).get("PersistentVolumeClaim/shop/media");
    expect(storage).to.include({ claim: null, volume: null });
    expect(storage?.consumers).to.have.length(1);
  });

  it("is another one than its namesake of another namespace", () => {
    const inventory = anInventory({
      claims: [aClaim("media"), aClaim("media", { namespace: "other" })],
      pods: [aPod("web-0", { data: claimSource("media") })],
    });
    expect(podsOf(inventory, "PersistentVolumeClaim/shop/media")).to.deep.equal(["web-0"]);
    expect(podsOf(inventory, "PersistentVolumeClaim/other/media")).to.deep.equal([]);
  });

  it("name is matched whole, never as a prefix", () => {
    const inventory = anInventory({
      claims: [aClaim("data"), aClaim("data-old")],
      pods: [aPod("web-0", { data: claimSource("data-old") })],
    });
    expect(podsOf(inventory, "PersistentVolumeClaim/shop/data")).to.deep.equal([]);
    expect(podsOf(inventory, "PersistentVolumeClaim/shop/data-old")).to.deep.equal(["web-0"]);
  });

  it("under two volume names is one consumer with two mounts", () => {
    const sources = { one: claimSource("media"), two: claimSource("media", true) };
    const storage = find(anInventory({ pods: [aPod("web-0", sources)] })).get(
      "PersistentVolumeClaim/shop/media",
    );
    expect(storage?.consumers).to.have.length(1);
    expect(storage?.consumers?.[0]?.mounts.map((it) => [it.podVolume, it.readOnly])).to.deep.equal([
      ["one", null],
      ["two", null],
    ]);
    expect(storage?.sharing).to.include({ pods: 1, writers: null });
  });

  it("counts one writer where another pod only reads", () => {
    const pods = [
      aPod("web-0", { data: claimSource("media") }),
      aPod("web-1", { data: claimSource("media", true) }, { node: "node-b" }),
    ];
    const storage = find(anInventory({ pods, claims: [aClaim("media")] })).get(
      "PersistentVolumeClaim/shop/media",
    );
    expect(storage?.sharing).to.deep.equal({ scope: "cluster", pods: 2, nodes: 2, writers: 1 });
  });

  it("does not have a volume that is bound to another claim", () => {
    const volume = aVolume("media", { claim: { namespace: "shop", name: "first" } });
    const inventory = anInventory({ claims: [aClaim("media")], volumes: [volume] });
    expect(find(inventory).get("PersistentVolumeClaim/shop/media")?.volume).to.equal(null);
  });
});

describe("the claim of a generic ephemeral volume", () => {
  const template = aClaimTemplate("", { storageClass: "fast", requested: "1Gi" });
  const pods = [aPod("web-0", { tmp: { kind: "EphemeralClaim", template } })];

  it("is planned until it is there", () => {
    const [storage] = find(anInventory({ pods })).values();
    expect(storage).to.include({ id: "EphemeralClaim/shop/web-0-tmp" });
    expect(storage?.claim).to.include({ isPlanned: true, storageClass: "fast" });
  });

  it("has its pod as a consumer only where the pod owns it", () => {
    const owner = { kind: "Pod", name: "web-0", uid: "uid-web-0" };
    const owned = anInventory({ pods, claims: [aClaim("web-0-tmp", { owner })] });
    expect(podsOf(owned, "EphemeralClaim/shop/web-0-tmp")).to.deep.equal(["web-0"]);
    const foreign = anInventory({ pods, claims: [aClaim("web-0-tmp")] });
    expect(podsOf(foreign, "PersistentVolumeClaim/shop/web-0-tmp")).to.deep.equal([]);
    expect(find(foreign).size).to.equal(1);
  });
});

describe("other storage", () => {
  it("is found by the kinds that are asked for, and no others", () => {
    const pods = [aPod("web-0", { data: claimSource("media"), cache: emptyDir })];
    expect([...find(anInventory({ pods }), ["EmptyDir"]).keys()]).to.deep.equal([
      "EmptyDir/shop/web-0/uid-web-0/cache",
    ]);
    expect([...find(anInventory({ pods }), STORAGE_KINDS).keys()]).to.have.length(2);
  });

  it("is shared by containers within a pod, not by pods", () => {
    const containers = [aContainer("app", "cache"), aContainer("sidecar", "cache")];
    const volumes = [{ name: "cache", source: emptyDir }];
    const pods = ["web-0", "web-1"].map((name) =>
      aPod(name, {}, { spec: { volumes, containers, security: null } }),
    );
    const storages = [...find(anInventory({ pods }), ["EmptyDir"]).values()];
    expect(storages.map(({ sharing }) => sharing.scope)).to.deep.equal(["pod", "pod"]);
  });

  it("is one path for the pods of one node, one item for each node", () => {
    const pods = [
      aPod("a", { log: hostPath("/var/log") }),
      aPod("b", { log: hostPath("/var/log/") }),
      aPod("c", { log: hostPath("/var/log") }, { node: "node-b" }),
      aPod("d", { log: hostPath("/var") }),
    ];
    const inventory = anInventory({ pods });
    expect(podsOf(inventory, "HostPath/node-a/var/log", ["HostPath"])).to.deep.equal(["a", "b"]);
    expect(podsOf(inventory, "HostPath/node-b/var/log", ["HostPath"])).to.deep.equal(["c"]);
    expect(podsOf(inventory, "HostPath/node-a/var", ["HostPath"])).to.deep.equal(["d"]);
  });
});

describe("what an incomplete read does not know", () => {
  const some = { ...readAsAWhole(), pods: { of: "some" } } as const;
  const claims = [aClaim("media"), aClaim("unused")];
  const pods = [aPod("web-0", { data: claimSource("media"), cache: emptyDir })];

  it("is who else uses a claim: no number is told, and nobody found is not nobody", () => {
    const storages = find(anInventory({ claims, pods, extents: some }));
    const media = storages.get("PersistentVolumeClaim/shop/media");
    expect(media?.consumers).to.have.length(1);
    expect(media?.sharing.pods).to.equal(null);
    expect(storages.get("PersistentVolumeClaim/shop/unused")?.consumers).to.equal(null);
  });

  it("is not what a pod has for itself", () => {
    const storages = find(anInventory({ pods, extents: some }), ["EmptyDir"]);
    expect([...storages.values()].map(({ sharing }) => sharing.pods)).to.deep.equal([1]);
  });

  it("is a node's other pods where one namespace was read", () => {
    const extents = {
      ...readAsAWhole(),
      pods: { of: "namespace", namespace: "shop" },
    } as const;
    const log = [aPod("a", { log: hostPath("/var/log"), data: claimSource("media") })];
    const storages = find(anInventory({ claims, pods: log, extents }), STORAGE_KINDS);
    expect(storages.get("HostPath/node-a/var/log")?.sharing.pods).to.equal(null);
    expect(storages.get("PersistentVolumeClaim/shop/media")?.sharing.pods).to.equal(1);
  });
});

describe("what is only planned", () => {
  const dataTemplate = aClaimTemplate("data", { requested: "1Gi" });
  const db = aWorkload(
    "db",
    { shared: claimSource("media") },
    {
      kind: "StatefulSet",
      replicas: 3,
      claimTemplates: [dataTemplate],
    },
  );

  it("is a consumer only where plans are asked for", () => {
    const inventory = anInventory({ workloads: [db], claims: [aClaim("media")] });
    expect(find(inventory).get("PersistentVolumeClaim/shop/media")?.consumers).to.deep.equal([]);
    expect(find(inventory, CLAIM_KINDS, true).size).to.equal(4);
  });

  it("is one consumer with its number where all replicas use one claim", () => {
    const storages = find(anInventory({ workloads: [db] }), CLAIM_KINDS, true);
    const consumers = storages.get("PersistentVolumeClaim/shop/media")?.consumers;
    expect(consumers?.map(({ replicas, mounts }) => [replicas, mounts.length])).to.deep.equal([
      [3, 1],
    ]);
  });

  it("is one claim for each replica of a StatefulSet", () => {
    const storages = find(anInventory({ workloads: [db] }), CLAIM_KINDS, true);
    const own = storages.get("PersistentVolumeClaim/shop/data-db-1");
    expect(own?.claim?.isPlanned).to.equal(true);
    expect(own?.consumers?.map(({ replicas }) => replicas)).to.deep.equal([1]);
  });

  it("gives way to a claim that is there", () => {
    const inventory = anInventory({ workloads: [db], claims: [aClaim("data-db-1")] });
    const own = find(inventory, CLAIM_KINDS, true).get("PersistentVolumeClaim/shop/data-db-1");
    expect(own?.claim?.isPlanned).to.equal(false);
  });
});
