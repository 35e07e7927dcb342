import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { CASES, findCommand, listCases, renderCase } from "./render-scaffold.ts";

// `npm run golden` writes the outputs anew. Read every difference before you commit it.

describe("scaffold, as it was read and found good", () => {
  for (const name of listCases()) {
    it(`prints ${name}`, async () => {
      const rendered = await renderCase(name);
      const files = await readdir(join(CASES, name));
      expect(files.toSorted(), "output files").to.deep.equal([...rendered.keys()].toSorted());
      for (const [file, text] of rendered) {
        expect(text, file).to.equal(await readFile(join(CASES, name, file), "utf8"));
      }
    });

    if (findCommand(name) === null) continue;

    it(`has no line wider than 100 in ${name}, but for addresses`, async () => {
      const yaml = (await renderCase(name)).get("manifests.yaml") ?? "";
      const wide = yaml
        .split("\n")
        .filter((line) => line.length > 100 && !/https?:\/\//.test(line));
      expect(wide).to.deep.equal([]);
    });

    it(`is the same in every format of ${name}`, async () => {
      const rendered = await renderCase(name);
      const read = (file: string) =>
        parseAllDocuments(rendered.get(file) ?? "").map((document) => document.toJS());
      const [list] = read("list.json");
      const objects = list.kind === "List" ? list.items : [list];
      expect(objects).to.have.length.greaterThan(0);
      expect(read("manifests.yaml")).to.deep.equal(objects);
      expect(read("bare.yaml")).to.deep.equal(objects);
      expect(rendered.get("bare.yaml")).not.to.match(/^\s*# /m);
      expect(rendered.get("name.txt")?.split("\n")).to.have.length(objects.length + 1);
    });
  }

  it("lists the patterns as the schema promises", async () => {
    const schema = JSON.parse(await readFile(`${CASES}/../../schemas/pattern-list.json`, "utf8"));
    const validate = new Ajv({ allErrors: true }).compile(schema);
    const list = JSON.parse((await renderCase("patterns")).get("list.json") ?? "");
    expect(validate(list), JSON.stringify(validate.errors)).to.equal(true);
  });

  it("has no folder that is no case", async () => {
    const entries = await readdir(CASES, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.toSorted()).to.deep.equal(listCases().toSorted());
  });
});
