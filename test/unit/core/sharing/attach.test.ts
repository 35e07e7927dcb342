import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import type { VolumeSource } from "../../../../src/core/model/volume.ts";
import { describeAttach, driverOf } from "../../../../src/core/sharing/attach.ts";
import {
  aDriver,
  anInventory,
  aStorage,
  aStorageClass,
  aVolume,
  readAsAWhole,
} from "../objects.ts";

const inTree = (plugin: string, attributes: Record<string, string> = {}): VolumeSource => ({
  plugin,
  driver: null,
  handle: null,
  readOnly: false,
  attributes,
});

const csi = (driver: string): VolumeSource => ({ ...inTree("csi"), driver, handle: "h" });

describe("the driver of a volume", () => {
  it("is the CSI driver, or who handles the plugin's volumes now", () => {
    const driver = (source: VolumeSource) => driverOf(aVolume("a", { source }));
    expect(driver(csi("d.example.com"))).to.equal("d.example.com");
    expect(driver(inTree("awsElasticBlockStore"))).to.equal("ebs.csi.aws.com");
    expect(driver(inTree("nfs"))).to.be.a("string");
    expect(driver(inTree(""))).to.equal(null);
  });
});

describe("whether storage is attached", () => {
  const attaches = (source: VolumeSource | null, inventory: Partial<Inventory>) =>
    describeAttach(aStorage("a", { volume: source && aVolume("a", { source }) }), {
      ...anInventory(),
      ...inventory,
    });
  const drivers = (attachRequired: boolean) =>
    new Map([["d.example.com", aDriver("d.example.com", { attachRequired })]]);

  it("is what the installed driver says", () => {
    expect(attaches(csi("d.example.com"), { drivers: drivers(true) })).to.deep.equal({
      attaches: true,
      driver: "d.example.com",
    });
    expect(attaches(csi("d.example.com"), { drivers: drivers(false) }).attaches).to.equal(false);
  });

  it("is so for a CSI driver that is known not to be installed", () => {
    expect(attaches(csi("d.example.com"), {}).attaches).to.equal(true);
  });

  it("is unknown where installed drivers could not be read and the table knows none", () => {
    const extents = { ...readAsAWhole(), csidrivers: { of: "none" } } as const;
    expect(attaches(csi("d.example.com"), { extents }).attaches).to.equal(null);
    expect(attaches(csi("ebs.csi.aws.com"), { extents }).attaches).to.equal(true);
  });

  it("is told by the class's provisioner before there is a volume", () => {
    const gp3 = aStorageClass("gp3", { provisioner: "d.example.com" });
    const classes = new Map([["gp3", gp3]]);
    expect(attaches(null, { classes, drivers: drivers(true) })).to.deep.equal({
      attaches: true,
      driver: "d.example.com",
    });
    expect(attaches(null, {})).to.deep.equal({ attaches: null, driver: null });
  });

  it("is unknown where there is no claim either", () => {
    const storage = aStorage("a", { claim: null, volume: null });
    expect(describeAttach(storage, anInventory())).to.deep.equal({ attaches: null, driver: null });
  });
});
