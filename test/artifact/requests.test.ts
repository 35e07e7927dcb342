import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { stringify } from "yaml";
import { createCertificateAuthority } from "../bed/certificate-authority.ts";
import { PROJECT } from "../project/run-tool.ts";
import {
  serve,
  serveModern,
  serveSocks,
  serveTlsTunnel,
  serveTunnel,
  stopAll,
} from "../unit/sources/cluster/loopback.ts";
import { packForHost } from "./packed.ts";
import { finishProcess, type Outcome, startProcess } from "./run-process.ts";

const authority = createCertificateAuthority("cluster");
const serving = authority.issue({
  commonName: "server",
  hosts: ["127.0.0.1", "0.0.0.0", "::1", "localhost", "inner.example"],
});
const elsewhere = authority.issue({ commonName: "server", hosts: ["other.example"] });
const alice = authority.issue({ commonName: "alice" });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const trusting = { "certificate-authority-data": base64(authority.certificate) };
const json = { "Content-Type": "application/json" };

/** How the servers are started. */
type Serve = typeof serveModern;

/** What the server saw of one request. */
interface Seen {
  version: string;
  groups: string | undefined;
  authorization: string | undefined;
  certificate: string | undefined;
  serverName: string | false | undefined;
  encoding: string | undefined;
}

/** An API server without any object but one claim, and what it saw. */
async function serveCluster(serve: Serve, given = serving) {
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const socket = request.socket as TLSSocket;
    seen.push({
      version: request.httpVersion,
      groups: request.headers["impersonate-group"]?.toString(),
      authorization: request.headers.authorization,
      certificate: socket.authorized ? String(socket.getPeerCertificate().subject.CN) : undefined,
      serverName: socket.servername ?? undefined,
      encoding: request.headers["accept-encoding"],
    });
    answer(request, response);
  };
  const server = await serve(listener, {
    cert: given.certificate,
    key: given.key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  });
  return { server, seen };
}

/** Zipped for whoever takes it so, and in two parts. */
function answer({ url, headers }: IncomingMessage, response: ServerResponse): void {
  const isZipped = headers["accept-encoding"] === "gzip";
  const body = Buffer.from(JSON.stringify(listOf(url ?? "")));
  const sent = isZipped ? gzipSync(body) : body;
  response.writeHead(200, { ...json, ...(isZipped && { "Content-Encoding": "gzip" }) });
  response.write(sent.subarray(0, 30));
  setTimeout(() => response.end(sent.subarray(30)), 10);
}

function listOf(url: string): unknown {
  const items = url.includes("/persistentvolumeclaims") ? [claim] : [];
  return { kind: "List", apiVersion: "v1", metadata: {}, items };
}

const claim = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { namespace: "default", name: "media", uid: "1" },
  spec: { accessModes: ["ReadWriteMany"], storageClassName: "fast" },
  status: { phase: "Pending" },
};

/** An API server on which no name is taken, and what it was asked to do: method, path and query. */
async function serveEmpty(serve: Serve) {
  const asked: { method: string | undefined; url: URL; body: string }[] = [];
  const listener: RequestListener = async (request, response) => {
    const { method, url = "" } = request;
    const body = await text(request);
    const address = new URL(url, "https://it.example");
    asked.push({ method, url: address, body });
    const [code, said] =
      method === "POST"
        ? [201, JSON.parse(body)]
        : address.pathname === "/version"
          ? [200, { gitVersion: "v1.36.3" }]
          : [404, { kind: "Status", status: "Failure", reason: "NotFound", message: "none" }];
    response.writeHead(code, json).end(JSON.stringify(said));
  };
  const server = await serve(listener, { cert: serving.certificate, key: serving.key });
  return { server, asked };
}

/** A token that nobody checks the signature of. */
function idToken(exp: number): string {
  const parts = [{ alg: "RS256", typ: "JWT" }, { exp }, "signature"];
  return parts.map((part) => base64(JSON.stringify(part)).replaceAll("=", "")).join(".");
}

interface Case {
  find: () => Promise<string[]>;
  serve: Serve;
  /** The protocol that is to be spoken. */
  version: string;
}

