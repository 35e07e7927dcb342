import { expect } from "chai";
import { parseLabelSelector } from "../../../src/cli/parse-label-selector.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { matchesSelector } from "../../../src/core/model/label-selector.ts";

const matches = (text: string, labels: Record<string, string>) =>
  matchesSelector(parseLabelSelector(text), labels);

describe("-l", () => {
  it("asks for a value, or for any other", () => {
    for (const text of ["app=web", "app==web", "app = web", " app=web "]) {
      expect(parseLabelSelector(text), text).to.deep.equal([
        { key: "app", operator: "In", values: ["web"] },
      ]);
    }
    expect(matches("app!=web", { app: "db" })).to.equal(true);
    expect(matches("app!=web", {})).to.equal(true);
    expect(matches("app!=web", { app: "web" })).to.equal(false);
  });

  it("asks for the empty value", () => {
    expect(matches("app=", { app: "" })).to.equal(true);
    expect(matches("app=", { app: "web" })).to.equal(false);
    expect(matches("app=", {})).to.equal(false);
  });

  it("asks for one of several, or for none of them", () => {
    expect(parseLabelSelector("env in (prod, test),tier notin(cache)")).to.deep.equal([
      { key: "env", operator: "In", values: ["prod", "test"] },
      { key: "tier", operator: "NotIn", values: ["cache"] },
    ]);
    expect(matches("env in (prod,test)", { env: "test" })).to.equal(true);
    expect(matches("env in (prod,)", { env: "" })).to.equal(true);
    expect(matches("env notin (prod)", {})).to.equal(true);
  });

  it("asks for a label's presence, or absence", () => {
    expect(matches("canary", { canary: "" })).to.equal(true);
    expect(matches("!canary", { canary: "" })).to.equal(false);
    expect(matches("! canary", {})).to.equal(true);
    expect(matches("app.kubernetes.io/name", { "app.kubernetes.io/name": "x" })).to.equal(true);
  });

  it("asks for a greater or a smaller number", () => {
    expect(matches("shard>3", { shard: "4" })).to.equal(true);
    expect(matches("shard > 3", { shard: "3" })).to.equal(false);
    expect(matches("shard<-1", { shard: "-2" })).to.equal(true);
    expect(matches("shard>3", {})).to.equal(false);
  });

  it("asks for all of its requirements together", () => {
    const text = "app=web,env in (prod,test),!canary,shard>0";
    expect(matches(text, { app: "web", env: "prod", shard: "1" })).to.equal(true);
    expect(matches(text, { app: "web", env: "prod", shard: "1", canary: "" })).to.equal(false);
  });

  it("asks for nothing where it is empty", () => {
    expect(parseLabelSelector("")).to.deep.equal([]);
    expect(parseLabelSelector("  ")).to.deep.equal([]);
  });

  it("is refused where kubectl refuses it", () => {
    const texts = [
      "=web",
      "app=web,",
      ",app=web",
      "a,,b",
      "app===web",
      "app=we b",
      "app=-web",
      "app in web",
      "app in (a b)",
      "app in (a",
      "app in a)",
      "app near (a)",
      "shard>many",
      "/app",
      "app/",
      "ä=b",
    ];
    for (const text of texts) {
      expect(() => parseLabelSelector(text), text).to.throw(
        UsageError,
        "unable to parse requirement",
      );
    }
  });
});
