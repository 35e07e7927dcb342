import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import { parseAllDocuments, stringify } from "yaml";
import { CASES, listCases, reportCase } from "./render-case.ts";

describe("A recorded cluster", () => {
  it("is reported the same whatever order its objects come in", async () => {
    for (const name of await listCases()) {
      const reversed = Readable.from([Buffer.from(await reverseObjects(name))]);
      expect(await reportCase(name, reversed), name).to.deep.equal(await reportCase(name));
    }
  });
});

/** The objects of the case from the last to the first, a document each. */
async function reverseObjects(name: string): Promise<string> {
  const text = await readFile(join(CASES, name, "cluster.yaml"), "utf8");
  const documents = parseAllDocuments(text).map((document) => document.toJS());
  const objects = documents.flatMap((document) =>
    document.kind === "List" ? document.items : [document],
  );
  return objects
    .toReversed()
    .map((object) => stringify(object))
    .join("---\n");
}
