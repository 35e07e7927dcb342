import { expect } from "chai";
import type { NodeSelectorTerm } from "../../../../src/core/model/volume.ts";
import {
  regionsOfVolume,
  zonesOfNodes,
  zonesOfVolume,
} from "../../../../src/core/sharing/zones.ts";
import { aNode, aVolume } from "../objects.ts";

const term = (key: string, ...values: string[]): NodeSelectorTerm => ({
  expressions: [{ key, operator: "In", values }],
});
const zonesOf = (...nodeAffinity: NodeSelectorTerm[]) =>
  zonesOfVolume(aVolume("a", { nodeAffinity }));

describe("the zones of a volume", () => {
  it("are those of its node affinity, by any driver's key", () => {
    expect(zonesOf(term("topology.kubernetes.io/zone", "b", "a"))).to.deep.equal(["a", "b"]);
    expect(zonesOf(term("topology.ebs.csi.aws.com/zone", "a"))).to.deep.equal(["a"]);
    expect(zonesOf(term("csi.hetzner.cloud/location", "fsn1"))).to.deep.equal(["fsn1"]);
  });

  it("are those of all alternatives, without Azure's empty one", () => {
    const key = "topology.disk.csi.azure.com/zone";
    expect(zonesOf(term(key, "1"), term(key, "2"), term(key, ""))).to.deep.equal(["1", "2"]);
  });

  it("are not known where one alternative names none", () => {
    expect(zonesOf(term("topology.kubernetes.io/zone", "a"), term("rack", "r1"))).to.be.empty;
    expect(zonesOf()).to.be.empty;
    expect(zonesOfVolume(aVolume("a"))).to.be.empty;
  });

  it("are no regions", () => {
    const nodeAffinity = [term("topology.kubernetes.io/region", "eu")];
    expect(zonesOf(...nodeAffinity)).to.be.empty;
    expect(regionsOfVolume(aVolume("a", { nodeAffinity }))).to.deep.equal(["eu"]);
  });
});

describe("the zones of nodes", () => {
  it("are told once each", () => {
    const far = aNode("c", { labels: { "topology.kubernetes.io/zone": "eu-1b" } });
    const nodes = [far, aNode("a"), aNode("b"), aNode("d", { labels: {} })];
    expect(zonesOfNodes(nodes)).to.deep.equal(["eu-1a", "eu-1b"]);
  });
});
