import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { expectFiles } from "../golden-files.ts";
import { CASES, INPUTS, listCases, renderCase } from "./render-case.ts";

// `npm run golden` writes the outputs anew. Read every difference before you commit it.

const cases = await Promise.all(
  (await listCases()).map(async (name) => ({ name, title: await readTitle(name) })),
);

describe("who-mounts on recorded clusters", () => {
  for (const { name, title } of cases) {
    it(`${title} (${name})`, async () => {
      await expectFiles(join(CASES, name), await renderCase(name), INPUTS);
    });
  }

  it("has a sentence of its own for every case", () => {
    expect(new Set(cases.map(({ title }) => title)).size).to.equal(cases.length);
  });
});

/** What a case shows is the first line of its cluster.yaml. */
async function readTitle(name: string): Promise<string> {
  const text = await readFile(join(CASES, name, "cluster.yaml"), "utf8");
  const [, title] = /^# (.+)\n/.exec(text) ?? [];
  if (title === undefined) throw new Error(`${name}/cluster.yaml begins with no comment`);
  return title;
}
