import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import type { VolumeSource } from "../../../../src/core/model/volume.ts";
import {
  backendOf,
  describeAttach,
  describeBackend,
  driverOf,
  handleOf,
} from "../../../../src/core/sharing/driver-facts.ts";
import { anInventory, aStorage, aVolume, readAsAWhole } from "../objects.ts";

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
    new Map([["d.example.com", { name: "d.example.com", attachRequired }]]);

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
    const gp3 = {
      name: "gp3",
      provisioner: "d.example.com",
      parameters: {},
      bindingMode: "Immediate",
      isDefault: false,
    };
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

describe("the backend of a volume", () => {
  it("is named as people say it", () => {
    const backendNamed = (source: VolumeSource) => describeBackend(aVolume("a", { source }));
    expect(backendNamed(csi("d"))).to.deep.equal({ driver: "d", handle: "h" });
    expect(backendNamed(inTree("nfs", { server: "10.0.0.5", path: "/export" }))).to.deep.equal({
      driver: "nfs",
      handle: "10.0.0.5:/export",
    });
    expect(backendNamed(inTree("awsElasticBlockStore", { volumeID: "vol-1" }))).to.deep.equal({
      driver: "awsElasticBlockStore",
      handle: "vol-1",
    });
    expect(backendNamed(inTree("storageos"))).to.deep.equal({ driver: "storageos", handle: null });
    expect(backendNamed(inTree(""))).to.deep.equal({ driver: null, handle: null });
  });

  it("lies on a node where the volume's affinity names exactly one", () => {
    const expression = (operator: string, ...values: string[]) => ({
      expressions: [{ key: "kubernetes.io/hostname", operator, values }],
    });
    const local = (...nodeAffinity: ReturnType<typeof expression>[]) =>
      backendOf(aVolume("a", { source: inTree("local", { path: "/mnt/a" }), nodeAffinity }));
    expect(local(expression("In", "node-a"))).to.deep.equal({
      realm: "node:node-a",
      path: "/mnt/a",
    });
    expect(local(expression("In", "node-a"), expression("In", "node-a"))?.realm).to.equal(
      "node:node-a",
    );
    expect(local(expression("In", "node-a", "node-b"))).to.equal(null);
    expect(local(expression("In", "node-a"), expression("In", "node-b"))).to.equal(null);
    expect(local(expression("NotIn", "node-a"))).to.equal(null);
    expect(local()).to.equal(null);
  });

  it("has a handle only where it is a CSI volume", () => {
    expect(handleOf(aVolume("a"))).to.equal("ebs.csi.aws.com vol-a");
    expect(handleOf(aVolume("a", { source: inTree("nfs") }))).to.equal(null);
    expect(handleOf(aVolume("a", { source: { ...csi("d"), handle: "" } }))).to.equal(null);
  });
});