const executable = async () => [(await packForHost()).executable];
const script = async () => [process.execPath, `${PROJECT}/bin/run.js`];

const cases: Readonly<Record<string, Case>> = {
  "the executable sends": { find: executable, serve: serveModern, version: "2.0" },
  "the executable sends to a server without HTTP/2": { find: executable, serve, version: "1.1" },
  "the package sends": { find: script, serve: serveModern, version: "1.1" },
};

for (const [name, { find, serve, version }] of Object.entries(cases)) {
  describe(`What ${name}`, () => {
    let program: string[];
    let folder: string;

    before(async function () {
      this.timeout(170_000);
      program = await find();
    });
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "artifact-"));
    });
    afterEach(async () => {
      stopAll();
      await rm(folder, { recursive: true });
    });

    async function start(
      cluster: object,
      user: object,
      env: NodeJS.ProcessEnv,
      flags: string[] = [],
      query: string[] = ["who-mounts", "-o", "name"],
    ) {
      const config = join(folder, "config");
      const context = { name: "it", context: { cluster: "it", user: "it" } };
      await writeFile(
        config,
        stringify({
          "current-context": "it",
          contexts: [context],
          clusters: [{ name: "it", cluster }],
          users: [{ name: "it", user }],
        }),
        { mode: 0o600 },
      );
      return startProcess([...program, ...query, ...flags], {
        HOME: folder,
        KUBECONFIG: config,
        ...env,
      });
    }

    /** Reads from a cluster as a user. */
    async function read(
      cluster: object,
      user: object = {},
      env: NodeJS.ProcessEnv = {},
    ): Promise<Outcome> {
      return finishProcess(await start(cluster, user, env));
    }

    const success = { code: 0, stdout: "persistentvolumeclaim/media\n", stderr: "" };

    it("goes to a server that the cluster's own authority vouches for", async () => {
      const { server, seen } = await serveCluster(serve);
      expect(await read({ server, ...trusting })).to.deep.equal(success);
      expect(new Set(seen.map((it) => it.version))).to.deep.equal(new Set([version]));
    });

    it("goes to no other server", async () => {
      const { server, seen } = await serveCluster(serve);
      const { code, stdout, stderr } = await read({ server });
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(stderr).to.contain("x509: certificate signed by unknown authority");
      expect(seen).to.deep.equal([]);
    });

    it("goes to no server of another name", async () => {
      const { server, seen } = await serveCluster(serve, elsewhere);
      expect((await read({ server, ...trusting })).stderr).to.contain("x509: cannot validate");
      expect(seen).to.deep.equal([]);
    });

    it("goes to no server that only the environment trusts", async () => {
      const { server, seen } = await serveCluster(serve);
      const other = createCertificateAuthority("other");
      const trusted = join(folder, "system.pem");
      await writeFile(trusted, authority.certificate);
      const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_EXTRA_CA_CERTS: trusted };
      const cluster = { server, "certificate-authority-data": base64(other.certificate) };
      const { code, stderr } = await read(cluster, {}, env);
      expect(code).to.equal(1);
      expect(stderr).to.contain("x509: certificate signed by unknown authority");
      expect(seen).to.deep.equal([]);
    });

    it("goes straight to a server on this machine, whatever proxy the environment names", async () => {
      const { server } = await serveCluster(serve);
      const { proxy, asked } = await serveTunnel(server);
      const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"];
      const env = Object.fromEntries(names.map((name) => [name, proxy]));
      expect(await read({ server, ...trusting }, {}, env)).to.deep.equal(success);
      expect(asked).to.deep.equal([]);
    });

    it("goes to any server where insecure-skip-tls-verify says so", async () => {
      const { server } = await serveCluster(serve, elsewhere);
      expect(await read({ server, "insecure-skip-tls-verify": true })).to.deep.equal(success);
    });

    it("asks for the name that tls-server-name gives, and checks that one", async () => {
      const { server, seen } = await serveCluster(serve);
      const cluster = { server, ...trusting, "tls-server-name": "inner.example" };
      expect(await read(cluster)).to.deep.equal(success);
      expect(new Set(seen.map((it) => it.serverName))).to.deep.equal(new Set(["inner.example"]));
      const wrong = { ...cluster, "tls-server-name": "wrong.example" };
      expect((await read(wrong)).stderr).to.contain("not wrong.example");
    });

    it("reads a whole cluster by HTTP/1.1, in which nobody is ahead of who reads", async () => {
      const { server, seen } = await serveCluster(serve);
      const outcome = await finishProcess(await start({ server, ...trusting }, {}, {}, ["-A"]));
      expect(outcome).to.deep.equal({ ...success, stdout: "persistentvolumeclaim/media\n" });
      expect(new Set(seen.map((it) => it.version))).to.deep.equal(new Set(["1.1"]));
    });

    it("tells nobody a token, whatever the environment asks its runtime to print", async () => {
      const { server } = await serveCluster(serve);
      const env = { BUN_CONFIG_VERBOSE_FETCH: "curl" };
      expect(await read({ server, ...trusting }, { token: "secret" }, env)).to.deep.equal(success);
    });

    it("shows the user's certificate", async () => {
      const { server, seen } = await serveCluster(serve);
      const user = {
        "client-certificate-data": base64(alice.certificate),
        "client-key-data": base64(alice.key),
      };
      expect(await read({ server, ...trusting }, user)).to.deep.equal(success);
      expect(new Set(seen.map((it) => it.certificate))).to.deep.equal(new Set(["alice"]));
    });

    it("carries the user's token", async () => {
      const { server, seen } = await serveCluster(serve);
      expect(await read({ server, ...trusting }, { token: "secret" })).to.deep.equal(success);
      expect(new Set(seen.map((it) => it.authorization))).to.deep.equal(new Set(["Bearer secret"]));
    });

    it("carries what a credential plugin gives, a token or a certificate", async () => {
      const { server, seen } = await serveCluster(serve);
      const status = {
        token: "plugged",
        clientCertificateData: alice.certificate,
        clientKeyData: alice.key,
      };
      const apiVersion = "client.authentication.k8s.io/v1";
      const credential = JSON.stringify({ apiVersion, kind: "ExecCredential", status });
      const plugin = join(folder, "login");
      await writeFile(plugin, `#!/bin/sh\nprintf '%s' '${credential}'\n`, { mode: 0o755 });
      const exec = { apiVersion, command: plugin, interactiveMode: "IfAvailable" };
      expect(await read({ server, ...trusting }, { exec })).to.deep.equal(success);
      expect(seen[0]).to.include({ authorization: "Bearer plugged", certificate: "alice" });
    });

    it("carries an OIDC token, refreshed and kept", async () => {
      const { server, seen } = await serveCluster(serve);
      const fresh = idToken(Math.floor(Date.now() / 1000) + 3600);
      const issuer: string = await serve(
        ({ url }, response) => {
          const tokens = { id_token: fresh, refresh_token: "second" };
          const metadata = { issuer, token_endpoint: `${issuer}/token` };
          response.writeHead(200, json).end(JSON.stringify(url === "/token" ? tokens : metadata));
        },
        { cert: serving.certificate, key: serving.key },
      );
      const config = {
        "id-token": idToken(1),
        "refresh-token": "first",
        "client-id": "me",
        "idp-issuer-url": issuer,
        "idp-certificate-authority-data": trusting["certificate-authority-data"],
      };
      const user = { "auth-provider": { name: "oidc", config } };
      expect(await read({ server, ...trusting }, user)).to.deep.equal(success);
      expect(seen[0]?.authorization).to.equal(`Bearer ${fresh}`);
      expect(await readFile(join(folder, "config"), "utf8")).to.contain("second");
    });

    it("names all groups of whom it acts as", async () => {
      const { server, seen } = await serveCluster(serve);
      const user = { token: "secret", as: "jane", "as-groups": ["dev", "ops"] };
      expect(await read({ server, ...trusting }, user)).to.deep.equal(success);
      expect(new Set(seen.map((it) => it.groups))).to.deep.equal(new Set(["dev, ops"]));
    });

    it("takes lists zipped from another machine", async () => {
      const { server, seen } = await serveCluster(serve);
      // An address of this one that is not called so.
      const far = server.replace("127.0.0.1", "0.0.0.0");
      expect(await read({ server: far, ...trusting })).to.deep.equal(success);
      expect(new Set(seen.map((it) => it.encoding))).to.deep.equal(new Set(["gzip"]));
    });

    it("says what is wrong with the kubeconfig's certificates", async () => {
      const { server, seen } = await serveCluster(serve);
      const pair = {
        "client-certificate-data": base64(alice.certificate),
        "client-key-data": base64(serving.key),
      };
      const junk = { "certificate-authority-data": base64("no certificate") };
      for (const [cluster, user, fault] of [
        [trusting, pair, "error: tls: private key does not match public key"],
        [junk, {}, "error: unable to load root certificates: unable to parse bytes as PEM block"],
      ] as const) {
        const { code, stderr } = await read({ server, ...cluster }, user);
        expect({ code, stderr: stderr.split("\n")[0] }).to.deep.equal({ code: 1, stderr: fault });
      }
      expect(seen).to.deep.equal([]);
    });

    it("is told what the network says", async () => {
      const { server } = await serveCluster(serve);
      const { port } = new URL(server);
      stopAll();
      const { stderr } = await read({ server, ...trusting });
      expect(stderr).to.contain(`The connection to the server 127.0.0.1:${port} was refused`);
    });

    for (const [how, length] of [
      ["", {}],
      [" of which the length was told", { "Content-Length": "100" }],
    ] as const) {
      const beginning = (response: ServerResponse) => {
        response.writeHead(200, { ...json, ...length });
        response.write('{"kind": "List", "items": [');
      };
      const identity = { cert: serving.certificate, key: serving.key };

      it(`is told when an answer breaks off${how}`, async () => {
        const server = await serve((_, response) => {
          beginning(response);
          setTimeout(() => response.destroy(), 10);
        }, identity);
        const { code, stdout, stderr } = await read({ server, ...trusting });
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
        expect(stderr).to.contain("Original error: unexpected EOF");
      });

      it(`waits no longer than it is to for the rest of an answer${how}`, async () => {
        const server = await serve((_, response) => beginning(response), identity);
        const outcome = await finishProcess(
          await start({ server, ...trusting }, {}, {}, ["--request-timeout=300ms"]),
        );
        expect(outcome).to.include({ code: 1, stdout: "" });
        expect(outcome.stderr).to.contain("Client.Timeout");
      });
    }

    it("reads an answer of which the length was told, zipped or not", async () => {
      for (const zip of [false, true]) {
        const server = await serve(
          ({ url }, response) => {
            const body = Buffer.from(JSON.stringify(listOf(url ?? "")));
            const sent = zip ? gzipSync(body) : body;
            const encoding = zip ? { "Content-Encoding": "gzip" } : {};
            response.writeHead(200, { ...json, ...encoding, "Content-Length": sent.length });
            response.end(sent);
          },
          { cert: serving.certificate, key: serving.key },
        );
        const { code, stdout } = await read({ server, ...trusting });
        expect({ code }).to.deep.equal({ code: 0 });
        expect(stdout).to.contain("media");
      }
    });

    it("changes nothing: what it sends is a dry run, and all else is asked for only", async () => {
      const { server, asked } = await serveEmpty(serve);
      const cluster = { server, ...trusting };
      const query = ["scaffold", "shm", "cache", "-n", "default", "--dry-run=server"];
      const { code, stdout } = await finishProcess(await start(cluster, {}, {}, [], query));
      expect({ code, stdout }).to.include({ code: 0 });
      const sent = asked.filter(({ method }) => method !== "GET");
      expect(sent).not.to.deep.equal([]);
      for (const { method, url } of sent) {
        expect(method).to.equal("POST");
        expect(url.searchParams.getAll("dryRun")).to.deep.equal(["All"]);
      }
      expect(sent.map(({ body }) => JSON.parse(body).kind)).to.include("Pod");
      expect(stdout).not.to.equal("");
    });

    describe("through a proxy", () => {
      const far = { server: "https://inner.example:6443", ...trusting };
      const user = {
        "client-certificate-data": base64(alice.certificate),
        "client-key-data": base64(alice.key),
      };

      for (const [kind, startProxy] of [
        ["http", serveTunnel],
        ["socks5", serveSocks],
      ] as const) {
        it(`reaches the server itself, by name, with the user's certificate: ${kind}`, async () => {
          const { server, seen } = await serveCluster(serve);
          const { proxy, asked } = await startProxy(server);
          expect(await read({ ...far, "proxy-url": proxy }, user)).to.deep.equal(success);
          expect(seen[0]).to.include({ certificate: "alice", serverName: "inner.example" });
          expect(new Set(asked)).to.deep.equal(new Set(["inner.example:6443"]));
        });

        it(`still checks who the server is: ${kind}`, async () => {
          const { server, seen } = await serveCluster(serve, elsewhere);
          const { proxy } = await startProxy(server);
          const { stderr } = await read({ ...far, "proxy-url": proxy }, user);
          expect(stderr).to.contain("valid for other.example, not inner.example");
          expect(seen).to.deep.equal([]);
        });
      }

      it("that is itself behind TLS, of an authority that the system trusts", async () => {
        const { server, seen } = await serveCluster(serve);
        const { proxy, asked } = await serveTlsTunnel(server, {
          cert: serving.certificate,
          key: serving.key,
        });
        const trusted = join(folder, "system.pem");
        await writeFile(trusted, authority.certificate);
        const env = { NODE_EXTRA_CA_CERTS: trusted };
        expect(await read({ ...far, "proxy-url": proxy }, user, env)).to.deep.equal(success);
        expect(seen[0]).to.include({ certificate: "alice", serverName: "inner.example" });
        expect(asked[0]).to.equal("inner.example:6443");
      });

      it("that the environment names", async () => {
        const { server } = await serveCluster(serve);
        const { proxy, asked } = await serveTunnel(server);
        expect(await read(far, {}, { HTTPS_PROXY: proxy })).to.deep.equal(success);
        expect(asked[0]).to.equal("inner.example:6443");
      });

      it("takes lists zipped", async () => {
        const { server, seen } = await serveCluster(serve);
        const { proxy } = await serveTunnel(server);
        expect(await read({ ...far, "proxy-url": proxy })).to.deep.equal(success);
        expect(new Set(seen.map((it) => it.encoding))).to.deep.equal(new Set(["gzip"]));
        const plain = { ...far, "proxy-url": proxy, "disable-compression": true };
        expect(await read(plain)).to.deep.equal(success);
        expect(seen.at(-1)?.encoding).to.equal("identity");
      });
    });

    it("reaches an IPv6 address", async function () {
      const server = createHttps({ cert: serving.certificate, key: serving.key }, answer);
      const isListening = await new Promise<boolean>((resolve) => {
        server.once("error", () => resolve(false));
        server.listen(0, "::1", () => resolve(true));
      });
      if (!isListening) return this.skip();
      const { port } = server.address() as AddressInfo;
      const outcome = await read({ server: `https://[::1]:${port}`, ...trusting });
      server.close();
      server.closeAllConnections();
      expect(outcome).to.deep.equal(success);
    });

    it("ends when it is interrupted, with kubectl's exit code", async () => {
      const asked = Promise.withResolvers<void>();
      const server = await serve(() => asked.resolve(), {
        cert: serving.certificate,
        key: serving.key,
      });
      const child = await start({ server, ...trusting }, {}, {});
      await asked.promise;
      child.kill("SIGINT");
      const ended = finishProcess(child);
      const { code, stdout } = await ended;
      expect({ code, stdout }).to.deep.equal({ code: 130, stdout: "" });
    });

    it("breaks off where the server does not answer in time", async () => {
      const server = await serve(() => {}, { cert: serving.certificate, key: serving.key });
      const outcome = await finishProcess(
        await start({ server, ...trusting }, {}, {}, ["--request-timeout=200ms"]),
      );
      expect(outcome).to.include({ code: 1, stdout: "" });
      expect(outcome.stderr).to.contain("Client.Timeout");
    });
  });
}
