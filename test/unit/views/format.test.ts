import { expect } from "chai";
import { nameFormats, parseFormat } from "../../../src/views/format.ts";
import { MOUNT_FORMATS } from "../../../src/views/mount/mount-formats.ts";
import { ViewError } from "../../../src/views/view-error.ts";

function parse(text: string) {
  return parseFormat(text, MOUNT_FORMATS);
}

describe("the value of -o", () => {
  it("names a format, and gives it what stands behind the first =", () => {
    expect(parse("wide").format.name).to.equal("wide");
    const { format, argument } = parse('jsonpath={.items[?(@.id=="a=b")].id}');
    expect(format.name).to.equal("jsonpath");
    expect(argument).to.equal('{.items[?(@.id=="a=b")].id}');
  });

  it("is named in help with what stands behind its =", () => {
    const names = nameFormats(MOUNT_FORMATS);
    expect(names).to.include("tree").and.to.include("jsonpath=TEMPLATE");
    expect(names).to.have.length(MOUNT_FORMATS.size);
  });

  it("may hold a template of several lines", () => {
    expect(parse("jsonpath={.a}\n{.b}").argument).to.equal("{.a}\n{.b}");
  });

  it("is refused in kubectl's words, with all that is allowed", () => {
    const allowed = "custom-columns,json,jsonpath,jsonpath-as-json,name,table,tree,wide,yaml";
    for (const text of ["xml", "", "json=x", "JSON"]) {
      expect(() => parse(text)).to.throw(
        ViewError,
        `unable to match a printer suitable for the output format "${text}", allowed formats are: ${allowed}`,
      );
    }
  });

  it("is refused in kubectl's words where the template is missing", () => {
    for (const text of ["jsonpath", "jsonpath=", "jsonpath-as-json"]) {
      expect(() => parse(text)).to.throw("template format specified but no template given");
    }
    expect(() => parse("custom-columns=")).to.throw(
      "custom-columns format specified but no custom columns given",
    );
  });

  it("may not be a Go template, which points to jsonpath", () => {
    for (const name of [
      "go-template={{.}}",
      "go-template-file=x",
      "template={{.}}",
      "templatefile=x",
    ]) {
      expect(() => parse(name)).to.throw("is not offered, use jsonpath instead");
    }
  });
});

describe("the registry of formats", () => {
  it("loads a view for each format that it lists", async () => {
    const samples: Record<string, string> = { "custom-columns": "A:.id" };
    for (const format of MOUNT_FORMATS.values()) {
      const argument = format.argument ? (samples[format.name] ?? "{.kind}") : "";
      expect(await format.load(argument), format.name).to.be.a("function");
      expect(format.summary, format.name).to.match(/^[a-zJY].*[^.]$/);
    }
  });

  it("reads a template before any report is there", async () => {
    for (const text of ["jsonpath={.items[}", "custom-columns=A", "custom-columns=A:.b[x]"]) {
      const { format, argument } = parse(text);
      const refusal = await format.load(argument).then(
        () => null,
        (error) => error,
      );
      expect(refusal, text).to.be.instanceOf(ViewError);
    }
  });
});
