import { expect } from "chai";
import { describeRefusal } from "../../../../../src/sources/cluster/failure/refusal.ts";

const json = "application/json";
const protobuf = "application/vnd.kubernetes.protobuf";

const refuse = (code: number, contentType: string, body: string | Buffer) =>
  describeRefusal({ code, contentType, body: Buffer.from(body) });

/** One length-delimited field. */
const field = (number: number, content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};

describe("a refusal of the API server", () => {
  it("is told in the words of its Status, in JSON and in protobuf", () => {
    const status = { kind: "Status", message: 'pods "x" not found', reason: "NotFound", code: 404 };
    const envelope = Buffer.concat([
      Buffer.from("k8s\0"),
      field(1, Buffer.concat([field(1, "v1"), field(2, "Status")])),
      field(
        2,
        Buffer.concat([
          field(2, "Failure"),
          field(3, status.message),
          field(4, status.reason),
          Buffer.from([6 * 8, 0x94, 0x03]),
        ]),
      ),
    ]);
    for (const error of [
      refuse(404, json, JSON.stringify(status)),
      refuse(404, protobuf, envelope),
    ]) {
      expect(error).to.include({
        reason: "NotFound",
        standsAlone: true,
        message: 'Error from server (NotFound): pods "x" not found',
      });
    }
  });

  it("has kubectl's own words for an unknown user", () => {
    const error = refuse(
      401,
      json,
      '{"kind":"Status","message":"Unauthorized","reason":"Unauthorized"}',
    );
    expect(error).to.include({
      reason: "Unauthorized",
      standsAlone: false,
      message: "You must be logged in to the server (Unauthorized)",
    });
  });

  it("keeps a reason that we do not know", () => {
    const error = refuse(410, json, '{"kind":"Status","message":"too old","reason":"Expired"}');
    expect(error).to.include({
      reason: "Expired",
      message: "Error from server (Expired): too old",
    });
  });

  it("has no reason where the server gives none", () => {
    const error = refuse(418, json, '{"kind":"Status","message":"no coffee"}');
    expect(error).to.include({ reason: "Unknown", message: "Error from server: no coffee" });
  });

  const bare: [code: number, contentType: string, body: string, message: string][] = [
    [
      404,
      "text/plain",
      "404 page not found\n",
      "(NotFound): the server could not find the requested resource",
    ],
    [403, "text/plain", "not you\n", "(Forbidden): not you"],
    [403, "text/html", "<html>", "(Forbidden): unknown"],
    [
      429,
      "",
      "",
      "(TooManyRequests): the server has received too many requests and has asked us to try again later",
    ],
    [
      502,
      "text/html",
      "<html>",
      '(InternalError): an error on the server ("unknown") has prevented the request from succeeding',
    ],
    [
      503,
      "text/plain",
      "busy",
      "(ServiceUnavailable): the server is currently unable to handle the request",
    ],
    [
      418,
      json,
      "{}",
      ": the server responded with the status code 418 but did not return more information",
    ],
  ];
  for (const [code, contentType, body, message] of bare) {
    it(`is told by its code, ${code}, where ${contentType || "nothing"} holds no Status`, () => {
      expect(refuse(code, contentType, body).message).to.equal(
        `Error from server${message.startsWith(":") ? "" : " "}${message}`,
      );
    });
  }

  it("is told by its code where a Status is cut off", () => {
    expect(refuse(404, protobuf, "k8s\0\x12\x7f").message).to.contain(
      "could not find the requested",
    );
  });
});
