import { expect } from "chai";
import { placeTarget, readTarget } from "../../../src/cli/read-object-query.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

const flags = { "all-namespaces": false };

function refusal(words: readonly string[], given: Parameters<typeof readTarget>[1] = flags) {
  try {
    readTarget(words, given);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`${words.join(" ")} is not refused`);
}

describe("the object that explain is asked about", () => {
  it("is named in either of kubectl's forms", () => {
    const media = { type: "claim", name: "media" };
    expect(readTarget(["pvc/media"], flags)).to.deep.equal(media);
    expect(readTarget(["pvc", "media"], flags)).to.deep.equal(media);
    expect(readTarget(["deploy/web"], flags)).to.deep.equal({ type: "deployment", name: "web" });
  });

  it("is one at a time, and the others are offered", () => {
    for (const words of [
      ["pvc/media", "pod/web-0"],
      ["pvc", "media", "logs"],
    ]) {
      expect(refusal(words).message).to.equal("explain answers for one object at a time");
    }
    expect(refusal(["pvc", "media", "logs"]).next).to.deep.equal([
      "kubectl shared explain pvc/media",
      "kubectl shared explain pvc/logs",
    ]);
  });

  it("is not two topics", () => {
    expect(refusal(["rwx", "rox"]).next).to.deep.equal([
      "kubectl shared explain rwx",
      "kubectl shared explain rox",
    ]);
  });

  it("is of a type that is known, else the near one is offered for explain", () => {
    const error = refusal(["podd/web-0"]);
    expect(error.message).to.include("explain knows no resource type");
    expect(error.next).to.deep.equal(["kubectl shared explain pods/web-0"]);
  });

  it("is not looked for in all namespaces, as kubectl refuses it", () => {
    const everywhere = { "all-namespaces": true };
    expect(refusal(["pod/web-0"], everywhere).message).to.equal(
      "a resource cannot be retrieved by name across all namespaces",
    );
    expect(readTarget(["node/node-a"], everywhere).name).to.equal("node-a");
    expect(readTarget(["pod/web-0"], { ...everywhere, filename: ["-"] }).name).to.equal("web-0");
  });

  it("lies in the namespace of -n, else in that of the context", () => {
    const pod = { type: "pod", name: "web-0" } as const;
    expect(placeTarget(pod, { ...flags, namespace: "lab" }, "shop").namespace).to.equal("lab");
    expect(placeTarget(pod, flags, "shop").namespace).to.equal("shop");
    expect(placeTarget(pod, flags, null).namespace).to.equal(null);
  });

  it("lies in none where its type does not, and who may not read all falls back", () => {
    expect(placeTarget({ type: "volume", name: "pv-1" }, flags, "shop")).to.deep.equal({
      target: { type: "volume", name: "pv-1" },
      namespace: null,
      fallbackNamespace: "shop",
    });
  });
});
