import type { RequestListener } from "node:http";
import type { TLSSocket } from "node:tls";
import { expect } from "chai";
import { createCertificateAuthority } from "../../../bed/certificate-authority.ts";
import { connect, failureOf, read, serve, serveSocks, serveTunnel, stopAll } from "./loopback.ts";

const authority = createCertificateAuthority("cluster");
const serving = authority.issue({ commonName: "server", hosts: ["127.0.0.1", "localhost"] });
const inner = authority.issue({ commonName: "server", hosts: ["inner.example"] });
const expired = authority.issue({
  commonName: "server",
  hosts: ["127.0.0.1"],
  notAfter: new Date("2020-01-01"),
});
const alice = authority.issue({ commonName: "alice" });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const trusting = { "certificate-authority-data": base64(authority.certificate) };

/** Answers whether the client showed a certificate of the cluster's authority. */
const whoIsThere: RequestListener = ({ socket }, response) => {
  response
    .writeHead(200, { "Content-Type": "application/json" })
    .end((socket as Partial<TLSSocket>).authorized ? '"known"' : '"anonymous"');
};

const serveTls = ({ certificate, key }: { certificate: string; key: string }) =>
  serve(whoIsThere, {
    cert: certificate,
    key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  });

describe("a client over TLS", () => {
  afterEach(stopAll);

  it("trusts the cluster's authority and shows the user's certificate", async () => {
    const client = await connect(await serveTls(serving), {
      cluster: trusting,
      user: {
        "client-certificate-data": base64(alice.certificate),
        "client-key-data": base64(alice.key),
      },
    });
    expect(await read(client)).to.equal('"known"');
  });

  it("trusts a certificate that is named as the authority, though it is none", async () => {
    const cluster = { "certificate-authority-data": base64(serving.certificate) };
    expect(await read(await connect(await serveTls(serving), { cluster }))).to.equal('"anonymous"');
  });

  it("checks the address that tls-server-name may be", async () => {
    const to = async (name: string) => {
      const cluster = { ...trusting, "tls-server-name": name };
      return read(await connect(await serveTls(serving), { cluster }));
    };
    expect(await to("127.0.0.1")).to.equal('"anonymous"');
    expect((await failureOf(to("127.0.0.2"))).message).to.contain("not 127.0.0.2");
  });

  for (const [what, user] of [
    ["key", { "client-certificate-data": base64(alice.certificate), "client-key-data": "" }],
    ["certificate", { "client-certificate-data": "", "client-key-data": base64(alice.key) }],
  ] as const) {
    it(`goes nowhere with an empty ${what}`, async () => {
      const failure = failureOf(connect(await serveTls(serving), { cluster: trusting, user }));
      expect((await failure).message).to.equal(`tls: failed to find any PEM data in ${what} input`);
    });
  }

  const faults = {
    "a server of an unknown authority": [
      serving,
      base64(createCertificateAuthority("other").certificate),
      "certificate signed by unknown authority",
    ],
    "a certificate that has expired": [
      expired,
      trusting["certificate-authority-data"],
      "certificate has expired or is not yet valid",
    ],
    "a certificate for another name": [
      inner,
      trusting["certificate-authority-data"],
      "cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
    ],
  } as const;
  for (const [fault, [certificate, data, message]] of Object.entries(faults)) {
    it(`refuses ${fault}`, async () => {
      const cluster = { "certificate-authority-data": data };
      const error = await failureOf(read(await connect(await serveTls(certificate), { cluster })));
      expect(error).to.include({
        reason: "Certificate",
        standsAlone: true,
        message: `Unable to connect to the server: tls: failed to verify certificate: x509: ${message}`,
      });
    });

    it(`talks to ${fault} if told not to check`, async () => {
      const cluster = { "insecure-skip-tls-verify": true };
      expect(await read(await connect(await serveTls(certificate), { cluster }))).to.equal(
        '"anonymous"',
      );
    });
  }

  it("does not trust the cluster's authority for other clusters", async () => {
    const error = await failureOf(read(await connect(await serveTls(serving))));
    expect(error).to.include({ reason: "Certificate" });
  });

  it("checks the certificate for the name that it is told", async () => {
    const cluster = { ...trusting, "tls-server-name": "inner.example" };
    expect(await read(await connect(await serveTls(inner), { cluster }))).to.equal('"anonymous"');
  });

  it("says that the server speaks plain HTTP", async () => {
    const plain = await serve(whoIsThere);
    const error = await failureOf(read(await connect(plain.replace("http:", "https:"))));
    expect(error.message).to.equal(
      "Unable to connect to the server: http: server gave HTTP response to HTTPS client",
    );
  });

  describe("through a proxy", () => {
    const user = {
      "client-certificate-data": base64(alice.certificate),
      "client-key-data": base64(alice.key),
    };

    for (const [kind, start] of [
      ["http", serveTunnel],
      ["socks5", serveSocks],
    ] as const) {
      it(`talks TLS with the server itself, behind ${kind}`, async () => {
        const { proxy, asked } = await start(await serveTls(inner));
        const client = await connect("https://api.example:6443", {
          cluster: { ...trusting, "tls-server-name": "inner.example", "proxy-url": proxy },
          user,
        });
        expect(await read(client)).to.equal('"known"');
        expect(asked).to.deep.equal(["api.example:6443"]);
      });

      it(`checks the server's certificate, behind ${kind}`, async () => {
        const { proxy } = await start(await serveTls(inner));
        const client = await connect("https://api.example", {
          cluster: { ...trusting, "proxy-url": proxy },
        });
        expect((await failureOf(read(client))).message).to.contain(
          "certificate is valid for inner.example, not api.example",
        );
      });
    }

    it("uses the environment's proxy", async () => {
      const { proxy, asked } = await serveTunnel(await serveTls(inner));
      const client = await connect("https://inner.example", {
        cluster: trusting,
        options: { env: { HTTPS_PROXY: proxy } },
      });
      expect(await read(client)).to.equal('"anonymous"');
      expect(asked).to.deep.equal(["inner.example:443"]);
    });

    it("names a proxy that cannot be reached", async () => {
      const client = await connect("https://api.example", {
        cluster: { "proxy-url": "http://127.0.0.1:1" },
      });
      expect((await failureOf(read(client))).message).to.equal(
        "Unable to connect to the server: proxy 127.0.0.1:1: dial tcp 127.0.0.1:1: connect: connection refused",
      );
    });
  });
});
