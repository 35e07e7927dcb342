import { join } from "node:path";
import { expect } from "chai";
import type { ObjectReport } from "../../src/core/reports/object/object-report.ts";
import { expectFiles, listWideLines } from "../golden-files.ts";
import { CASES, INPUTS, listCases, readTitle, renderCase } from "./render-object.ts";

// `npm run golden` writes the outputs anew. Read every difference before you commit it.

const cases = await Promise.all(
  (await listCases()).map(async (name) => ({ name, title: await readTitle(name) })),
);

describe("explain TYPE/NAME on recorded clusters", () => {
  for (const { name, title } of cases) {
    it(`${title} (${name})`, async () => {
      await expectFiles(join(CASES, name), await renderCase(name), INPUTS);
    });
  }

  it("has no line wider than a terminal of 80, but for what is typed or opened", async () => {
    for (const { name } of cases) {
      const rendered = await renderCase(name);
      const commands = listCommands(JSON.parse(rendered.get("report.json") ?? ""));
      const wide = listWideLines(rendered.get("text-80.txt") ?? "").filter(
        (line) => !commands.includes(line.trim()) && !IS_COMMAND.test(line),
      );
      expect(wide, name).to.deep.equal([]);
    }
  });

  it("has a sentence of its own for every case", () => {
    expect(new Set(cases.map(({ title }) => title)).size).to.equal(cases.length);
  });
});

/** Of a sentence: it has a line of its own. */
const IS_COMMAND = /^ *(next: )?[(`]*kubectl /;

/** What the fixes of a report are typed with. */
function listCommands({ pods = [] }: Partial<ObjectReport>): string[] {
  const causes = pods.flatMap(({ cause, furtherCauses }) => [cause, ...furtherCauses]);
  return causes.flatMap((cause) => (cause?.fixes ?? []).flatMap(({ commands }) => commands));
}
