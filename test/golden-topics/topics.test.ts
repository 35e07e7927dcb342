import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import type { Block, Section } from "../../src/core/reports/topic/topic-report.ts";
import { expectFiles, listFolders, listWideLines } from "../golden-files.ts";
import { CASES, listCases, renderCase } from "./render-topic.ts";

// `npm run golden` writes the outputs anew. Read every difference before you commit it.

describe("explain, as it was read and found good", () => {
  for (const name of listCases()) {
    it(`prints ${name}`, async () => {
      await expectFiles(join(CASES, name), await renderCase(name));
    });

    it(`has no line wider than 80 in ${name}, but for what is typed or opened`, async () => {
      const rendered = await renderCase(name);
      const text = rendered.get("text.txt") ?? "";
      // What is typed or applied stands in the report as it is drawn.
      const typed: { text: string }[] = JSON.parse(rendered.get("report.json") ?? "")
        .sections?.flatMap((section: Section) => section.blocks)
        .filter(({ kind }: Block) => kind === "example");
      const isTyped = (line: string) => typed?.some((it) => it.text.includes(line.trim()));
      expect(listWideLines(text).filter((line) => !isTyped(line))).to.deep.equal([]);
    });
  }

  it("is what the schemas promise", async () => {
    const [report, list] = ["topic-report", "topic-list"].map((name) =>
      new Ajv({ allErrors: true }).compile(
        JSON.parse(readFileSync(`${CASES}/../../schemas/${name}.json`, "utf8")),
      ),
    );
    for (const name of listCases()) {
      const rendered = JSON.parse((await renderCase(name)).get("report.json") ?? "");
      const validate = rendered.kind === "TopicList" ? list : report;
      expect(validate?.(rendered), `${name}: ${JSON.stringify(validate?.errors)}`).to.equal(true);
    }
  });

  it("has no folder that is no case", async () => {
    expect(await listFolders(CASES)).to.deep.equal(listCases().toSorted());
  });
});
