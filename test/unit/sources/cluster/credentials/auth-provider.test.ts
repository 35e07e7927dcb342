import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { stringify } from "yaml";
import { parseKubeconfig } from "../../../../../src/sources/cluster/kubeconfig/parse-kubeconfig.ts";
import { createCertificateAuthority } from "../../../../bed/certificate-authority.ts";
import { connectAs, connectionTo, failureOf, read, serve, stopAll } from "../loopback.ts";

const authority = createCertificateAuthority("cluster");
const serving = authority.issue({ commonName: "server", hosts: ["127.0.0.1"] });
const tls = { cert: serving.certificate, key: serving.key };
const ca = Buffer.from(authority.certificate).toString("base64");
const json = { "Content-Type": "application/json" };

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

/** A token that nobody checks the signature of. */
function idToken(claims: Record<string, unknown>): string {
  const parts = [{ alg: "RS256", typ: "JWT" }, claims, "signature"];
  return parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}

describe("credentials from an auth provider", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "auth-provider-"));
    file = join(folder, "config");
  });
  afterEach(async () => {
    stopAll();
    await rm(folder, { recursive: true });
  });

  /** Reads as the user `alice` of a kubeconfig with this provider, and a comment. */
  async function readAs(name: string, config: Record<string, string>): Promise<string> {
    const users = [{ name: "bob" }, { name: "alice", user: { "auth-provider": { name, config } } }];
    await writeFile(file, `# mine\n${stringify({ users })}`, { mode: 0o600 });
    return readAgain();
  }

  async function readAgain(): Promise<string> {
    const server = await serve(({ headers }, response) => {
      response.writeHead(200, json).end(JSON.stringify(headers.authorization));
    }, tls);
    const { users } = parseKubeconfig(await readFile(file, "utf8"), file);
    const cluster = { "certificate-authority-data": ca };
    const connection = connectionTo(server, { cluster, user: users.get("alice") ?? {} });
    return read(await connectAs({ ...connection, userName: "alice" }));
  }

  /** An issuer that takes each refresh token once, and tells who asked. */
  async function serveIssuer() {
    const refreshed: Record<string, unknown>[] = [];
    const issuer: string = await serve(async (request, response) => {
      if (request.url !== "/token") {
        const metadata = { issuer, token_endpoint: `${issuer}/token` };
        response.writeHead(200, json).end(JSON.stringify(metadata));
        return;
      }
      const form = new URLSearchParams(await text(request));
      refreshed.push({ ...Object.fromEntries(form), authorization: request.headers.authorization });
      const tokens = { id_token: idToken({ exp: inAnHour() }), refresh_token: "second" };
      const isUsed = form.get("refresh_token") !== "first";
      response.writeHead(isUsed ? 400 : 200, json).end(JSON.stringify(tokens));
    }, tls);
    const config = {
      "id-token": idToken({ exp: 1 }),
      "refresh-token": "first",
      "client-id": "me",
      "idp-issuer-url": issuer,
      "idp-certificate-authority-data": ca,
    };
    return { config, refreshed };
  }

  const known = { "idp-issuer-url": "https://issuer.example", "client-id": "me" };

  it("are its OIDC token while that is valid", async () => {
    const token = idToken({ exp: inAnHour() });
    expect(await readAs("oidc", { ...known, "id-token": token })).to.equal(`"Bearer ${token}"`);
  });

  it("are a fresh OIDC token when that has expired, kept for the next time", async () => {
    const { config, refreshed } = await serveIssuer();
    const first = await readAs("oidc", config);
    expect(first)
      .to.match(/^"Bearer .+\..+\..+"$/)
      .and.not.contain(config["id-token"]);
    expect(await readAgain()).to.equal(first);
    expect(refreshed).to.deep.equal([
      {
        grant_type: "refresh_token",
        refresh_token: "first",
        client_id: "me",
        authorization: undefined,
      },
    ]);
  });

  it("are kept in a kubeconfig that is otherwise as it was, for nobody else to read", async () => {
    const { config } = await serveIssuer();
    await readAs("oidc", config);
    const content = await readFile(file, "utf8");
    expect(content).to.match(/^# mine\nusers:\n {2}- name: bob\n/);
    const { users } = parseKubeconfig(content, file);
    expect(users.get("alice")?.["auth-provider"]?.config).to.include({
      "refresh-token": "second",
      "client-id": "me",
    });
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    expect(await readdir(folder)).to.deep.equal(["config"]);
  });

  it("are asked for with the client's secret if it has one", async () => {
    const { config, refreshed } = await serveIssuer();
    await readAs("oidc", { ...config, "client-secret": "s:cret" });
    expect(refreshed).to.deep.equal([
      {
        grant_type: "refresh_token",
        refresh_token: "first",
        authorization: `Basic ${Buffer.from("me:s%3Acret").toString("base64")}`,
      },
    ]);
  });

  const missing: Record<string, [name: string, config: Record<string, string>, message: string]> = {
    "an expired OIDC token that cannot be refreshed": [
      "oidc",
      { ...known, "id-token": idToken({ exp: 1 }) },
      "Unable to connect to the server: No valid id-token, and cannot refresh without refresh-token",
    ],
    "an OIDC token that is none": [
      "oidc",
      { ...known, "id-token": "a.b.c" },
      "Unable to connect to the server: ID Token is not a valid JWT",
    ],
    "an OIDC provider without an issuer": ["oidc", {}, "Must provide idp-issuer-url"],
    "a provider that kubectl has removed": [
      "gcp",
      {},
      'The gcp auth plugin has been removed.\nPlease use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.',
    ],
    "a provider that nobody knows": ["nope", {}, 'no Auth Provider found for name "nope"'],
  };
  for (const [title, [name, config, message]] of Object.entries(missing)) {
    it(`are missed with ${title}`, async () => {
      expect((await failureOf(readAs(name, config))).message).to.equal(message);
    });
  }

  it("are missed when the issuer refuses, with the issuer named", async () => {
    const { config } = await serveIssuer();
    const error = await failureOf(readAs("oidc", { ...config, "refresh-token": "used" }));
    expect(error.message).to.match(
      /^Unable to connect to the server: failed to refresh token: 127\.0\.0\.1:\d+ answered with status 400$/,
    );
  });

  it("are missed when the fresh ones cannot be kept, as they would be lost", async () => {
    const { config } = await serveIssuer();
    await writeFile(`${file}.lock`, "");
    const error = await failureOf(readAs("oidc", config));
    expect(error.message).to.contain("could not persist new tokens: EEXIST");
  });
});
