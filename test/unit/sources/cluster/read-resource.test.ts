import type { ServerResponse } from "node:http";
import { expect } from "chai";
import { STORAGE_KINDS } from "../../../../src/core/model/storage-kind.ts";
import type { Answer, Client, GetRequest } from "../../../../src/sources/cluster/client.ts";
import type { Wanted } from "../../../../src/sources/cluster/protobuf/messages/messages.ts";
import {
  type ListRequest,
  readNamed,
  readResource,
} from "../../../../src/sources/cluster/read-resource.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";
import { answer } from "./fake-api.ts";
import { connect, failureOf, serve, stopAll } from "./loopback.ts";
import { encode, envelope, tag, varint } from "./protobuf/encode.ts";

function clientThatAnswers(content: unknown, contentType?: string) {
  const asked: { path: string; request: GetRequest }[] = [];
  const client: Client = {
    async get(path, request): Promise<Answer> {
      asked.push({ path, request });
      const given = answer(content);
      return { ...given, contentType: contentType ?? given.contentType };
    },
    close() {},
  };
  return { client, asked };
}

const { signal } = new AbortController();

const EVERYTHING: Wanted = {
  counted: null,
  details: false,
  kinds: new Set(STORAGE_KINDS),
  targets: [],
};

const IN_DETAIL: Wanted = { ...EVERYTHING, details: true };

async function list(
  content: unknown,
  request: Partial<ListRequest> = {},
  contentType?: string,
  wanted = EVERYTHING,
) {
  const { client, asked } = clientThatAnswers(content, contentType);
  const objects: unknown[] = [];
  const whole: ListRequest = { resource: "pods", namespace: null, ...request };
  const rest = await readResource(client, whole, wanted, signal, (it) => objects.push(it));
  return { rest, objects, asked };
}

const pod = encode([1, encode([1, "web-0"])]);

describe("reading a list", () => {
  it("asks for protobuf, and takes JSON", async () => {
    const { asked } = await list({ items: [] });
    expect(asked[0]?.request.accept).to.equal(
      "application/vnd.kubernetes.protobuf,application/json",
    );
  });

  it("asks at the path of the resource's group, in its namespace", async () => {
    const pathOf = async (request: Partial<ListRequest>) =>
      (await list({ items: [] }, request)).asked[0]?.path;
    expect(await pathOf({})).to.equal("/api/v1/pods");
    expect(await pathOf({ namespace: "shop" })).to.equal("/api/v1/namespaces/shop/pods");
    expect(await pathOf({ namespace: "../x" })).to.equal("/api/v1/namespaces/..%2Fx/pods");
    expect(await pathOf({ resource: "storageclasses" })).to.equal(
      "/apis/storage.k8s.io/v1/storageclasses",
    );
    expect(await pathOf({ resource: "deployments", namespace: "shop" })).to.equal(
      "/apis/apps/v1/namespaces/shop/deployments",
    );
  });

  it("asks for all of it, or for a first page, or for what a field selects", async () => {
    const queryOf = async (request: Partial<ListRequest>) =>
      (await list({ items: [] }, request)).asked[0]?.request.query;
    expect(await queryOf({})).to.deep.equal({});
    expect(await queryOf({ limit: 500 })).to.deep.equal({ limit: "500" });
    expect(await queryOf({ limit: 500, after: "more" })).to.deep.equal({
      limit: "500",
      continue: "more",
    });
    expect(await queryOf({ fieldSelector: "spec.nodeName=a" })).to.deep.equal({
      fieldSelector: "spec.nodeName=a",
    });
  });

  it("gives the same objects for protobuf and for JSON", async () => {
    const expected = [{ metadata: { name: "web-0" } }];
    const protobuf = await list(envelope(encode([1, encode([3, ""])], [2, pod])));
    expect(protobuf.objects).to.deep.equal(expected);
    expect((await list({ items: expected })).objects).to.deep.equal(expected);
  });

  it("decodes what the messages name", async () => {
    const running = encode([2, encode([2, encode([1, "app"], [2, "busybox"])])]);
    const content = envelope(encode([1, encode([3, ""])], [2, running]));
    const containers = async (wanted: Wanted) =>
      (await list(content, {}, undefined, wanted)).objects;
    expect(await containers(EVERYTHING)).to.deep.equal([
      { spec: { containers: [{ name: "app" }] } },
    ]);
    expect(await containers(IN_DETAIL)).to.deep.equal([
      { spec: { containers: [{ name: "app", image: "busybox" }] } },
    ]);
  });

  it("tells a page from the whole, and how much comes behind it", async () => {
    const restOf = async (content: unknown) => (await list(content)).rest;
    expect(await restOf(envelope(encode([1, encode([3, ""])])))).to.equal(null);
    expect(await restOf({ metadata: {}, items: [] })).to.equal(null);
    const unknown = { begin: "more", count: null };
    expect(await restOf(envelope(encode([1, encode([3, "more"])])))).to.deep.equal(unknown);
    expect(await restOf({ metadata: { continue: "more" }, items: [] })).to.deep.equal(unknown);
    const known = { begin: "more", count: 300 };
    expect(await restOf(envelope(encode([1, encode([3, "more"], [4, 300])])))).to.deep.equal(known);
    const metadata = { continue: "more", remainingItemCount: 300 };
    expect(await restOf({ metadata, items: [] })).to.deep.equal(known);
  });

  it("blames the server for an answer that is none", async () => {
    const broken = envelope(encode([2, pod])).subarray(0, 12);
    const failure = await list(broken).catch((error) => error);
    expect(failure).to.be.instanceOf(SourceError);
    expect(failure).to.include({
      reason: "InvalidAnswer",
      message:
        "the server's answer to /api/v1/pods cannot be read: malformed protobuf: the list ends too early",
    });
  });

  it("blames the server for JSON that breaks off, in a list and in one object", async () => {
    const json = "application/json";
    const fault = { reason: "InvalidAnswer", next: [] };
    const broken = Buffer.from('{"items":[{"metadata":{');
    const failure = await list(broken, {}, json).catch((error) => error);
    expect(failure).to.deep.include({
      ...fault,
      message: "the server's answer to /api/v1/pods cannot be read: unexpected end of JSON input",
    });
    const { client } = clientThatAnswers(Buffer.from('{"metadata":'), json);
    const request = { resource: "nodes", namespace: null, name: "node-a" } as const;
    const refused = await readNamed(client, request, signal).catch((error) => error);
    expect(refused).to.deep.include({
      ...fault,
      message:
        "the server's answer to /api/v1/nodes/node-a cannot be read: unexpected end of JSON input",
    });
  });
});

