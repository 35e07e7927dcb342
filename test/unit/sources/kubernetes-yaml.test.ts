import { expect } from "chai";
import { parseYaml } from "../../../src/sources/snapshot/parse-yaml.ts";

describe("YAML as kubectl has it", () => {
  const parse = (text: string) => parseYaml(text, "x", 1);
  const values: [string, unknown][] = [
    ["yes", true],
    ["Off", false],
    ["y", true],
    ["~", null],
    ["", null],
    ["0644", 420],
    ["0o644", 420],
    ["0x1F", 31],
    ["-0b11", -3],
    ["1_000", 1000],
    ["0888", 888],
    ["1e3", 1000],
    ["-.5", -0.5],
    ["+1", 1],
  ];
  for (const [text, value] of values) {
    it(`reads ${text || "nothing"} as ${value}`, () => {
      expect(parse(`a: ${text}`)).to.deep.equal({ a: value });
    });
  }

  for (const text of [
    "e5",
    "1:30",
    "2026-01-02",
    "2026-01-02T03:04:05Z",
    "yEs",
    "1.2.3",
    "1e999",
    ".5_",
    "tRue",
    "0x",
    "50Gi",
    ".inf",
  ]) {
    it(`reads ${text} as a string`, () => {
      expect(parse(`a: ${text}`)).to.deep.equal({ a: text });
    });
  }

  it("leaves what is quoted a string", () => {
    expect(parse(`{a: "yes", b: '0644', c: "null"}`)).to.deep.equal({
      a: "yes",
      b: "0644",
      c: "null",
    });
  });

  it("merges what << names, the mapping's own keys first", () => {
    expect(parse("a: &a {u: 1, v: 2}\nb: {<<: *a, v: 3}")).to.deep.equal({
      a: { u: 1, v: 2 },
      b: { u: 1, v: 3 },
    });
  });
});
