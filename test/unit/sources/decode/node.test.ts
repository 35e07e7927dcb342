import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodeNode } from "../../../../src/sources/decode/node.ts";

const metadata = { name: "node-a", labels: { "topology.kubernetes.io/zone": "eu-1a" } };

describe("a node", () => {
  it("has labels, taints and the volumes that its kubelet uses", () => {
    const node = decodeNode({
      metadata,
      spec: {
        unschedulable: true,
        taints: [
          { key: "node.kubernetes.io/out-of-service", value: "nodeshutdown", effect: "NoExecute" },
          { key: "gpu", effect: "NoSchedule", timeAdded: "2026-11-22T22:00:00Z" },
        ],
      },
      status: {
        conditions: [
          { type: "DiskPressure", status: "False", lastTransitionTime: "2026-11-20T00:00:00Z" },
          { type: "Ready", status: "Unknown", lastTransitionTime: "2026-11-22T22:00:00Z" },
        ],
        volumesInUse: ["kubernetes.io/csi/ebs.csi.aws.com^vol-1"],
        nodeInfo: { kubeletVersion: "v1.36.3", osImage: "Linux" },
      },
    });
    expect(node).to.deep.equal({
      name: "node-a",
      labels: { "topology.kubernetes.io/zone": "eu-1a" },
      ready: "Unknown",
      readySince: "2026-11-22T22:00:00Z",
      unschedulable: true,
      taints: [
        { key: "node.kubernetes.io/out-of-service", value: "nodeshutdown", effect: "NoExecute" },
        { key: "gpu", value: "", effect: "NoSchedule" },
      ],
      volumesInUse: ["kubernetes.io/csi/ebs.csi.aws.com^vol-1"],
      kubeletVersion: "v1.36.3",
    });
  });

  it("whose kubelet has never spoken is neither ready nor not", () => {
    const unknown = { ready: null, readySince: null, unschedulable: false, kubeletVersion: null };
    expect(decodeNode({ metadata })).to.include(unknown);
    expect(decodeNode({ metadata, status: { conditions: [] } })).to.include(unknown);
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => decodeNode({ metadata, status: { volumesInUse: [1] } })).to.throw(
      DecodeError,
      "volumesInUse: expected a list of strings",
    );
  });
});
