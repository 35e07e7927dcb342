import { expect } from "chai";
import { decodeClaim, decodeClaimTemplate } from "../../../../src/sources/decode/claim.ts";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";

const metadata = { namespace: "shop", name: "media" };

describe("a claim", () => {
  it("that is bound has the modes and the capacity that were granted", () => {
    const claim = decodeClaim({
      metadata,
      spec: {
        accessModes: ["ReadWriteMany"],
        resources: { requests: { storage: "5Gi" } },
        storageClassName: "efs",
        volumeMode: "Block",
        volumeName: "pv-1",
      },
      status: { phase: "Bound", accessModes: ["ReadWriteMany"], capacity: { storage: "8Gi" } },
    });
    expect(claim).to.include({
      namespace: "shop",
      name: "media",
      isPlanned: false,
      phase: "Bound",
      storageClass: "efs",
      volumeMode: "Block",
      volumeName: "pv-1",
      requested: "5Gi",
      capacity: "8Gi",
    });
    expect(claim.requestedModes).to.deep.equal(["ReadWriteMany"]);
    expect(claim.grantedModes).to.deep.equal(["ReadWriteMany"]);
  });

  it("of a manifest has no phase and no volume: they are unknown, not empty", () => {
    expect(decodeClaim({ metadata, spec: {} })).to.deep.include({
      phase: null,
      volumeName: null,
      grantedModes: null,
      capacity: null,
      requested: null,
      storageClass: null,
      volumeMode: "Filesystem",
      requestedModes: [],
    });
  });

  it("tells no class given from deliberately none", () => {
    expect(decodeClaim({ metadata, spec: { storageClassName: "" } }).storageClass).to.equal("");
    expect(decodeClaim({ metadata, spec: { storageClassName: null } }).storageClass).to.equal(null);
  });

  it("is to be filled from what either of its data sources names", () => {
    const hasDataSource = (spec: object) => decodeClaim({ metadata, spec }).hasDataSource;
    expect(hasDataSource({})).to.equal(false);
    expect(hasDataSource({ dataSource: null, dataSourceRef: null })).to.equal(false);
    expect(hasDataSource({ dataSource: { kind: "VolumeSnapshot", name: "s" } })).to.equal(true);
    expect(hasDataSource({ dataSourceRef: { kind: "Populator", name: "p" } })).to.equal(true);
    expect(decodeClaimTemplate({ spec: { dataSource: {} } }).hasDataSource).to.equal(true);
  });

  it("has the node that the scheduler picked for its first pod", () => {
    const selectedNode = (annotations?: object) =>
      decodeClaim({ metadata: { ...metadata, annotations } }).selectedNode;
    expect(selectedNode({ "volume.kubernetes.io/selected-node": "node-a" })).to.equal("node-a");
    expect(selectedNode({ "volume.kubernetes.io/selected-node": "" })).to.equal(null);
    expect(selectedNode()).to.equal(null);
  });

  it("has no volume where the name is empty", () => {
    expect(decodeClaim({ metadata, spec: { volumeName: "" } }).volumeName).to.equal(null);
  });

  it("may ask for a bare number of bytes", () => {
    const spec = { resources: { requests: { storage: 1024 } } };
    expect(decodeClaim({ metadata, spec }).requested).to.equal("1024");
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => decodeClaim({ metadata, spec: { accessModes: "ReadWriteOnce" } })).to.throw(
      DecodeError,
      "accessModes: expected a list of strings",
    );
    expect(() => decodeClaim({ metadata, spec: [] })).to.throw(DecodeError, "spec: expected");
    expect(() => decodeClaim({ metadata, status: { phase: 1 } })).to.throw(DecodeError, "phase");
  });
});

describe("a claim template", () => {
  it("has the name of the pod volume, and a claim's wishes", () => {
    const template = decodeClaimTemplate({
      metadata: { name: "data" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    });
    expect(template).to.deep.equal({
      name: "data",
      requestedModes: ["ReadWriteOnce"],
      volumeMode: "Filesystem",
      storageClass: null,
      requested: "1Gi",
      hasDataSource: false,
    });
  });

  it("in an ephemeral volume has no name", () => {
    expect(decodeClaimTemplate({ spec: {} }).name).to.equal("");
  });
});