describe("reading a list of which a server makes no end", () => {
  const pods = Buffer.concat(Array(100).fill(encode([2, pod])));
  const begin = Buffer.concat([Buffer.from("k8s\0"), tag(2, 2), varint(2n ** 63n)]);

  afterEach(stopAll);

  async function readFrom(end: (answer: ServerResponse) => void) {
    const server = await serve((_, answer) => {
      answer.writeHead(200, { "content-type": "application/vnd.kubernetes.protobuf" });
      answer.write(Buffer.concat([begin, pods]));
      answer.write(pods, () => end(answer));
    });
    const request = { resource: "pods", namespace: null } as const;
    let read = 0;
    const onObject = () => void read++;
    const failure = await failureOf(
      readResource(await connect(server), request, EVERYTHING, signal, onObject),
    );
    return { read, failure };
  }

  it("blames the server that ends its answer in the middle", async () => {
    const { read, failure } = await readFrom((answer) => answer.end());
    expect(read).to.equal(200);
    expect(failure)
      .to.be.instanceOf(SourceError)
      .with.property("message")
      .that.includes("malformed protobuf: the list ends too early");
  });

  it("tells of the connection that was cut, and stops", async () => {
    const { failure } = await readFrom((answer) => answer.destroy());
    expect(failure).to.be.instanceOf(SourceError);
  });
});

describe("reading one object", () => {
  const read = async (content: unknown, name = "web-0") => {
    const { client, asked } = clientThatAnswers(content);
    const object = await readNamed(client, { resource: "pods", namespace: "shop", name }, signal);
    return { object, asked };
  };

  it("asks for it by name, whatever is in the name", async () => {
    const { asked } = await read({}, "a/../b?c");
    expect(asked[0]?.path).to.equal("/api/v1/namespaces/shop/pods/a%2F..%2Fb%3Fc");
  });

  it("gives the same object for protobuf and for JSON", async () => {
    const expected = { metadata: { name: "web-0" } };
    expect((await read(envelope(pod, "Pod"))).object).to.deep.equal(expected);
    expect((await read(expected)).object).to.deep.equal(expected);
  });

  it("gives it in detail", async () => {
    const running = encode([2, encode([2, encode([1, "app"], [2, "busybox"])])]);
    expect((await read(envelope(running, "Pod"))).object).to.deep.equal({
      spec: { containers: [{ name: "app", image: "busybox" }] },
    });
  });

  it("blames the server for an answer that is none", async () => {
    const { client } = clientThatAnswers(Buffer.from("k8s\0"));
    const request = { resource: "pods", namespace: "shop", name: "web-0" } as const;
    const failure = await readNamed(client, request, signal).catch((error) => error);
    expect(failure).to.be.instanceOf(SourceError);
    expect(failure).to.include({ reason: "InvalidAnswer" });
    expect(failure.message).to.include("/api/v1/namespaces/shop/pods/web-0 cannot be read");
  });
});
