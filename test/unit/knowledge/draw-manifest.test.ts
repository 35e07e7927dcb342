import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { drawManifest } from "../../../src/knowledge/draw-manifest.ts";
import type { Manifest } from "../../../src/knowledge/driver.ts";
import { DRIVERS } from "../../../src/knowledge/drivers.ts";

function manifest(objects: Manifest["objects"]): Manifest {
  return { purpose: "It works.", gives: [], objects };
}

describe("a manifest that works, as YAML", () => {
  it("has an object a document, and a place for what only the user knows", () => {
    const text = drawManifest(
      manifest({
        StorageClass: {
          parameters: { type: "io2", iops: "1000", "csi.example/secret-name": null },
        },
        Pod: { spec: { containers: [{ name: "a", volumeDevices: null }, { name: "b" }] } },
      }),
      "ebs.csi.aws.com",
    );
    expect(text).to.equal(`apiVersion: storage.k8s.io/v1
kind: StorageClass
provisioner: ebs.csi.aws.com
parameters:
  type: io2
  iops: "1000"
  csi.example/secret-name: <secret-name>
---
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: a
    volumeDevices: <volumeDevices>
  - name: b
`);
  });

  it("reads back as what was written, for every driver", () => {
    for (const { names, variants } of DRIVERS) {
      for (const { value } of variants.flatMap(({ manifests }) => manifests)) {
        const documents = parseAllDocuments(drawManifest(value, names[0]), { version: "1.1" });
        for (const [index, [kind, fields]] of Object.entries(value.objects).entries()) {
          const { apiVersion: _, provisioner: __, ...read } = documents[index]?.toJS() ?? {};
          expect(withoutNull(read), names[0]).to.deep.equal(withoutNull({ kind, ...fields }));
        }
      }
    }
  });

  it("puts quotes around what YAML would read as something else", () => {
    const parameters = Object.fromEntries(
      [
        "yes",
        "no",
        "true",
        "1",
        "1.5",
        "",
        "a: b",
        "- a",
        "#a",
        "a #b",
        "<is> True",
        '"v"',
        "~",
        "y",
        "null",
        "a\nb",
        "0x1",
        "1e3",
      ].map((value, index) => [`p${index}`, value]),
    );
    const text = drawManifest(manifest({ StorageClass: { parameters } }), "a.example");
    const [document] = parseAllDocuments(text, { version: "1.1" });
    expect(document?.toJS().parameters).to.deep.equal(parameters);
  });
});

/** Places for the user's values are left out. */
function withoutNull(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, it) =>
      it === null || (typeof it === "string" && /^<[\w.-]+>$/.test(it)) ? undefined : it,
    ).replace(/,?null/g, ""),
  );
}
