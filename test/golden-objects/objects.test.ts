import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { CASES, INPUTS, listCases, readTitle, renderCase } from "./render-object.ts";

// `npm run golden` writes the outputs anew. Read every difference before you commit it.

const cases = await Promise.all(
  (await listCases()).map(async (name) => ({ name, title: await readTitle(name) })),
);

describe("explain TYPE/NAME on recorded clusters", () => {
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
