import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { complete } from "../../../../src/cli/completion/complete.ts";
import { COMMANDS } from "../../../../src/commands.ts";

/** A process that is to start yet: there is time for everything. */
const YOUNG = -60_000;

interface Served {
  address: string;
  /** A kubeconfig that leads there. */
  KUBECONFIG: string;
  /** The paths of all requests. */
  asked: string[];
}

describe("Names on a line", () => {
  let folder: string;
  const servers: Server[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubectl-shared-names-"));
  });
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
    rmSync(folder, { recursive: true });
  });

  function ask(words: string[], env: NodeJS.ProcessEnv, age = YOUNG): Promise<string> {
    const within = { env: { PATH: process.env.PATH, HOME: folder, ...env }, version: "0", age };
    return complete(words, COMMANDS, within);
  }

  function kubeconfigFor(server: string, user: object = {}): string {
    const file = join(folder, "kubeconfig");
    const config = {
      "current-context": "here",
      contexts: [
        { name: "here", context: { cluster: "c", user: "u", namespace: "shop" } },
        { name: "there", context: { cluster: "c" } },
      ],
      clusters: [{ name: "c", cluster: { server } }],
      users: [{ name: "u", user }],
    };
    writeFileSync(file, JSON.stringify(config));
    return file;
  }

  async function serve(answer: RequestListener): Promise<Served> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url?.replace(/\?.*/, "") ?? "");
      response.setHeader("Content-Type", "application/json");
      answer(request, response);
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    return { address, KUBECONFIG: kubeconfigFor(address), asked };
  }

  function serveNames(...names: string[]) {
    const items = names.map((name) => ({ metadata: { name } }));
    return serve((_, response) => response.end(JSON.stringify({ metadata: {}, items })));
  }

  it("are those of the context's namespace, of -n, or of all", async () => {
    const { KUBECONFIG, asked } = await serveNames("media");
    expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG })).to.equal("pvc/media\n:4\n");
    await ask(["-n", "web", "who-mounts", "m"], { KUBECONFIG });
    await ask(["who-mounts", "-A", "-n", "web", "pod", ""], { KUBECONFIG });
    await ask(["--context=there", "explain", "deploy/"], { KUBECONFIG });
    await ask(["explain", "sc/"], { KUBECONFIG });
    await ask([`--kubeconfig=${KUBECONFIG}`, "who-mounts", "-n", ""], {});
    expect(asked).to.deep.equal([
      "/api/v1/namespaces/shop/persistentvolumeclaims",
      "/api/v1/namespaces/web/persistentvolumeclaims",
      "/api/v1/pods",
      "/apis/apps/v1/namespaces/default/deployments",
      "/apis/storage.k8s.io/v1/storageclasses",
      "/api/v1/namespaces",
    ]);
  });

  it("stand before the types, and are left out where they are no names", async () => {
    const { KUBECONFIG } = await serveNames("web", "$(reboot)", "Web", "a b", "-x", "podium");
    expect(await ask(["who-mounts", "po"], { KUBECONFIG })).to.equal("podium\npod/\n:4\n");
    expect(await ask(["who-mounts", "pvc", ""], { KUBECONFIG })).to.equal("podium\nweb\n:4\n");
  });

  it("are asked of nobody where files or nothing are to be read", async () => {
    const { KUBECONFIG, asked } = await serveNames("media");
    await ask(["who-mounts", "-f", "dump.yaml", ""], { KUBECONFIG });
    await ask(["scaffold", "rwx", "--offline", "--storage-class", ""], { KUBECONFIG });
    expect(asked).to.deep.equal([]);
  });

  it("are not asked of the file server that scaffold's --server names", async () => {
    const { KUBECONFIG, asked } = await serveNames("files");
    const line = ["scaffold", "rwx", "--server", "nfs.example", "--storage-class", ""];
    expect(await ask(line, { KUBECONFIG })).to.equal("files\n:4\n");
    expect(asked).to.have.length(1);
  });

  it("are none, and nobody waits, for a process that is too old", async () => {
    const { KUBECONFIG } = await serveNames("media");
    expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG }, 60_000)).to.equal(":4\n");
  });

  it("are given up with the request when they do not come", async () => {
    const closing = Promise.withResolvers<void>();
    const { KUBECONFIG } = await serve((request) => request.on("close", closing.resolve));
    expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG }, -1000)).to.equal(":4\n");
    await closing.promise;
  });

  it("are the entries of the kubeconfig, whoever answers behind them", async () => {
    const env = { KUBECONFIG: kubeconfigFor("http://127.0.0.1:1") };
    expect(await ask(["--context", ""], env)).to.equal("here\nthere\n:4\n");
    expect(await ask(["--cluster="], env)).to.equal("c\n:4\n");
    expect(await ask(["--user", "u"], env)).to.equal("u\n:4\n");
    expect(await ask(["--user", ""], {})).to.equal(":4\n");
  });

  describe("behind a credential plugin", () => {
    let ran: string;

    beforeEach(() => {
      ran = join(folder, "ran");
    });

    /** A plugin that leaves behind what it was told. */
    function kubeconfigOf(interactiveMode: string, then = "exit 1"): string {
      const script = `echo "$$ $KUBERNETES_EXEC_INFO" > ${ran}; ${then}`;
      const exec = {
        apiVersion: "client.authentication.k8s.io/v1",
        command: "sh",
        args: ["-c", script],
        interactiveMode,
      };
      return kubeconfigFor("https://127.0.0.1:1", { exec });
    }

    it("are asked for with it, which is told that nobody can be asked", async () => {
      const KUBECONFIG = kubeconfigOf("IfAvailable");
      expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG })).to.equal(":4\n");
      expect(readFileSync(ran, "utf8")).to.contain('"interactive":false');
    });

    it("are none where it has to ask, and it does not run", async () => {
      const KUBECONFIG = kubeconfigOf("Always");
      expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG })).to.equal(":4\n");
      expect(existsSync(ran)).to.equal(false);
    });

    it("are none where the user's kuberc forbids it", async () => {
      const KUBERC = join(folder, "kuberc");
      const lines = ["apiVersion: kubectl.config.k8s.io/v1beta1", "kind: Preference"];
      writeFileSync(KUBERC, [...lines, "credentialPluginPolicy: DenyAll", ""].join("\n"));
      const KUBECONFIG = kubeconfigOf("Never");
      expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG, KUBERC })).to.equal(":4\n");
      expect(await ask([`--kuberc=${KUBERC}`, "-n", ""], { KUBECONFIG })).to.equal(":4\n");
      expect(existsSync(ran)).to.equal(false);
    });
  });

  it("are none where a token would have to be refreshed, which could then be lost", async () => {
    const { address, asked } = await serveNames();
    const expired = Buffer.from(JSON.stringify({ exp: 1 })).toString("base64url");
    const config = {
      "idp-issuer-url": address,
      "client-id": "kubernetes",
      "id-token": `e30.${expired}.e30`,
      "refresh-token": "once",
    };
    const provider = { "auth-provider": { name: "oidc", config } };
    const KUBECONFIG = kubeconfigFor("https://127.0.0.1:1", provider);
    expect(await ask(["who-mounts", "pvc/"], { KUBECONFIG })).to.equal(":4\n");
    expect(asked).to.deep.equal([]);
  });
});
