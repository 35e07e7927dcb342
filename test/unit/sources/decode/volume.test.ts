import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodeVolume } from "../../../../src/sources/decode/volume.ts";

const metadata = { name: "pv-1" };

describe("a volume", () => {
  it("says where its bytes are, what is enforced and who holds it", () => {
    const volume = decodeVolume({
      metadata,
      spec: {
        accessModes: ["ReadWriteOnce"],
        capacity: { storage: "5Gi" },
        claimRef: { namespace: "shop", name: "media", uid: "uid-1" },
        mountOptions: ["ro"],
        persistentVolumeReclaimPolicy: "Delete",
        storageClassName: "gp3",
        csi: {
          driver: "ebs.csi.aws.com",
          volumeHandle: "vol-1",
          readOnly: true,
          volumeAttributes: { a: "b" },
        },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [{ key: "zone", operator: "In", values: ["a", "b"] }],
                matchFields: [{ key: "metadata.name", operator: "Exists" }],
              },
            ],
          },
        },
      },
      status: { phase: "Bound" },
    });
    expect(volume).to.deep.equal({
      name: "pv-1",
      createdAt: null,
      terminating: false,
      phase: "Bound",
      grantedModes: ["ReadWriteOnce"],
      volumeMode: "Filesystem",
      storageClass: "gp3",
      reclaimPolicy: "Delete",
      capacity: "5Gi",
      claim: { namespace: "shop", name: "media" },
      mountOptions: ["ro"],
      source: {
        plugin: "csi",
        driver: "ebs.csi.aws.com",
        handle: "vol-1",
        readOnly: true,
        attributes: { a: "b" },
      },
      nodeAffinity: [
        {
          expressions: [
            { key: "zone", operator: "In", values: ["a", "b"] },
            { key: "metadata.name", operator: "Exists", values: [] },
          ],
        },
      ],
    });
  });

  it("without a spec says nothing that it does not know", () => {
    expect(decodeVolume({ metadata })).to.deep.include({
      phase: null,
      grantedModes: [],
      claim: null,
      nodeAffinity: null,
      source: { plugin: "", driver: null, handle: null, readOnly: false, attributes: {} },
    });
  });

  it("of wrong shape is an error that names the field", () => {
    const decode = (spec: object) => () => decodeVolume({ metadata, spec });
    expect(decode({ csi: "x" })).to.throw(DecodeError, "csi: expected an object");
    expect(decode({ csi: { driver: 1 } })).to.throw(DecodeError, "driver: expected a string");
    expect(decode({ claimRef: "x" })).to.throw(DecodeError, "claimRef: expected an object");
    expect(decode({ mountOptions: "ro" })).to.throw(DecodeError, "mountOptions: expected a list");
    expect(decode({ nodeAffinity: { required: { nodeSelectorTerms: {} } } })).to.throw(
      DecodeError,
      "nodeSelectorTerms: expected a list",
    );
  });
});
