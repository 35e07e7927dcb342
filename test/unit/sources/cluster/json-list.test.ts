import { expect } from "chai";
import fc from "fast-check";
import { readJsonList } from "../../../../src/sources/cluster/json-list.ts";
import { TextError } from "../../../../src/sources/json/text-error.ts";

async function* inChunks(text: string, sizes: readonly number[] = []) {
  const bytes = Buffer.from(text);
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

async function read(text: string, sizes?: readonly number[]) {
  const metadata: unknown[] = [];
  const items: unknown[] = [];
  await readJsonList(inChunks(text, sizes), {
    onMetadata: (it) => metadata.push(it) > 0,
    onItem: (it) => items.push(it),
  });
  return { metadata, items };
}

const items = [{ metadata: { name: "web-0" } }, { metadata: { name: "wéb-1" }, spec: { a: [1] } }];

const list = {
  kind: "PodList",
  apiVersion: "v1",
  metadata: { continue: "token", remainingItemCount: 9 },
  items,
};

describe("a list in JSON", () => {
  it("gives its items and the continue token", async () => {
    expect(await read(JSON.stringify(list))).to.deep.equal({
      metadata: [{ continue: "token", remainingItemCount: 9 }],
      items,
    });
  });

  it("may have its metadata behind the items", async () => {
    const text = JSON.stringify({ items, metadata: { continue: "token" } });
    expect((await read(text)).metadata).to.deep.equal([
      { continue: "token", remainingItemCount: null },
    ]);
  });

  it("ends where there is no continue token", async () => {
    for (const metadata of [{}, { continue: "" }, { resourceVersion: "1" }]) {
      const { metadata: told } = await read(JSON.stringify({ metadata, items: [] }));
      expect(told).to.deep.equal([{ continue: "", remainingItemCount: null }]);
    }
    expect((await read('{"items":[]}')).metadata).to.deep.equal([
      { continue: "", remainingItemCount: null },
    ]);
  });

  it("gives the same objects however it is cut into chunks", async () => {
    const text = JSON.stringify(list, null, 1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30 })), async (sizes) => {
        expect((await read(text, sizes)).items).to.deep.equal(items);
      }),
    );
  });

  it("is refused where it breaks off", async () => {
    const text = JSON.stringify(list);
    for (let length = 0; length < text.length; length++) {
      const failure = await read(text.slice(0, length)).catch((error) => error);
      expect(failure, `cut at ${length}`).to.be.instanceOf(TextError);
    }
  });
});
