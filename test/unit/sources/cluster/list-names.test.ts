import { expect } from "chai";
import type { Client, GetRequest } from "../../../../src/sources/cluster/client.ts";
import { listNames } from "../../../../src/sources/cluster/list-names.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";
import { answer, serve } from "./fake-api.ts";

const CLAIMS = {
  group: "",
  version: "v1",
  resource: "persistentvolumeclaims",
  namespace: "shop",
};

const { signal } = new AbortController();

/** Answers with these, one after the other, and keeps what was asked. */
function answerWith(...contents: unknown[]): { client: Client; asked: [string, GetRequest][] } {
  const asked: [string, GetRequest][] = [];
  const get = async (path: string, request: GetRequest) => {
    asked.push([path, request]);
    return answer(contents.shift());
  };
  return { client: { get, close: () => {} }, asked };
}

const columnDefinitions = [{ format: "" }, { format: "name" }];

describe("Names of what is in a cluster", () => {
  it("come out of tables, page after page", async () => {
    const { client, asked } = answerWith(
      { columnDefinitions, rows: [{ cells: [1, "a"] }], metadata: { continue: "more" } },
      { columnDefinitions, rows: [{ cells: [2, "b"] }], metadata: {} },
    );
    expect(await listNames(client, CLAIMS, signal)).to.deep.equal(["a", "b"]);
    expect(asked.map(([path]) => path)).to.deep.equal(
      Array(2).fill("/api/v1/namespaces/shop/persistentvolumeclaims"),
    );
    expect(asked.map(([, { query }]) => query?.continue)).to.deep.equal([undefined, "more"]);
    expect(asked[0]?.[1]).to.deep.include({ signal });
    expect(asked[0]?.[1].query).to.include({ limit: "500", includeObject: "None" });
    expect(asked[0]?.[1].accept).to.contain("as=Table");
  });

  it("are told from what a table says beside them", async () => {
    const { client } = answerWith({ columnDefinitions, rows: [{ cells: [1, "fast (default)"] }] });
    expect(await listNames(client, CLAIMS, signal)).to.deep.equal(["fast"]);
  });

  it("come out of lists by servers that make no tables", async () => {
    const { client } = serve({
      persistentvolumeclaims: [{ metadata: { name: "media", namespace: "shop" } }],
    });
    expect(await listNames(client, CLAIMS, signal)).to.deep.equal(["media"]);
  });

  it("are none where the answer names nothing", async () => {
    const { client } = answerWith({ columnDefinitions: [], rows: [{ cells: ["x"] }] });
    expect(await listNames(client, CLAIMS, signal)).to.deep.equal([]);
  });

  it("are refused to who may not list", async () => {
    const { client } = serve({}, { "namespaces/shop": "Forbidden" });
    const error = await listNames(client, CLAIMS, signal).catch((it: unknown) => it);
    expect(error).to.be.instanceOf(SourceError);
  });
});
