import { expect } from "chai";
import type { VolumeSource } from "../../../../src/core/model/volume.ts";
import { backendOf, describeBackend, handleOf } from "../../../../src/core/sharing/place.ts";
import { aVolume } from "../objects.ts";

const inTree = (plugin: string, attributes: Record<string, string> = {}): VolumeSource => ({
  plugin,
  driver: null,
  handle: null,
  readOnly: false,
  attributes,
});

const csi = (driver: string): VolumeSource => ({ ...inTree("csi"), driver, handle: "h" });

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
