import { readFileSync } from "node:fs";
import { expect } from "chai";
import { DRIVERS } from "../../src/knowledge/drivers.ts";
import { KNOWLEDGE, renderKnowledge } from "./knowledge.ts";

describe("docs/knowledge.md", () => {
  it("is what follows from the facts (npm run knowledge writes it)", () => {
    expect(readFileSync(KNOWLEDGE, "utf8")).to.equal(renderKnowledge());
  });

  it("has a section for every driver", () => {
    const headings = renderKnowledge().match(/^### .*$/gm) ?? [];
    for (const { names, product } of DRIVERS) {
      expect(
        headings.filter((it) => it.includes(names[0])),
        product,
      ).not.to.be.empty;
    }
  });
});
