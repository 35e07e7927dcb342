import { expect } from "chai";
import { allowsNode, matchesTerms } from "../../../../src/core/sharing/match-node.ts";
import { aNode, anywhere } from "../objects.ts";

const node = aNode("node-a", { labels: { zone: "eu-1a", disks: "4" } });

const holds = (key: string, operator: string, ...values: string[]) =>
  matchesTerms([{ expressions: [{ key, operator, values }] }], node);

describe("a node selector", () => {
  it("knows the operators of the API", () => {
    expect(holds("zone", "In", "eu-1a", "eu-1b")).to.equal(true);
    expect(holds("zone", "In", "eu-1b")).to.equal(false);
    expect(holds("zone", "NotIn", "eu-1b")).to.equal(true);
    expect(holds("zone", "NotIn", "eu-1a")).to.equal(false);
    expect(holds("rack", "NotIn", "r1")).to.equal(true);
    expect(holds("zone", "Exists")).to.equal(true);
    expect(holds("rack", "Exists")).to.equal(false);
    expect(holds("rack", "DoesNotExist")).to.equal(true);
    expect(holds("disks", "Gt", "3")).to.equal(true);
    expect(holds("disks", "Gt", "4")).to.equal(false);
    expect(holds("disks", "Lt", "5")).to.equal(true);
    expect(holds("zone", "Gt", "3")).to.equal(false);
    expect(holds("zone", "Like", "eu")).to.equal(false);
  });

  it("calls the node by metadata.name, which is no label", () => {
    expect(holds("metadata.name", "In", "node-a")).to.equal(true);
    expect(holds("metadata.name", "In", "node-b")).to.equal(false);
  });

  it("reads a zone's old label as that of today", () => {
    const labels = { "topology.kubernetes.io/zone": "eu-1a" };
    const key = "failure-domain.beta.kubernetes.io/zone";
    const terms = [{ expressions: [{ key, operator: "In", values: ["eu-1a"] }] }];
    expect(matchesTerms(terms, aNode("node-a", { labels }))).to.equal(true);
    expect(matchesTerms(terms, aNode("node-a", { labels: {} }))).to.equal(false);
  });

  it("wants all of one term, and any term will do; an empty one holds nowhere", () => {
    const zone = { key: "zone", operator: "In", values: ["eu-1a"] };
    const rack = { key: "rack", operator: "Exists", values: [] };
    expect(matchesTerms([{ expressions: [zone, rack] }], node)).to.equal(false);
    expect(matchesTerms([{ expressions: [rack] }, { expressions: [zone] }], node)).to.equal(true);
    expect(matchesTerms([{ expressions: [] }], node)).to.equal(false);
  });
});

it("what a pod says of nodes holds by name, by label and by affinity", () => {
  expect(allowsNode(anywhere, node)).to.equal(true);
  expect(allowsNode({ ...anywhere, nodeName: "node-b" }, node)).to.equal(false);
  expect(allowsNode({ ...anywhere, nodeSelector: { zone: "eu-1b" } }, node)).to.equal(false);
  expect(allowsNode({ ...anywhere, affinityNodes: ["node-a"] }, node)).to.equal(true);
  expect(allowsNode({ ...anywhere, affinityNodes: ["node-b"] }, node)).to.equal(false);
});
