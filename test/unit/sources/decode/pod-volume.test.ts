import { expect } from "chai";
import type { PodVolumeSource } from "../../../../src/core/model/pod.ts";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodePodVolume } from "../../../../src/sources/decode/pod-volume.ts";

const sourceOf = (fields: object) => decodePodVolume({ name: "data", ...fields }).source;

describe("a pod volume", () => {
  const cases: Record<string, [object, PodVolumeSource]> = {
    "of a claim": [
      { persistentVolumeClaim: { claimName: "media", readOnly: true } },
      { kind: "PersistentVolumeClaim", claim: "media", readOnly: true },
    ],
    "of a generic ephemeral claim": [
      { ephemeral: { volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"] } } } },
      {
        kind: "EphemeralClaim",
        template: {
          name: "",
          requestedModes: ["ReadWriteOnce"],
          storageClass: null,
          volumeMode: "Filesystem",
          requested: null,
          hasDataSource: false,
        },
      },
    ],
    "of memory": [
      { emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
      { kind: "EmptyDir", medium: "Memory", sizeLimit: "1Gi" },
    ],
    "of a node's path": [
      { hostPath: { path: "/var/log", type: "Directory" } },
      { kind: "HostPath", path: "/var/log", type: "Directory" },
    ],
    "of a CSI driver, inline": [
      { csi: { driver: "secrets-store.csi.k8s.io", readOnly: true } },
      { kind: "CSIInline", driver: "secrets-store.csi.k8s.io", readOnly: true },
    ],
    "of an image": [{ image: { reference: "r/i:1" } }, { kind: "Image", reference: "r/i:1" }],
    "of a ConfigMap": [{ configMap: { name: "c" } }, { kind: "ConfigMap", name: "c" }],
    "of a Secret": [{ secret: { secretName: "s" } }, { kind: "Secret", name: "s" }],
    "of the downward API": [{ downwardAPI: { items: [] } }, { kind: "DownwardAPI" }],
    "of an in-tree backend": [
      { nfs: { server: "10.0.0.5", path: "/export", readOnly: true } },
      {
        kind: "InTree",
        source: {
          plugin: "nfs",
          driver: null,
          handle: null,
          readOnly: true,
          attributes: { server: "10.0.0.5", path: "/export" },
        },
      },
    ],
    "of a kind that came later": [{ newThing: { x: 1 } }, { kind: "Other", type: "newThing" }],
    "of no kind, which the server makes an emptyDir": [
      {},
      { kind: "EmptyDir", medium: "", sizeLimit: null },
    ],
    "whose other fields are null": [
      { emptyDir: null, hostPath: null, secret: { secretName: "s" } },
      { kind: "Secret", name: "s" },
    ],
  };

  for (const [name, [fields, source]] of Object.entries(cases)) {
    it(name, () => {
      expect(sourceOf(fields)).to.deep.equal(source);
    });
  }

  it("of several sources says what they are", () => {
    const sources = [
      { secret: { name: "tls" } },
      { configMap: { name: "settings" }, secret: null },
      { serviceAccountToken: { path: "token" } },
      { downwardAPI: { items: [] } },
      { clusterTrustBundle: { name: "ca" } },
    ];
    expect(sourceOf({ projected: { sources } })).to.deep.equal({
      kind: "Projected",
      sources: [
        "Secret/tls",
        "ConfigMap/settings",
        "ServiceAccountToken",
        "DownwardAPI",
        "ClusterTrustBundle/ca",
      ],
    });
  });

  it("is not taken in by names that every object has", () => {
    expect(sourceOf({ constructor: {} })).to.deep.equal({ kind: "Other", type: "constructor" });
    expect(sourceOf({ toString: {} })).to.deep.equal({ kind: "Other", type: "toString" });
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => sourceOf({ persistentVolumeClaim: "media" })).to.throw(
      DecodeError,
      "persistentVolumeClaim: expected an object",
    );
    expect(() => sourceOf({ persistentVolumeClaim: { claimName: 5 } })).to.throw(
      DecodeError,
      "claimName: expected a string",
    );
    expect(() => sourceOf({ projected: { sources: [null] } })).to.throw(DecodeError, "sources[0]");
  });
});
