import { expect } from "chai";
import { noDrawing, readExplainTopic } from "../../../src/cli/read-explain-topic.ts";
import { type FilterFlags, refuseFilter } from "../../../src/cli/refuse-filter.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { listDrawnTopics } from "../../../src/core/reports/topic/report-topic.ts";

function errorOf(ask: () => unknown): { message: string; next: readonly string[] } {
  try {
    ask();
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    const { message, next } = error as UsageError;
    return { message, next };
  }
  throw new Error("no error");
}

const failure = (topic: string, flags: FilterFlags = {}) =>
  errorOf(() => readExplainTopic(topic, flags));

describe("the topic that is asked for", () => {
  it("is offered the near ones where it is mistyped", () => {
    expect(failure("rwxx")).to.deep.equal({
      message: 'unknown topic "rwxx"',
      next: ["rwx", "rwop", "rwo"].map((it) => `kubectl shared explain ${it}`),
    });
    expect(failure("blok-vs-file").next).to.deep.equal(["kubectl shared explain block-vs-file"]);
  });

  it("leads to the list where nothing is near, and to the claim that may have been meant", () => {
    expect(failure("something").next).to.deep.equal([
      "kubectl shared explain",
      "kubectl shared explain pvc/something",
    ]);
  });

  it("takes an access mode in words and as an abbreviation, in any case", () => {
    const titles = ["rwx", "RWX", "ReadWriteMany", "readwritemany"].map(
      (mode) => readExplainTopic("backends", { mode }).title,
    );
    expect(new Set(titles)).to.deep.equal(new Set(["Which driver accepts ReadWriteMany"]));
  });

  it("offers the near mode and the near cloud", () => {
    expect(failure("backends", { mode: "rxx" })).to.deep.equal({
      message: 'invalid argument "rxx" for "--mode" flag: must be one of rwo, rox, rwx, rwop',
      next: ["kubectl shared explain backends --mode rox"],
    });
    expect(failure("backends", { mode: "ReadWriteManny" }).next).to.deep.equal([
      "kubectl shared explain backends --mode ReadWriteMany",
    ]);
    const { message, next } = failure("backends", { cloud: "azur" });
    expect(message).to.match(
      /^invalid argument "azur" for "--cloud" flag: must be one of aws, azure, gcp, /,
    );
    expect(next).to.deep.equal(["kubectl shared explain backends --cloud azure"]);
  });

  it("offers drivers of a near name, or of a name that holds the word", () => {
    expect(failure("driver/efs.csi.aws.con").next[0]).to.equal(
      "kubectl shared explain driver/efs.csi.aws.com",
    );
    expect(failure("backends", { driver: "longhorn" })).to.deep.equal({
      message: 'nothing is known of a driver "longhorn"',
      next: ["kubectl shared explain driver/driver.longhorn.io"],
    });
    expect(failure("driver/acme.example").next).to.deep.equal(["kubectl shared explain backends"]);
    expect(failure("driver/").next).to.deep.equal(["kubectl shared explain backends"]);
  });

  it("says of a plugin that nobody took over that this is so", () => {
    expect(failure("backends", { driver: "kubernetes.io/rbd" })).to.deep.equal({
      message: 'nobody handles the volumes of "kubernetes.io/rbd" any more',
      next: ["kubectl shared explain driver/kubernetes.io/rbd"],
    });
    expect(readExplainTopic("driver/kubernetes.io/rbd", {}).topic).to.equal(
      "driver/kubernetes.io/rbd",
    );
  });

  it("takes no flag of backends", () => {
    expect(failure("rwo", { mode: "rwx" })).to.deep.equal({
      message: '--mode does not apply to the topic "rwo": it asks for a part of backends',
      next: ["kubectl shared explain backends --mode rwx"],
    });
    expect(errorOf(() => refuseFilter({ cloud: "aws" }, "the list of topics")).message).to.equal(
      "--cloud does not apply to the list of topics: it asks for a part of backends",
    );
    expect(() => refuseFilter({}, "anything")).not.to.throw();
  });

  it("names those that have a drawing where it has none", () => {
    const drawn = listDrawnTopics();
    expect(drawn).not.to.be.empty;
    const { message, next } = noDrawing("rwo");
    expect(message).to.equal(`the topic "rwo" has no drawing, these have one: ${drawn.join(", ")}`);
    expect(next).to.deep.equal([`kubectl shared explain ${drawn[0]} -o mermaid`]);
  });
});
