import { once } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { SourceError } from "../../../../src/sources/source-error.ts";
import { connect, failureOf, read, serve, serveTunnel, stopAll } from "./loopback.ts";

const json = { "Content-Type": "application/json" };

const answer =
  (
    body: string | Buffer,
    headers: Record<string, string | string[]> = {},
    status = 200,
  ): RequestListener =>
  (_, response) =>
    response.writeHead(status, { ...json, ...headers }).end(body);

describe("a client of an API server", () => {
  afterEach(stopAll);

  it("asks for a path with its query, below the path of the server", async () => {
    const asked: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url, request.headers.accept, request.headers["user-agent"]);
      response.writeHead(200, json).end("{}");
    });
    const client = await connect(`${server}/k8s/clusters/c-1/`);
    const { contentType } = await client.get("/api/v1/pods", {
      accept: "application/vnd.kubernetes.protobuf,application/json",
      query: { limit: "500", fieldSelector: "status.phase!=Failed" },
    });
    expect(contentType).to.equal("application/json");
    expect(asked).to.deep.equal([
      "/k8s/clusters/c-1/api/v1/pods?limit=500&fieldSelector=status.phase%21%3DFailed",
      "application/vnd.kubernetes.protobuf,application/json",
      "test",
    ]);
  });

  it("resolves when the answer begins, and streams the rest", async () => {
    let response: ServerResponse | undefined;
    const server = await serve((_, begun) => {
      response = begun.writeHead(200, json);
      response.write("first");
    });
    const { body } = await (await connect(server)).get("/api", { accept: "application/json" });
    const chunks: string[] = [];
    for await (const chunk of body) {
      chunks.push(Buffer.from(chunk).toString());
      if (chunks.length === 1) response?.end("second");
    }
    expect(chunks).to.deep.equal(["first", "second"]);
  });

  it("unzips what a server zips", async () => {
    const text = JSON.stringify({ items: Array(10_000).fill("pod") });
    const server = await serve(answer(gzipSync(text), { "Content-Encoding": "gzip" }));
    expect(await read(await connect(server))).to.equal(text);
  });

  it("does not ask a server on this machine to zip", async () => {
    const asked: unknown[] = [];
    const server = await serve((request, response) => {
      asked.push(request.headers["accept-encoding"]);
      response.writeHead(200, json).end("{}");
    });
    await read(await connect(server));
    expect(asked).to.deep.equal(["identity"]);
  });

  it("asks a server elsewhere to zip, unless compression is disabled", async () => {
    const asked: unknown[] = [];
    const server = await serve((request, response) => {
      asked.push(request.headers["accept-encoding"]);
      response.writeHead(200, json).end("{}");
    });
    const { proxy } = await serveTunnel(server);
    for (const cluster of [{}, { "disable-compression": true }]) {
      const through = { cluster: { ...cluster, "proxy-url": proxy } };
      await read(await connect("http://api.example", through));
    }
    expect(asked).to.deep.equal(["gzip", "identity"]);
  });

  it("keeps its connections for further requests", async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(200, json).end("{}");
    });
    const client = await connect(server);
    for (let count = 0; count < 3; count++) await read(client);
    expect(ports).to.have.lengthOf(1);
  });

  it("opens no more than three connections to a server on this machine", async () => {
    const ports = new Set<number | undefined>();
    const server = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(200, json).end("{}");
    });
    const client = await connect(server);
    await Promise.all(Array.from({ length: 10 }, () => read(client)));
    expect(ports).to.have.lengthOf(3);
  });

  it("tells each warning of the server once", async () => {
    const warnings = ['299 - "v1 Endpoints is deprecated"', '299 - "a \\"quoted\\" word"'];
    const told: string[] = [];
    const server = await serve(answer("{}", { Warning: warnings }));
    const client = await connect(server, { options: { warn: (text) => told.push(text) } });
    await read(client);
    await read(client);
    expect(told).to.deep.equal(["v1 Endpoints is deprecated", 'a "quoted" word']);
  });

  it("sends no credentials over plain HTTP, but the user to act as", async () => {
    let headers: NodeJS.Dict<string | string[]> = {};
    const server = await serve((request, response) => {
      headers = request.headers;
      response.writeHead(200, json).end("{}");
    });
    await read(
      await connect(server, { user: { token: "secret", as: "jürgen", "as-groups": ["a", "b"] } }),
    );
    expect(headers.authorization).to.equal(undefined);
    expect(headers["impersonate-user"]).to.equal(Buffer.from("jürgen").toString("latin1"));
    expect(headers["impersonate-group"]).to.equal("a, b");
  });

  describe("when the server refuses", () => {
    it("repeats the server's own words, without `error:`", async () => {
      const status = {
        kind: "Status",
        apiVersion: "v1",
        status: "Failure",
        message: 'pods is forbidden: User "eve" cannot list resource "pods"',
        reason: "Forbidden",
        code: 403,
      };
      const server = await serve(answer(JSON.stringify(status), {}, 403));
      const error = await failureOf(read(await connect(server)));
      expect(error).to.be.instanceOf(SourceError);
      expect(error).to.include({
        reason: "Forbidden",
        standsAlone: true,
        message:
          'Error from server (Forbidden): pods is forbidden: User "eve" cannot list resource "pods"',
      });
    });

    it("names a web server that is no API server", async () => {
      const server = await serve(answer("<html>", { "Content-Type": "text/html; charset=utf-8" }));
      const error = await failureOf(read(await connect(server)));
      expect(error).to.include({ reason: "NotKubernetes" });
      expect(error.message).to.match(
        /^the server 127\.0\.0\.1:\d+ answered with status 200 and text\/html:/,
      );
    });

    it("does not follow a redirect, which an API server never gives", async () => {
      const server = await serve(answer("", { Location: "https://login.example" }, 302));
      const error = await failureOf(read(await connect(server)));
      expect(error).to.include({ reason: "NotKubernetes" });
      expect(error.message).to.contain("a redirect to https://login.example");
    });

    it("asks again after as many seconds as it is told to, at most ten times", async () => {
      let count = 0;
      const server = await serve((_, response) => {
        count++;
        response.writeHead(429, { ...json, "Retry-After": "0" }).end();
      });
      const error = await failureOf(read(await connect(server)));
      expect(count).to.equal(11);
      expect(error).to.include({ reason: "TooManyRequests" });
    });

    it("goes on with the answer once there is one", async () => {
      let count = 0;
      const server = await serve((_, response) => {
        const status = ++count < 3 ? 503 : 200;
        response.writeHead(status, { ...json, "Retry-After": "0" }).end("{}");
      });
      expect(await read(await connect(server))).to.equal("{}");
      expect(count).to.equal(3);
    });

    it("takes an error without Retry-After as final", async () => {
      let count = 0;
      const server = await serve((_, response) => {
        count++;
        response.writeHead(500, { "Content-Type": "text/plain" }).end("etcd is gone\n");
      });
      const error = await failureOf(read(await connect(server)));
      expect(count).to.equal(1);
      expect(error.message).to.equal(
        'Error from server (InternalError): an error on the server ("etcd is gone") has prevented the request from succeeding',
      );
    });
  });

  describe("when the connection breaks", () => {
    it("asks again if that was before the answer", async () => {
      let count = 0;
      const server = await serve((request, response) => {
        if (++count === 1) request.socket.destroy();
        else response.writeHead(200, json).end("{}");
      });
      expect(await read(await connect(server))).to.equal("{}");
    });

    it("gives no half answer", async () => {
      const server = await serve((request, response) => {
        response.writeHead(200, json).write('{"items":[');
        setTimeout(() => request.socket.destroy(), 10);
      });
      const error = await failureOf(read(await connect(server)));
      expect(error).to.include({
        reason: "Unreachable",
        message:
          "unexpected error when reading response body. Please retry. Original error: unexpected EOF",
      });
    });

    it("gives no half answer when it was zipped either", async () => {
      const zipped = gzipSync(JSON.stringify({ items: Array(10_000).fill("pod") }));
      const server = await serve(answer(zipped.subarray(0, -20), { "Content-Encoding": "gzip" }));
      const error = await failureOf(read(await connect(server)));
      expect(error.message).to.match(/^unexpected error when reading response body\. Please retry/);
    });

    it("says that nobody listens", async () => {
      const error = await failureOf(read(await connect("http://127.0.0.1:1")));
      expect(error).to.include({
        reason: "Unreachable",
        standsAlone: true,
        message:
          "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?",
      });
    });
  });

  describe("when it takes too long", () => {
    const options = { timeout: 50 };

    it("gives up a server that does not answer", async () => {
      const server = await serve(() => {});
      const error = await failureOf(read(await connect(server, { options })));
      expect(error).to.include({
        reason: "Timeout",
        standsAlone: true,
        message:
          "Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
      });
    });

    it("gives up an answer that does not end", async () => {
      const server = await serve((_, response) => response.writeHead(200, json).write("{"));
      const error = await failureOf(read(await connect(server, { options })));
      expect(error).to.include({ reason: "Timeout" });
      expect(error.message).to.contain("context deadline exceeded");
    });
  });

  describe("when the user interrupts", () => {
    it("ends before the answer", async () => {
      const abort = new AbortController();
      const server = await serve(() => abort.abort());
      const error = await failureOf(read(await connect(server), "/api", abort.signal));
      expect(error).to.include({ reason: "Aborted" });
    });

    it("ends in the midst of the answer", async () => {
      const abort = new AbortController();
      const server = await serve((_, response) => {
        response.writeHead(200, json).write("{");
        setTimeout(() => abort.abort(), 10);
      });
      const error = await failureOf(read(await connect(server), "/api", abort.signal));
      expect(error).to.include({ reason: "Aborted" });
    });

    it("ends while it waits to ask again", async () => {
      const abort = new AbortController();
      const server = await serve((_, response) => {
        response.writeHead(429, { ...json, "Retry-After": "3600" }).end();
        setTimeout(() => abort.abort(), 10);
      });
      const error = await failureOf(read(await connect(server), "/api", abort.signal));
      expect(error).to.include({ reason: "Aborted" });
    });

    it("ends when the client is closed, and is not tried again", async () => {
      let count = 0;
      const server = await serve(() => {
        count++;
        setTimeout(() => client.close(), 10);
      });
      const client = await connect(server);
      expect(await failureOf(read(client))).to.include({ reason: "Aborted" });
      expect(count).to.equal(1);
    });

    it("is not asked at all once interrupted", async () => {
      let count = 0;
      const server = await serve((_, response) => {
        count++;
        response.writeHead(200, json).end("{}");
      });
      const error = await failureOf(read(await connect(server), "/api", AbortSignal.abort()));
      expect(error).to.include({ reason: "Aborted" });
      expect(count).to.equal(0);
    });
  });

  it("closes the connection of an answer that nobody reads to its end", async () => {
    let response: ServerResponse | undefined;
    const server = await serve((_, begun) => {
      response = begun.writeHead(200, json);
      response.write("first");
    });
    const { body } = await (await connect(server)).get("/api", { accept: "application/json" });
    for await (const _ of body) break;
    if (!response?.closed) await once(response as ServerResponse, "close");
    expect(response?.writableFinished).to.equal(false);
  });
});
