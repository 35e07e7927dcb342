import { expect } from "chai";
import { parseFormat } from "../../../../src/views/format.ts";
import { CLASS_FORMATS } from "../../../../src/views/object/class-formats.ts";
import { OBJECT_FORMATS } from "../../../../src/views/object/object-formats.ts";
import { classes, stuckPod, viewOptionsOf } from "./sample-object-reports.ts";

describe("the formats of explain TYPE/NAME", () => {
  it("begin with text, and print the report as data", () => {
    const names = [...OBJECT_FORMATS.keys()];
    expect(names).to.deep.equal([
      "text",
      "markdown",
      "json",
      "yaml",
      "jsonpath",
      "jsonpath-as-json",
    ]);
  });

  it("each load a view that draws the report", async () => {
    for (const format of OBJECT_FORMATS.values()) {
      const view = await format.load(format.argument ? "{.object.name}" : "");
      expect([...view(stuckPod, viewOptionsOf())].join(""), format.name).to.include("db-1");
    }
  });
});

describe("the formats of explain classes", () => {
  it("begin with text, and have those of a report with items", () => {
    expect([...CLASS_FORMATS.keys()].slice(0, 4)).to.deep.equal([
      "text",
      "wide",
      "markdown",
      "name",
    ]);
    expect([...CLASS_FORMATS.keys()]).to.include.members(["json", "custom-columns"]);
  });

  it("print the columns that were asked for", async () => {
    const { format, argument } = parseFormat("custom-columns=CLASS:.name", CLASS_FORMATS);
    const view = await format.load(argument);
    expect([...view(classes, viewOptionsOf())].join("")).to.equal("CLASS\nefs-sc\ngp3\nshiny\n");
  });
});
