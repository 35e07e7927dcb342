import { readFile, rm } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { expect } from "chai";
import type { ClientOptions } from "../../../../../src/sources/cluster/client.ts";
import type {
  Cluster,
  ExecPlugin,
} from "../../../../../src/sources/cluster/kubeconfig/kubeconfig.ts";
import { createCertificateAuthority } from "../../../../bed/certificate-authority.ts";
import { connect, failureOf, read, serve, stopAll } from "../loopback.ts";

const authority = createCertificateAuthority("cluster");
const serving = authority.issue({ commonName: "server", hosts: ["127.0.0.1"] });
const apiVersion = "client.authentication.k8s.io/v1";
const counter = join(tmpdir(), `exec-credentials-${process.pid}`);

/** A plugin in JavaScript: `run` is its number, 1 the first time; it returns what it prints. */
function plugin(body: string, given: Partial<ExecPlugin> = {}): ExecPlugin {
  const script = `
    const { appendFileSync, readFileSync } = require("node:fs");
    appendFileSync(${JSON.stringify(counter)}, "x");
    const run = readFileSync(${JSON.stringify(counter)}).length;
    const told = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
    const status = (() => { ${body} })();
    console.log(JSON.stringify({ apiVersion: ${JSON.stringify(apiVersion)}, kind: "ExecCredential", status }));
  `;
  return {
    apiVersion,
    interactiveMode: "IfAvailable",
    command: process.execPath,
    args: ["-e", script],
    ...given,
  };
}

/** Answers with the Authorization header and the user of the client's certificate. */
const whoIsThere: RequestListener = (request, response) => {
  const { socket } = request;
  const peer = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
  response
    .writeHead(200, { "Content-Type": "application/json" })
    .end(JSON.stringify([request.headers.authorization ?? null, peer?.subject?.CN ?? null]));
};

async function clientWith(
  exec: ExecPlugin,
  listener = whoIsThere,
  given: { cluster?: Cluster; options?: Partial<ClientOptions> } = {},
) {
  const server = await serve(listener, {
    cert: serving.certificate,
    key: serving.key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  });
  const ca = Buffer.from(authority.certificate).toString("base64");
  const cluster = { "certificate-authority-data": ca, ...given.cluster };
  return connect(server, { ...given, cluster, user: { exec } });
}

const runs = async () => (await readFile(counter)).length;

