import { expect } from "chai";
import { parseYaml } from "../../../../src/sources/snapshot/parse-yaml.ts";
import { errorOf } from "./byte-streams.ts";

describe("parsing YAML", () => {
  const refusalOf = (text: string) => errorOf((async () => parseYaml(text, "x.yaml", 10))());

  it("lets aliases share a value and makes it two", () => {
    const { a, b } = parseYaml("a: &a [1]\nb: *a", "x", 1) as Record<string, unknown>;
    expect(b).to.deep.equal(a);
    expect(b).not.to.equal(a);
  });

  const refused: [string, string, string][] = [
    ["a tab as indentation", "a:\n\tb: c", "11: tab characters must not be used in indentation"],
    ["a key twice", "a: 1\na: 2", "11: duplicated mapping key"],
    ["a tag of its own", "a: !secret x", "10: unknown scalar tag !<!secret>"],
    ["binary data", "a: !!binary aGk=", "10: unknown scalar tag !<tag:yaml.org,2002:binary>"],
    ["an alias without an anchor", "a: *b", '10: unidentified alias "b"'],
    ["an anchor within itself", "a: &a\n  b: *a", "10: an anchor's value contains itself"],
    ["a mapping as a key", "{a: 1}: b", "10: object-based map does not support complex keys"],
    ["a control character", "a: \u0001", "10: the stream contains non-printable characters"],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}, and says where`, async () => {
      expect((await refusalOf(text)).message).to.equal(`error parsing x.yaml:${message}`);
    });
  }

  it("refuses a billion laughs before the first", async () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let n = 1; n < 9; n++)
      lines.push(
        `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(", ")}]`,
      );
    expect((await refusalOf(lines.join("\n"))).message).to.match(/aliases multiply the document/);
  });

  it("refuses aliases in aliases without end", async () => {
    const lines = ["a0: &a0 [x]"];
    for (let n = 1; n < 5000; n++) lines.push(`a${n}: &a${n} [*a${n - 1}]`);
    expect((await refusalOf(lines.join("\n"))).message).to.match(/aliases multiply the document/);
  });

  it("refuses brackets in brackets without end", async () => {
    const text = "[".repeat(5000) + "]".repeat(5000);
    expect((await refusalOf(text)).message).to.match(/nesting exceeded/);
  });

  it("names Helm where a template's braces are in the way", async () => {
    const { next } = await refusalOf("metadata:\n  name: {{ .Release.Name }}");
    expect(next).to.deep.equal(["helm template CHART"]);
  });
});
