import { expect } from "chai";
import { type Manifest, toManifest } from "../../../../src/scaffold/manifest.ts";
import { manifestJson } from "../../../../src/views/manifest/manifest-json.ts";
import { manifestName } from "../../../../src/views/manifest/manifest-name.ts";
import { drawTrials } from "../../../../src/views/manifest/trial-lines.ts";

const options = {
  terminal: { columns: null, color: false, unicode: true },
  comments: true,
};

const claim = toManifest({
  kind: "PersistentVolumeClaim",
  apiVersion: "v1",
  metadata: { namespace: "shop", name: "media" },
});
const deployment = toManifest({
  kind: "Deployment",
  apiVersion: "apps/v1",
  metadata: { name: "web" },
});

const json = (...manifests: Manifest[]) =>
  JSON.parse([...manifestJson(manifests, options)].join(""));

describe("Manifests in other formats", () => {
  it("are one object as JSON, and a List where there are several", () => {
    expect(json(claim)).to.deep.equal(claim.object);
    expect(json(claim, deployment)).to.deep.equal({
      apiVersion: "v1",
      kind: "List",
      items: [claim.object, deployment.object],
    });
  });

  it("have sorted fields as JSON too", () => {
    expect(Object.keys(json(claim))).to.deep.equal(["apiVersion", "kind", "metadata"]);
  });

  it("are called as kubectl calls them", () => {
    expect([...manifestName([claim, deployment], options)]).to.deep.equal([
      "persistentvolumeclaim/media\n",
      "deployment.apps/web\n",
    ]);
  });

  it("have a line each for what a server says, which steers no terminal", () => {
    const refused = {
      object: deployment.object,
      outcome: "refused",
      because: "Invalid: \u001b[2J",
      warnings: [],
    };
    const lines = drawTrials([
      { object: claim.object, outcome: "created", because: null, warnings: ["it is odd"] },
      refused as never,
    ]);
    expect([...lines]).to.deep.equal([
      "persistentvolumeclaim/media in shop created (server dry run): Warning: it is odd\n",
      "deployment.apps/web refused (server dry run): Invalid: ^[[2J\n",
    ]);
  });
});
