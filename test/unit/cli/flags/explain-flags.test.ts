import { expect } from "chai";
import { explainFlags } from "../../../../src/cli/flags/explain-flags.ts";
import { nameFormats } from "../../../../src/views/format.ts";
import { CLASS_FORMATS } from "../../../../src/views/object/class-formats.ts";
import { OBJECT_FORMATS } from "../../../../src/views/object/object-formats.ts";
import { TOPIC_FORMATS, TOPIC_LIST_FORMATS } from "../../../../src/views/topic/topic-formats.ts";

describe("the help of explain", () => {
  it("says which subject takes which formats", () => {
    expect(explainFlags.output.description).to.equal(
      "One of: text, markdown, json, yaml, jsonpath=TEMPLATE, jsonpath-as-json=TEMPLATE; " +
        "for a topic also mermaid; " +
        "for the list of topics also name, custom-columns=HEADING:PATH,…; " +
        "for classes also wide, name, custom-columns=HEADING:PATH,…",
    );
  });

  it("promises no subject a format that it does not take", () => {
    const common = nameFormats(OBJECT_FORMATS);
    for (const formats of [TOPIC_FORMATS, TOPIC_LIST_FORMATS, CLASS_FORMATS]) {
      expect(nameFormats(formats)).to.include.members(common);
    }
  });
});
