import { expect } from "chai";
import { isOutOfService, isReady, zoneOf } from "../../../../src/core/model/node.ts";
import { aNode } from "../objects.ts";

describe("a node", () => {
  it("is in the zone that its label names, the older label too", () => {
    const zone = (labels: Record<string, string>) => zoneOf(aNode("node-a", { labels }));
    expect(zone({ "topology.kubernetes.io/zone": "eu-1a" })).to.equal("eu-1a");
    expect(zone({ "failure-domain.beta.kubernetes.io/zone": "eu-1b" })).to.equal("eu-1b");
    expect(
      zone({
        "failure-domain.beta.kubernetes.io/zone": "old",
        "topology.kubernetes.io/zone": "new",
      }),
    ).to.equal("new");
    expect(zone({ "topology.kubernetes.io/zone": "" })).to.equal(null);
    expect(zone({})).to.equal(null);
  });

  it("is ready only where its kubelet says so: silence is not well", () => {
    expect(isReady(aNode("node-a"))).to.equal(true);
    for (const ready of ["False", "Unknown", null]) {
      expect(isReady(aNode("node-a", { ready })), String(ready)).to.equal(false);
    }
  });

  it("is out of service where an administrator says so, not where it is unreachable", () => {
    const isOut = (key: string) =>
      isOutOfService(aNode("node-a", { taints: [{ key, value: "", effect: "NoExecute" }] }));
    expect(isOut("node.kubernetes.io/out-of-service")).to.equal(true);
    expect(isOut("node.kubernetes.io/unreachable")).to.equal(false);
    expect(isOutOfService(aNode("node-a"))).to.equal(false);
  });
});
