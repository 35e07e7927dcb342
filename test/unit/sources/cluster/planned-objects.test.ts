import type { IncomingMessage, RequestListener } from "node:http";
import { expect } from "chai";
import { askOfPlanned } from "../../../../src/sources/cluster/planned-objects.ts";
import { connect, failureOf, serve, stopAll } from "./loopback.ts";

interface Asked {
  method: string | undefined;
  url: string | undefined;
  type: string | undefined;
  body: string;
}

const place = { group: "apps", version: "v1", resource: "deployments", namespace: "shop" };
const status = (reason: string, message: string) =>
  JSON.stringify({ kind: "Status", status: "Failure", reason, message });

async function ask(code: number, body: string) {
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    asked.push(await describeRequest(request));
    response.writeHead(code, { "Content-Type": "application/json" }).end(body);
  };
  const client = await connect(await serve(listener));
  return { planned: askOfPlanned(client, new AbortController().signal), asked };
}

async function describeRequest(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = await Array.fromAsync(request);
  const { method, url, headers } = request;
  return { method, url, type: headers["content-type"], body: Buffer.concat(chunks).toString() };
}

describe("Asking a server of objects that are still to be made", () => {
  afterEach(stopAll);

  it("sends an object as a strict dry run, and as nothing else", async () => {
    const { planned, asked } = await ask(201, "{}");
    expect(await planned.tryOut(place, { kind: "Deployment" })).to.equal(null);
    expect(asked).to.deep.equal([
      {
        method: "POST",
        url: "/apis/apps/v1/namespaces/shop/deployments?fieldValidation=Strict&dryRun=All",
        type: "application/json",
        body: '{"kind":"Deployment"}',
      },
    ]);
  });

  it("makes every object that a client sends a dry run, whatever its path asks for", async () => {
    const asked: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(201, { "Content-Type": "application/json" }).end("{}");
    });
    const client = await connect(server);
    await client.tryOut("/api/v1/namespaces?dryRun=None", "{}");
    expect(new URL(asked[0] ?? "", server).searchParams.getAll("dryRun")).to.deep.equal(["All"]);
  });

  it("takes a refusal of the object as the answer that it is", async () => {
    const { planned } = await ask(422, status("Invalid", 'Deployment "x" is invalid: spec'));
    expect(await planned.tryOut(place, {})).to.deep.equal({
      reason: "Invalid",
      message: 'Deployment "x" is invalid: spec',
    });
  });

  it("fails where the server gave no verdict", async () => {
    const { planned } = await ask(401, status("Unauthorized", "who are you"));
    expect(await failureOf(planned.tryOut(place, {}))).to.include({ reason: "Unauthorized" });
  });

  it("knows whether a name is taken, free, or not for this user to know", async () => {
    const taken = async (code: number, body: string) =>
      (await ask(code, body)).planned.isTaken(place, "web");
    expect(await taken(200, "{}")).to.equal(true);
    expect(await taken(404, status("NotFound", "not found"))).to.equal(false);
    expect(await taken(403, status("Forbidden", "no"))).to.equal(null);
  });

  it("asks for a name by its path", async () => {
    const { planned, asked } = await ask(200, "{}");
    await planned.isTaken({ group: "", version: "v1", resource: "pods", namespace: null }, "a/b");
    expect(asked[0]).to.include({ method: "GET", url: "/api/v1/pods/a%2Fb" });
  });

  it("reads the version, and says so where there is none", async () => {
    expect(await (await ask(200, '{"gitVersion":"v1.36.3"}')).planned.readVersion()).to.equal(
      "v1.36.3",
    );
    const { planned } = await ask(200, "{}");
    expect(await failureOf(planned.readVersion())).to.include({ reason: "InvalidAnswer" });
  });
});