describe("credentials from an exec plugin", () => {
  afterEach(async () => {
    stopAll();
    await rm(counter, { force: true });
  });

  it("are asked for once, however many requests need them", async () => {
    const client = await clientWith(plugin("return { token: 'secret' }"));
    const answers = await Promise.all([read(client), read(client), read(client)]);
    expect(new Set(answers)).to.deep.equal(new Set(['["Bearer secret",null]']));
    expect(await runs()).to.equal(1);
  });

  it("may be a client certificate", async () => {
    const { certificate, key } = authority.issue({ commonName: "alice" });
    const status = { clientCertificateData: certificate, clientKeyData: key };
    const client = await clientWith(plugin(`return ${JSON.stringify(status)}`));
    expect(await read(client)).to.equal('[null,"alice"]');
  });

  it("are asked for again when they have expired", async () => {
    const client = await clientWith(
      plugin("return { token: 'token-' + run, expirationTimestamp: '2020-01-01T00:00:00Z' }"),
    );
    expect(await read(client)).to.equal('["Bearer token-1",null]');
    expect(await read(client)).to.equal('["Bearer token-2",null]');
  });

  it("are asked for again, once, when the server refuses them", async () => {
    const client = await clientWith(
      plugin("return { token: 'token-' + run }"),
      (request, response) => {
        const isRenewed = request.headers.authorization === "Bearer token-2";
        response.writeHead(isRenewed ? 200 : 401, { "Content-Type": "application/json" }).end("{}");
      },
    );
    expect(await Promise.all([read(client), read(client)])).to.deep.equal(["{}", "{}"]);
    expect(await runs()).to.equal(2);
  });

  it("are given up when the server refuses the new ones too", async () => {
    const client = await clientWith(plugin("return { token: 'wrong' }"), (_, response) => {
      response.writeHead(401, { "Content-Type": "text/plain" }).end("Unauthorized");
    });
    const error = await failureOf(read(client));
    expect(error).to.include({
      reason: "Unauthorized",
      standsAlone: false,
      message:
        "You must be logged in to the server (the server has asked for the client to provide credentials)",
    });
    expect(await runs()).to.equal(2);
  });

  it("belong to the certificate of their own when it changes", async () => {
    const [first, second] = ["alice", "bob"].map((commonName) => authority.issue({ commonName }));
    const statuses = [first, second].map((pair) => ({
      clientCertificateData: pair?.certificate,
      clientKeyData: pair?.key,
      expirationTimestamp: "2020-01-01T00:00:00Z",
    }));
    const client = await clientWith(plugin(`return ${JSON.stringify(statuses)}[run - 1]`));
    expect(await read(client)).to.equal('[null,"alice"]');
    expect(await read(client)).to.equal('[null,"bob"]');
  });

  it("come from a plugin that knows the cluster, if it asks to", async () => {
    const extension = { audience: "shop" };
    const client = await clientWith(
      plugin("return { token: told.spec.cluster.config.audience }", { provideClusterInfo: true }),
      whoIsThere,
      {
        cluster: { extensions: [{ name: "client.authentication.k8s.io/exec", extension }] },
      },
    );
    expect(await read(client)).to.equal('["Bearer shop",null]');
  });

  it("come from a plugin that has its own variables beside ours", async () => {
    const exec = plugin("return { token: process.env.PROFILE + process.env.HOME_OF }", {
      env: [{ name: "PROFILE", value: "work" }],
    });
    const client = await clientWith(exec, whoIsThere, { options: { env: { HOME_OF: "me" } } });
    expect(await read(client)).to.equal('["Bearer workme",null]');
  });

  it("come while nobody else has the terminal", async () => {
    const order: string[] = [];
    const lendTerminal: ClientOptions["lendTerminal"] = async (use) => {
      order.push("lent");
      const used = await use();
      order.push("back");
      return used;
    };
    const client = await clientWith(plugin("return { token: 'x' }"), whoIsThere, {
      options: { lendTerminal },
    });
    await read(client);
    expect(order).to.deep.equal(["lent", "back"]);
  });

  for (const [mode, stdinIsTerminal, interactive] of [
    ["Never", true, false],
    ["IfAvailable", false, false],
    ["IfAvailable", true, true],
    ["Always", true, true],
  ] as const) {
    it(`come ${interactive ? "with" : "without"} questions in mode ${mode} ${stdinIsTerminal ? "on" : "off"} a terminal`, async () => {
      const exec = plugin("return { token: String(told.spec.interactive) }", {
        interactiveMode: mode,
      });
      const client = await clientWith(exec, whoIsThere, {
        options: { stdinIsTerminal: () => stdinIsTerminal },
      });
      expect(await read(client)).to.equal(`["Bearer ${interactive}",null]`);
    });
  }

  it("are missed once, not once for every request, when the plugin fails", async () => {
    const client = await clientWith(plugin("process.exit(3)"));
    const [first, second] = await Promise.all([failureOf(read(client)), failureOf(read(client))]);
    expect(first).to.include({
      reason: "Credentials",
      standsAlone: true,
      message: `Unable to connect to the server: getting credentials: exec: executable ${process.execPath} failed with exit code 3`,
    });
    expect(second.message).to.equal(first.message);
    expect(await runs()).to.equal(1);
  });

  it("are missed with a hint when the plugin is not installed", async () => {
    const client = await clientWith({
      apiVersion,
      interactiveMode: "Never",
      command: "nonesuch-login",
      installHint: "brew install nonesuch-login",
    });
    const { message } = await failureOf(read(client));
    expect(message).to.match(
      /^Unable to connect to the server: getting credentials: exec: executable nonesuch-login not found\n\nIt looks like/,
    );
    expect(message).to.match(/\n\nbrew install nonesuch-login$/);
  });

  it("are missed when what is printed is no JSON", async () => {
    const client = await clientWith(plugin("console.log('Welcome!'); return {}"));
    expect((await failureOf(read(client))).message).to.contain(
      "getting credentials: decoding stdout",
    );
  });
});
