import { expect } from "chai";
import type { Inventory } from "../../../../../../src/core/model/inventory.ts";
import { explainVolume } from "../../../../../../src/core/reports/object/explain/explain-volume.ts";
import {
  anAttachment,
  anInventory,
  aStorageClass,
  aVolume,
  readAsAWhole,
} from "../../../objects.ts";
import { aShop, csi, inTree, inZone, join, onNode } from "./explained.ts";

const explain = (inventory: Inventory) => explainVolume("pv-media", join(inventory));

const remarksOn = (inventory: Inventory) =>
  explain(inventory)
    .remarks.map(({ text }) => text)
    .join("\n");

describe("what a volume is", () => {
  it("is told with its claim, its modes and its driver", () => {
    const explained = explain(aShop({}, { nodeAffinity: inZone("eu-1a") }));
    expect(explained.claim).to.deep.equal({ namespace: "shop", name: "media" });
    expect(explained.grantedModes).to.deep.equal(["ReadWriteOnce"]);
    expect(explained.driver).to.include({ product: "Amazon EBS" });
    expect(explained.storage).to.include({ capacity: "5Gi", handle: "vol-media" });
    expect(explained.reach).to.include({ scope: "node" });
    expect(explained.reach.where).to.deep.equal(["node-a"]);
  });

  it("is known by where it is attached, not by where pods only wait for it", () => {
    const inventory = aShop({}, {}, { attachments: [anAttachment("media", "node-b")] });
    expect(explain(inventory).reach.where).to.deep.equal(["node-b"]);
  });

  it("reaches as far as its node affinity says, whatever its driver does", () => {
    const source = csi("efs.csi.aws.com");
    const rwx = { grantedModes: ["ReadWriteMany"], source };
    const reach = (inventory: Inventory) => explain(inventory).reach;
    expect(reach(aShop({}, rwx)).scope).to.equal("region");
    const zonal = reach(aShop({}, { ...rwx, nodeAffinity: inZone("eu-1a", "eu-1b") }));
    expect(zonal).to.deep.include({ scope: "zone", where: ["eu-1a", "eu-1b"] });
    const local = reach(aShop({}, { ...rwx, nodeAffinity: onNode("node-a") }));
    expect(local).to.deep.include({ scope: "node", where: ["node-a"] });
  });

  it("is told of one that its claim's class made by the class's parameters", () => {
    const classes = [
      aStorageClass("c", { provisioner: "local.csi.openebs.io", parameters: { shared: "yes" } }),
    ];
    const claim = { storageClass: "c", provisioner: "local.csi.openebs.io" };
    const made = aShop(claim, { source: csi("local.csi.openebs.io") }, { classes });
    expect(explain(made).driver?.variant).to.equal('shared: "yes"');
    const byHand = aShop({ ...claim, provisioner: null }, { source: csi("local.csi.openebs.io") });
    expect(explain(byHand).driver?.variant).to.equal(null);
  });

  it("is told of one whose claim is gone", () => {
    const volume = aVolume("media", { phase: "Released", reclaimPolicy: "Retain" });
    const released = anInventory({ volumes: [volume] });
    expect(remarksOn(released)).to.contain("shop/media is gone");
    const reserved = anInventory({ volumes: [aVolume("media", { phase: "Available" })] });
    expect(remarksOn(reserved)).to.contain("is not there");
  });

  it("is told of a plugin that left Kubernetes", () => {
    const old = aShop({}, { source: inTree("awsElasticBlockStore", { volumeID: "vol-1" }) });
    expect(remarksOn(old)).to.contain("ebs.csi.aws.com");
    const gone = aShop({}, { source: inTree("rbd", { image: "a" }) });
    expect(remarksOn(gone)).to.contain("cannot be used any more");
    const kept = aShop({}, { source: inTree("local", { path: "/x" }), nodeAffinity: onNode("a") });
    expect(remarksOn(kept)).to.not.contain("handled by");
  });

  it("is not known where it is not there or could not be read", () => {
    const missing = explain(anInventory());
    expect(missing).to.include({ storage: null, grantedModes: null, claim: null, driver: null });
    expect(missing.reach.because.text).to.contain("There is no volume pv-media");
    const extents = { ...readAsAWhole(), persistentvolumes: { of: "none" } } as const;
    expect(explain(anInventory({ extents })).reach.because.text).to.contain("could not be read");
  });
});
