import { expect } from "chai";
import type { OpenedSource, WithSource } from "../../../../src/cli/open-source.ts";
import { makeWith } from "../../../../src/cli/scaffold/scaffold-pattern.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";

const MADE = { manifests: [], trials: null, notes: ["made"] };

/** What comes of it where reading fails with `error`. */
function make(error: Error, isNeeded: boolean) {
  const withSource = (() => Promise.reject(error)) as WithSource;
  const asked: (OpenedSource | null)[] = [];
  const made = makeWith(
    withSource,
    async (opened) => {
      asked.push(opened);
      return MADE;
    },
    isNeeded,
  );
  return made.then(({ notes }) => ({ notes, asked }));
}

const failed = (reason: string) => new SourceError(reason, "no route to it\nnor back");

describe("Manifests without the cluster that they would be held against", () => {
  it("are made nevertheless, and it is said that nothing was checked", async () => {
    const { notes, asked } = await make(failed("Unreachable"), false);
    expect(asked).to.deep.equal([null]);
    expect(notes).to.deep.equal([
      "made",
      "Warning: these were held against no cluster, whether names are free and versions fit is not known: no route to it",
    ]);
  });

  for (const [why, error, isNeeded] of [
    ["the cluster is needed", failed("Unreachable"), true],
    ["the user gave up", failed("Aborted"), false],
    ["the kubeconfig is wrong", failed("Config"), false],
    ["files cannot be read", failed("Input"), false],
    ["the mistake is another", new Error("a mistake"), false],
  ] as const) {
    it(`are not made where ${why}`, async () => {
      const outcome = await make(error, isNeeded).catch((thrown) => thrown);
      expect(outcome).to.equal(error);
    });
  }
});
