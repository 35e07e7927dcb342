import { expect } from "chai";
import { parseTargets } from "../../../src/cli/parse-target.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

const refusal = (...args: string[]): UsageError => {
  try {
    parseTargets(args);
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    return error as UsageError;
  }
  throw new Error(`${args.join(" ")} was taken`);
};

describe("the target of a query", () => {
  it("is a claim where it is a bare name", () => {
    expect(parseTargets(["media"])).to.deep.equal([{ type: "claim", name: "media" }]);
    expect(parseTargets(["web-0.data"])).to.deep.equal([{ type: "claim", name: "web-0.data" }]);
  });

  it("has kubectl's names for its type: singular, plural, short, in any case", () => {
    const names = {
      claim: ["pvc", "persistentvolumeclaim", "persistentvolumeclaims", "PVC", "claim"],
      volume: ["pv", "persistentvolume", "PersistentVolumes", "volume"],
      node: ["no", "node", "nodes"],
      pod: ["po", "pod", "pods"],
      storageclass: ["sc", "storageclass", "storageclasses"],
      deployment: ["deploy", "deployment", "deployments"],
      statefulset: ["sts", "statefulset", "StatefulSets"],
    };
    for (const [type, words] of Object.entries(names)) {
      for (const word of words) {
        expect(parseTargets([`${word}/x`]), word).to.deep.equal([{ type, name: "x" }]);
      }
    }
  });

  it("may be one of several", () => {
    expect(parseTargets(["pvc/a", "pod/b", "c"])).to.deep.equal([
      { type: "claim", name: "a" },
      { type: "pod", name: "b" },
      { type: "claim", name: "c" },
    ]);
    expect(parseTargets([])).to.deep.equal([]);
  });

  it("may have its type before it, once for all names", () => {
    expect(parseTargets(["pod", "web-0", "web-1"])).to.deep.equal([
      { type: "pod", name: "web-0" },
      { type: "pod", name: "web-1" },
    ]);
  });

  it("is every claim where only that type is named, as with kubectl get", () => {
    expect(parseTargets(["pvc"])).to.deep.equal([]);
    expect(parseTargets(["pvc/pvc"])).to.deep.equal([{ type: "claim", name: "pvc" }]);
  });

  it("needs a name behind every other type", () => {
    expect(refusal("pods").message).to.equal("which pods? A name must follow the type");
  });

  it("is refused for a type that cannot be asked, with the near one", () => {
    const error = refusal("podd/web-0");
    expect(error.message).to.equal(
      'who-mounts knows no resource type "podd": the types are persistentvolumeclaim, persistentvolume, node, pod, storageclass, deployment, statefulset',
    );
    expect(error.next).to.deep.equal(["kubectl shared who-mounts pods/web-0"]);
    expect(refusal("pcv/media").next).to.deep.equal(["kubectl shared who-mounts pvc/media"]);
    expect(refusal("deploymnt/web").next).to.deep.equal([
      "kubectl shared who-mounts deployment/web",
    ]);
    expect(refusal("service/web").next).to.deep.equal([]);
    expect(refusal("constructor/web").message).to.include("knows no resource type");
  });

  it("is refused with a namespace in it, and says where that goes", () => {
    const error = refusal("pvc/shop/media");
    expect(error.message).to.include("may not have more than one slash");
    expect(error.next).to.deep.equal(["kubectl shared who-mounts pvc/media -n shop"]);
  });

  it("is refused for what cannot be a name", () => {
    for (const arg of ["", "pvc/", "Media", "pvc/me_dia", "-x", "a..b-", "pvc/me dia", "é"]) {
      expect(refusal(arg).message, arg).to.include("names nothing");
    }
  });
});
