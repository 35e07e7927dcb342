import { expect } from "chai";
import { parseServerUrl } from "../../../../src/sources/cluster/server-url.ts";

describe("the server of a kubeconfig", () => {
  const urls: [string, string][] = [
    ["https://api.example:6443", "https://api.example:6443/"],
    ["https://[fd00::1]:6443", "https://[fd00::1]:6443/"],
    ["https://rancher.example/k8s/clusters/c-1?x=y#z", "https://rancher.example/k8s/clusters/c-1"],
    ["localhost:8080", "http://localhost:8080/"],
    ["10.0.0.1:6443", "http://10.0.0.1:6443/"],
    ["api.example", "http://api.example/"],
  ];
  for (const [given, url] of urls) {
    it(`is ${url} for ${given}`, () => {
      expect(parseServerUrl(given).href).to.equal(url);
    });
  }

  for (const given of ["foo/bar", "https://", "http://a b"]) {
    it(`is refused for ${given}`, () => {
      expect(() => parseServerUrl(given)).to.throw(
        `host must be a URL or a host:port pair: "${given}"`,
      );
    });
  }

  it("speaks HTTP", () => {
    expect(() => parseServerUrl("ftp://api.example")).to.throw('unsupported protocol scheme "ftp"');
  });
});
