import { expect } from "chai";
import { logRequests } from "../../../../src/sources/cluster/logged-client.ts";
import { serve } from "./fake-api.ts";

describe("a client that logs", () => {
  const ask = async (path: string, query?: Record<string, string>) => {
    const lines: string[] = [];
    const { client } = serve({ nodes: [{ metadata: { name: "node-a" } }] }, { pods: "Forbidden" });
    const logged = logRequests(client, "https://api.example.com/k8s", (line) => lines.push(line));
    const outcome = await logged
      .get(path, { accept: "application/json", ...(query ? { query } : {}) })
      .catch((error) => error.reason);
    return { outcome, lines: lines.map((line) => line.replace(/ \d+ milliseconds$/, " N ms")) };
  };

  it("tells what was asked and what came of it, as kubectl does", async () => {
    expect((await ask("/api/v1/nodes", { limit: "2" })).lines).to.deep.equal([
      "GET https://api.example.com/k8s/api/v1/nodes?limit=2 200 OK in N ms",
    ]);
  });

  it("tells of a failure, and passes it on", async () => {
    expect(await ask("/api/v1/pods")).to.deep.equal({
      outcome: "Forbidden",
      lines: ["GET https://api.example.com/k8s/api/v1/pods Forbidden in N ms"],
    });
  });
});
