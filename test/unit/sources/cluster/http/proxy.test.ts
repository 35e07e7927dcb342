import { expect } from "chai";
import { findProxy } from "../../../../../src/sources/cluster/http/proxy.ts";

const find = async (server: string, env: NodeJS.ProcessEnv, configured?: string) =>
  (await findProxy(new URL(server), configured, env))?.href ?? null;

const HTTPS_PROXY = "http://proxy.example:3128";

describe("the proxy to a server", () => {
  it("is the kubeconfig's, whatever the environment says", async () => {
    const env = { HTTPS_PROXY, NO_PROXY: "*" };
    expect(await find("https://127.0.0.1", env, "socks5://own.example")).to.equal(
      "socks5://own.example",
    );
  });

  it("is the environment's for the scheme, capitals first", async () => {
    const env = { https_proxy: "http://small", HTTPS_PROXY, HTTP_PROXY: "plain.example:80" };
    expect(await find("https://api.example", env)).to.equal("http://proxy.example:3128/");
    expect(await find("http://api.example", env)).to.equal("http://plain.example/");
    expect(await find("https://api.example", {})).to.equal(null);
  });

  it("is none for a server on this machine", async () => {
    for (const host of ["localhost:6443", "127.0.0.1", "127.8.8.8", "[::1]:6443"]) {
      expect(await find(`https://${host}`, { HTTPS_PROXY }), host).to.equal(null);
    }
  });

  const exceptions: [noProxy: string, server: string, excepted: boolean][] = [
    ["*", "https://api.example", true],
    ["api.example", "https://api.example", true],
    ["api.example", "https://a.api.example", true],
    ["api.example", "https://myapi.example", false],
    [".api.example", "https://a.api.example", true],
    [".api.example", "https://api.example", false],
    ["*.api.example", "https://a.api.example", true],
    ["other, API.example ", "https://api.example", true],
    ["api.example:6443", "https://api.example:6443", true],
    ["api.example:6443", "https://api.example", false],
    ["api.example:443", "https://api.example", true],
    ["10.0.0.0/8", "https://10.96.0.1", true],
    ["10.0.0.0/8", "https://11.96.0.1", false],
    ["10.0.0.0/8", "https://api.example", false],
    ["10.0.0.0/99", "https://10.0.0.1", false],
    ["10.96.0.1", "https://10.96.0.1:6443", true],
    ["fd00::/8", "https://[fd00::1]", true],
    ["fd00::1", "https://[fd00::1]:6443", true],
    ["", "https://api.example", false],
  ];
  for (const [noProxy, server, excepted] of exceptions) {
    it(`is ${excepted ? "none" : "there"} for ${server} with NO_PROXY=${noProxy}`, async () => {
      expect((await find(server, { HTTPS_PROXY, NO_PROXY: noProxy })) === null).to.equal(excepted);
    });
  }
});
