import { expect } from "chai";
import { canFetch, openFetchWire } from "../../../../../src/sources/cluster/http/fetch-wire.ts";
import type { Exchange, Reply, Wire } from "../../../../../src/sources/cluster/http/wire.ts";
import { failureOf, serve, stopAll } from "../loopback.ts";

const nobody = { authority: null, certificate: null };

/** A wire to a server, and what was asked of the other one, which answers 299 to everything. */
function open(server: string) {
  const asked: Exchange[] = [];
  const other: Wire = {
    exchange: async (request) => {
      asked.push(request);
      return { status: 299 } as Reply;
    },
    close: () => {},
  };
  const route = { server: new URL(server), proxy: null };
  const wire = openFetchWire({ cluster: { server }, route, ...nobody }, async () => other);
  const ask = (headers: Exchange["headers"] = {}, signal?: AbortSignal) =>
    wire.exchange({ url: new URL(`${server}/x`), headers, ...(signal && { signal }) });
  return { wire, ask, asked };
}

/** Where nobody listens. */
const NOWHERE = "http://127.0.0.1:9";

describe("The quick client", () => {
  afterEach(stopAll);

  it("sends what it is given, and reads the answer", async () => {
    const server = await serve(({ headers }, response) => {
      response.writeHead(200, "Fine", { "Content-Type": "Text/Plain; x=y", Warning: "299 - it" });
      response.end(headers["x-of"]);
    });
    const { ask, asked } = open(server);
    const { body, address, ...reply } = await ask({ "X-Of": "mine" });
    expect(reply).to.deep.include({
      status: 200,
      statusText: "Fine",
      contentType: "text/plain",
      headers: { warning: "299 - it", location: undefined, "retry-after": undefined },
    });
    expect(address.href).to.equal(`${server}/x`);
    expect(Buffer.concat(await Array.fromAsync(body)).toString()).to.equal("mine");
    expect(asked).to.deep.equal([]);
  });

  it("follows nobody who sends it elsewhere", async () => {
    const server = await serve((_, response) => response.writeHead(302, { Location: "/y" }).end());
    const { ask } = open(server);
    expect(await ask()).to.deep.include({ status: 302 });
  });

  it("leaves headers to the other one that come twice, or are not ASCII", async () => {
    const server = await serve((_, response) => response.end());
    const { ask, asked } = open(server);
    await ask({ "Impersonate-Group": ["a", "b"] });
    await ask({ "Impersonate-User": "J\u00c3\u00b6rg" });
    expect(asked).to.have.length(2);
    expect((await ask()).status).to.equal(200);
  });

  it("leaves everything to the other one once it gets no answer", async () => {
    const { ask, asked } = open(NOWHERE);
    expect((await ask()).status).to.equal(299);
    expect((await ask()).status).to.equal(299);
    expect(asked).to.have.length(2);
  });

  it("leaves nothing to it that the user gave up", async () => {
    const server = await serve(() => {});
    const { ask, asked } = open(server);
    const user = new AbortController();
    const failure = failureOf(ask({}, user.signal));
    user.abort();
    expect((await failure).name).to.equal("AbortError");
    expect(asked).to.deep.equal([]);
  });

  it("ends what is under way when it is closed", async () => {
    const server = await serve(() => {});
    const { wire, ask, asked } = open(server);
    const failure = failureOf(ask());
    wire.close();
    expect((await failure).name).to.equal("AbortError");
    expect(asked).to.deep.equal([]);
  });

  it("leaves a form to the other one, which must not be sent twice", async () => {
    const server = await serve((_, response) => response.end());
    const { wire, asked } = open(server);
    const sent = { kind: "form", fields: new URLSearchParams({ refresh_token: "once" }) } as const;
    await wire.exchange({ url: new URL(server), headers: {}, sent });
    expect(asked).to.have.length(1);
  });

  const https = "https://api.example";
  for (const [what, cluster, authority, expected] of [
    ["where the kubeconfig names an authority", {}, "PEM", true],
    ["where it says to trust anybody", { "insecure-skip-tls-verify": true }, null, true],
    ["not where the system is to be trusted", {}, null, false],
    ["not where the system is, said so", { "insecure-skip-tls-verify": false }, null, false],
  ] as const) {
    it(`is used ${what}`, () => {
      const options = { cluster: { server: https, ...cluster }, authority, certificate: null };
      const route = { server: new URL(https), proxy: null };
      expect(canFetch({ ...options, route })).to.equal(expected);
      const proxied = { ...route, proxy: new URL("http://proxy.example") };
      expect(canFetch({ ...options, route: proxied })).to.equal(false);
    });
  }
});
