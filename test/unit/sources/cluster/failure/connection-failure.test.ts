import { expect } from "chai";
import { describeConnectionFailure } from "../../../../../src/sources/cluster/failure/connection-failure.ts";

const route = { server: new URL("https://api.example:6443"), proxy: null };

const say = (fields: Record<string, unknown>) =>
  describeConnectionFailure(Object.assign(new Error("node's words"), fields), route);

describe("a server that cannot be reached", () => {
  const cases: Record<string, [fields: Record<string, unknown>, detail: string]> = {
    "is not known by name": [
      { code: "ENOTFOUND", hostname: "api.example" },
      "dial tcp: lookup api.example: no such host",
    ],
    "is not known by name for now": [
      { code: "EAI_AGAIN", hostname: "api.example" },
      "dial tcp: lookup api.example: temporary failure in name resolution",
    ],
    "does not answer": [
      { code: "ETIMEDOUT", address: "10.0.0.1", port: 6443 },
      "dial tcp 10.0.0.1:6443: i/o timeout",
    ],
    "has no route to it": [
      { code: "EHOSTUNREACH", address: "10.0.0.1", port: 6443 },
      "dial tcp 10.0.0.1:6443: connect: no route to host",
    ],
    "closes the connection": [{ code: "ECONNRESET", message: "socket hang up" }, "EOF"],
    "resets the connection": [
      { code: "ECONNRESET", message: "read ECONNRESET" },
      "connection reset by peer",
    ],
    "wants a client certificate": [
      {
        code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        reason: "tlsv13 alert certificate required",
      },
      "tls: tlsv13 alert certificate required",
    ],
    "fails in a way that nobody foresaw": [{ code: "EWHATEVER" }, "node's words"],
  };
  for (const [title, [fields, detail]] of Object.entries(cases)) {
    it(title, () => {
      expect(say(fields)).to.include({
        reason: "Unreachable",
        standsAlone: true,
        message: `Unable to connect to the server: ${detail}`,
      });
    });
  }

  it("refuses connections, which kubectl asks a question about", () => {
    expect(say({ code: "ECONNREFUSED" }).message).to.equal(
      "The connection to the server api.example:6443 was refused - did you specify the right host or port?",
    );
  });

  it("is told by the first of its addresses if it has several", () => {
    const refused = { code: "ETIMEDOUT", address: "10.0.0.1", port: 6443 };
    const each = Object.assign(new Error("first"), refused);
    expect(describeConnectionFailure(new AggregateError([each]), route).message).to.equal(
      "Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout",
    );
  });

  it("has a next step", () => {
    expect(say({ code: "ENOTFOUND" }).next).to.include("kubectl config get-contexts");
  });
});
