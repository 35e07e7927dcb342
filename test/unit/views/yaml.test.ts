import { expect } from "chai";
import { parse } from "yaml";
import { yaml } from "../../../src/views/yaml.ts";
import { broad, hostile, mixed, nothing, planned, shop, unknown } from "./sample-reports.ts";

function print(report: object): string {
  return [...yaml(report)].join("");
}

describe("YAML", () => {
  for (const [name, report] of Object.entries({
    shop,
    mixed,
    unknown,
    broad,
    planned,
    hostile,
    nothing,
  })) {
    it(`of ${name} reads back as the report, in YAML 1.2 and in 1.1`, () => {
      const text = print(report);
      expect(parse(text)).to.deep.equal(report);
      expect(parse(text, { version: "1.1" })).to.deep.equal(report);
    });
  }

  it("has kubectl's layout: lists not indented, lines not folded, times in quotes", () => {
    const long = "a claim that is held ".repeat(10).trim();
    expect(
      print({ at: "2026-11-22T23:00:00Z", items: [{ rules: ["a"], message: long }], gaps: [] }),
    ).to.equal(`at: "2026-11-22T23:00:00Z"
items:
- rules:
  - a
  message: ${long}
gaps: []
`);
  });

  it("quotes what Kubernetes would read as something else", () => {
    expect(print({ a: "yes", b: "on", c: "1e3", d: "0x10", e: "null", f: "12:30" })).to.equal(
      'a: "yes"\nb: "on"\nc: "1e3"\nd: "0x10"\ne: "null"\nf: "12:30"\n',
    );
  });

  it("writes twice what is twice in the report, without anchors", () => {
    const shared = { a: 1 };
    expect(print({ items: [{ x: shared, y: shared }] })).not.to.match(/[&*]/);
  });

  it("lets no steering character through", () => {
    const text = print({ ...hostile, extra: "\u{e0041}\u0085\u2028" });
    expect(text.replaceAll(/[\n\t]/g, "")).not.to.match(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });
});
