import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { CASES, INPUTS, listCases, renderCase } from "./render-case.ts";

// `npm run golden` writes the outputs anew. Read every difference before you commit it.

const cases = await Promise.all(
  (await listCases()).map(async (name) => ({ name, title: await readTitle(name) })),
);

describe("who-mounts on recorded clusters", () => {
  for (const { name, title } of cases) {
    it(`${title} (${name})`, async () => {
      const rendered = await renderCase(name);
      const files = (await readdir(join(CASES, name))).filter((file) => !INPUTS.includes(file));
      expect(files.toSorted(), "output files").to.deep.equal([...rendered.keys()].toSorted());
      for (const [file, text] of rendered) {
        expect(text, file).to.equal(await readFile(join(CASES, name, file), "utf8"));
      }
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
