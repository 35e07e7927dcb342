import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import type { VolumeSource } from "../../../../src/core/model/volume.ts";
import { idOfVolume, OverlapIndex } from "../../../../src/core/sharing/find-overlaps.ts";
import { findStorages } from "../../../../src/core/sharing/find-storages.ts";
import { aClaim, anInventory, aPod, aVolume, hostPath } from "../objects.ts";

const nfs = (path: string): VolumeSource => ({
  plugin: "nfs",
  driver: null,
  handle: null,
  readOnly: false,
  attributes: { server: "10.0.0.5", path },
});

function overlapsIn(inventory: Inventory) {
  const storages = findStorages(inventory, new Set(["HostPath"]), false);
  const index = new OverlapIndex(inventory, storages);
  const ids = [
    ...storages.map(({ id }) => id),
    ...[...inventory.volumes.values()].map((volume) => idOfVolume(volume, inventory)),
  ];
  return Object.fromEntries(
    ids.flatMap((id) => {
      const others = index.overlapsOf(id).map((it) => `${it.relation} ${it.id}`);
      return others.length === 0 ? [] : [[id, others]];
    }),
  );
}

describe("storage that touches other storage", () => {
  it("is a path of a node and what lies in it, never what begins alike", () => {
    const paths = { a: hostPath("/var"), b: hostPath("/var/log/pods"), c: hostPath("/variable") };
    expect(overlapsIn(anInventory({ pods: [aPod("web-0", paths)] }))).to.deep.equal({
      "HostPath/node-a/var": ["contains HostPath/node-a/var/log/pods"],
      "HostPath/node-a/var/log/pods": ["inside HostPath/node-a/var"],
    });
  });

  it("is not a path of another node, nor of a pod without one", () => {
    const pods = [
      aPod("a", { log: hostPath("/var/log") }),
      aPod("b", { log: hostPath("/var") }, { node: "node-b" }),
      aPod("c", { log: hostPath("/") }, { node: null, phase: "Pending" }),
    ];
    expect(overlapsIn(anInventory({ pods }))).to.deep.equal({});
  });

  it("is everything below the root for who mounts it", () => {
    const paths = { root: hostPath("/"), log: hostPath("/var/log") };
    expect(overlapsIn(anInventory({ pods: [aPod("web-0", paths)] }))).to.deep.equal({
      "HostPath/node-a/": ["contains HostPath/node-a/var/log"],
      "HostPath/node-a/var/log": ["inside HostPath/node-a/"],
    });
  });

  it("is two volumes on one export, or one in a folder of the other", () => {
    const volumes = [
      aVolume("a", { source: nfs("/export") }),
      aVolume("b", { source: nfs("/export/") }),
      aVolume("c", { source: nfs("/export/c") }),
      aVolume("d", { source: nfs("/exports") }),
    ];
    const claims = ["a", "b", "c", "d"].map((name) => aClaim(name));
    const id = (name: string) => `PersistentVolumeClaim/shop/${name}`;
    expect(overlapsIn(anInventory({ volumes, claims }))).to.deep.equal({
      [id("a")]: [`same ${id("b")}`, `contains ${id("c")}`],
      [id("b")]: [`same ${id("a")}`, `contains ${id("c")}`],
      [id("c")]: [`inside ${id("a")}`, `inside ${id("b")}`],
    });
  });

  it("is two CSI volumes of one handle, whatever their names", () => {
    const { source } = aVolume("a");
    const volumes = [aVolume("a"), aVolume("b", { source })];
    const inventory = anInventory({ volumes, claims: [aClaim("a"), aClaim("b")] });
    expect(overlapsIn(inventory)).to.deep.equal({
      "PersistentVolumeClaim/shop/a": ["same PersistentVolumeClaim/shop/b"],
      "PersistentVolumeClaim/shop/b": ["same PersistentVolumeClaim/shop/a"],
    });
  });

  it("is none of forty thousand volumes that touch nothing", () => {
    const volumes = Array.from({ length: 40_000 }, (_, index) => aVolume(`c${index}`));
    expect(overlapsIn(anInventory({ volumes }))).to.deep.equal({});
  });
});

describe("the item in which a volume appears", () => {
  it("is its claim's, also where that could not be read", () => {
    const volume = aVolume("media");
    const id = "PersistentVolumeClaim/shop/media";
    expect(idOfVolume(volume, anInventory({ claims: [aClaim("media")] }))).to.equal(id);
    expect(idOfVolume(volume, anInventory({ extents: {} }))).to.equal(id);
  });

  it("is its own where its claim is gone", () => {
    expect(idOfVolume(aVolume("media"), anInventory())).to.equal("PersistentVolume/pv-media");
  });

  it("is that of an ephemeral claim where a pod owns it", () => {
    const owner = { kind: "Pod", name: "web-0", uid: null };
    const claims = [aClaim("media", { owner })];
    expect(idOfVolume(aVolume("media"), anInventory({ claims }))).to.equal(
      "EphemeralClaim/shop/media",
    );
  });

  it("is its own where no claim holds it, or the claim another volume", () => {
    const other = aClaim("media", { volumeName: "pv-other" });
    expect(idOfVolume(aVolume("media", { claim: null }), anInventory())).to.equal(
      "PersistentVolume/pv-media",
    );
    expect(idOfVolume(aVolume("media"), anInventory({ claims: [other] }))).to.equal(
      "PersistentVolume/pv-media",
    );
  });
});
