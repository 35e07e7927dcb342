import { expect } from "chai";
import { logRequests } from "../../../../src/sources/cluster/logged-client.ts";
import { serve } from "./fake-api.ts";
import { connect, serve as listen, read, stopAll } from "./loopback.ts";

const JSON_TYPE = { "Content-Type": "application/json" };

describe("a client that logs", () => {
  afterEach(stopAll);

  const collect = (server: string) => {
    const told: string[] = [];
    const hide = (line: string) =>
      line.replace(server, "SERVER").replace(/ \d+ milliseconds$/, " N ms");
    return { log: (line: string) => told.push(line), lines: () => told.map(hide) };
  };

  const ask = async (path: string) => {
    const lines: string[] = [];
    const { client } = serve({}, { pods: "Forbidden" });
    const logged = logRequests(client, "https://api.example.com/k8s", (line) => lines.push(line));
    const outcome = await logged
      .get(path, { accept: "application/json" })
      .catch((error) => error.reason);
    return { outcome, lines: lines.map((line) => line.replace(/ \d+ milliseconds$/, " N ms")) };
  };

  it("tells what was asked and what came of it, as kubectl does", async () => {
    const server = await listen((_, response) => response.writeHead(200, JSON_TYPE).end("{}"));
    const { log, lines } = collect(server);
    const logged = logRequests(await connect(server), server, log);
    await read(logged, "/api/v1/nodes");
    expect(lines()).to.deep.equal(["GET SERVER/api/v1/nodes 200 OK in N ms"]);
  });

  it("tells the address of a dry run as it was really asked, also where it is refused", async () => {
    const server = await listen((_, response) => {
      response.writeHead(422, JSON_TYPE).end('{"kind":"Status","reason":"Invalid","message":"x"}');
    });
    const { log, lines } = collect(server);
    const logged = logRequests(await connect(server), server, log);
    await logged.tryOut("/api/v1/namespaces", { object: "{}" }).catch(() => {});
    const query = "fieldValidation=Strict&dryRun=All";
    expect(lines()).to.deep.equal([
      `POST SERVER/api/v1/namespaces?${query} 422 Unprocessable Entity in N ms`,
    ]);
  });

  it("tells of a failure without an answer, and passes it on", async () => {
    expect(await ask("/api/v1/pods")).to.deep.equal({
      outcome: "Forbidden",
      lines: ["GET https://api.example.com/k8s/api/v1/pods Forbidden in N ms"],
    });
  });
});
