import { expect } from "chai";
import { openNodeWire } from "../../../../../src/sources/cluster/http/node-wire.ts";
import type { Sent } from "../../../../../src/sources/cluster/http/wire.ts";
import { serve, stopAll } from "../loopback.ts";

/** What a server gets, and where the answer says that it went. */
async function send(query: string, sent?: Sent) {
  const got: string[] = [];
  const server = await serve(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync<Buffer>(request)).toString();
    got.push(`${request.method} ${request.url} ${body}`.trimEnd());
    response.writeHead(201).end();
  });
  const url = new URL(`${server}/x${query}`);
  const route = { server: new URL(server), proxy: null };
  const nobody = { authority: null, certificate: null };
  const wire = await openNodeWire({ cluster: { server }, route, ...nobody });
  const asked = { url, headers: {}, ...(sent && { sent }) };
  const { address, status, statusText } = await wire.exchange(asked);
  return { got, address: address.href.replace(server, ""), answered: `${status} ${statusText}` };
}

describe("One exchange with a server", () => {
  afterEach(stopAll);

  it("makes every object a dry run, whatever its address asks for", async () => {
    const trial: Sent = { kind: "trial", object: "{}" };
    for (const query of ["", "?dryRun=None", "?dryRun=None&dryRun=Some", "?dryRun"]) {
      expect((await send(query, trial)).got, query).to.deep.equal(["POST /x?dryRun=All {}"]);
    }
  });

  it("says where a request really went", async () => {
    const trial: Sent = { kind: "trial", object: "{}" };
    expect(await send("?dryRun=None", trial)).to.include({
      address: "/x?dryRun=All",
      answered: "201 Created",
    });
  });

  it("leaves the address of everything else as it is", async () => {
    const fields = new URLSearchParams({ a: "b" });
    expect((await send("?c=d", { kind: "form", fields })).got).to.deep.equal(["POST /x?c=d a=b"]);
    expect((await send("?c=d")).got).to.deep.equal(["GET /x?c=d"]);
  });
});
