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

const JSON_TYPE = { "Content-Type": "application/json" };
const place = { group: "apps", version: "v1", resource: "deployments", namespace: "shop" };
const status = (reason: string, message: string) =>
  JSON.stringify({ kind: "Status", status: "Failure", reason, message });

/** A server that answers so whatever it is asked, but for its version. */
async function ask(code: number, body: string, { version = "v1.36.3", warning = "" } = {}) {
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    if (request.url === "/version") {
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ gitVersion: version || undefined }));
      return;
    }
    asked.push(await describeRequest(request));
    const headers = { ...JSON_TYPE, ...(warning !== "" && { Warning: `299 - "${warning}"` }) };
    response.writeHead(code, headers).end(body);
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
    const verdict = await planned.tryOut(place, { kind: "Deployment" });
    expect(verdict).to.deep.equal({ kind: "accepted", warnings: [] });
    expect(asked).to.deep.equal([
      {
        method: "POST",
        url: "/apis/apps/v1/namespaces/shop/deployments?fieldValidation=Strict&dryRun=All",
        type: "application/json",
        body: '{"kind":"Deployment"}',
      },
    ]);
  });

  it("hears what a server warns of an object that it would make", async () => {
    const { planned } = await ask(201, "{}", { warning: "fractional byte value" });
    expect(await planned.tryOut(place, {})).to.deep.equal({
      kind: "accepted",
      warnings: ["fractional byte value"],
    });
  });

  it("takes a webhook that does no dry runs for no verdict on the object", async () => {
    const message = 'admission webhook "a.example.com" does not support dry run';
    const { planned } = await ask(400, status("BadRequest", message));
    expect(await planned.tryOut(place, {})).to.deep.equal({ kind: "none", message, warnings: [] });
  });

  for (const version of ["v1.17.17", "v1.9.0", "v2.30.0", "edge", ""]) {
    it(`sends no object to a server that may not know dry runs: ${version || "none"}`, async () => {
      const { planned, asked } = await ask(201, "{}", { version });
      expect(await failureOf(planned.tryOut(place, {}))).to.be.an("error");
      expect(asked).to.deep.equal([]);
    });
  }

  it("takes a refusal of the object as the answer that it is", async () => {
    const { planned } = await ask(422, status("Invalid", 'Deployment "x" is invalid: spec'));
    expect(await planned.tryOut(place, {})).to.deep.equal({
      kind: "refused",
      reason: "Invalid",
      message: 'Deployment "x" is invalid: spec',
      warnings: [],
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
    expect(await (await ask(200, "{}")).planned.readVersion()).to.equal("v1.36.3");
    const { planned } = await ask(200, "{}", { version: "" });
    expect(await failureOf(planned.readVersion())).to.include({ reason: "InvalidAnswer" });
  });
});
