import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttp, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { waitFor } from "../bed/wait-for.ts";
import { type Outcome, run } from "./run.ts";

const TYPES = "pvc/\npv/\nnode/\npod/\nstorageclass/\ndeployment/\nstatefulset/\n";

/** A line of which only a cluster knows the end. */
const CLAIMS = ["who-mounts", "pvc/"];

describe("kubectl-shared __complete", () => {
  let folder: string;
  const servers: Server[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "kubectl-shared-complete-"));
  });
  after(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  });

  function complete(words: string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return run(["__complete", ...words], { env });
  }

  /** A kubeconfig with one cluster and one user. */
  function kubeconfigFor(server: string, user: object = {}): string {
    const file = join(folder, `kubeconfig-${Math.random()}`);
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

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function serve(answer: RequestListener): Promise<string> {
    return kubeconfigFor(`http://${await listen(createHttp(answer))}`);
  }

  it("is in no help, and what installs it is", async () => {
    const { stdout } = await run(["--help"]);
    expect(stdout).not.to.contain("__complete");
    expect(stdout).to.match(/^ +completion +\S/m);
  });

  const silent = { code: 0, stdout: ":4\n", stderr: "" };

  it("gives no names, and ends, where the server never answers", async () => {
    const KUBECONFIG = kubeconfigFor(`http://${await listen(createServer(() => {}))}`);
    expect(await complete(CLAIMS, { KUBECONFIG })).to.deep.equal(silent);
    const { stdout } = await complete(["who-mounts", ""], { KUBECONFIG });
    expect(stdout).to.equal(`${TYPES}:6\n`);
  });

  it("gives no names where the answer begins in time and does not end", async () => {
    const KUBECONFIG = await serve((_, response) => {
      response.setHeader("Content-Type", "application/json");
      response.write('{"items":[{"metadata":{"name":"media"}}');
    });
    expect(await complete(CLAIMS, { KUBECONFIG })).to.deep.equal(silent);
  });

  it("gives no names where there would always be more pages", async () => {
    const KUBECONFIG = await serve((_, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ metadata: { continue: "x" }, items: [] }));
    });
    expect(await complete(CLAIMS, { KUBECONFIG })).to.deep.equal(silent);
  });

  const failures: Record<string, () => string | Promise<string>> = {
    "no server is there": () => kubeconfigFor("http://127.0.0.1:1"),
    "the user may not list": () =>
      serve((_, response) => {
        response.statusCode = 403;
        response.setHeader("Warning", '299 - "loud"');
        response.end("{}");
      }),
    "the answer is something else": () =>
      serve((_, response) => {
        response.setHeader("Content-Type", "application/json");
        response.end("[1");
      }),
    "the kubeconfig cannot be read": () => {
      const file = join(folder, "broken");
      writeFileSync(file, "contexts: {{");
      return file;
    },
  };
  for (const [failure, make] of Object.entries(failures)) {
    it(`gives no names and says nothing where ${failure}`, async () => {
      expect(await complete(CLAIMS, { KUBECONFIG: await make() })).to.deep.equal(silent);
    });
  }

  it("says nothing of a line that makes no sense", async () => {
    expect(await complete(["bogus", "--bogus", ""])).to.deep.equal(silent);
    expect((await complete([])).code).to.equal(0);
  });

  describe("with a credential plugin", () => {
    function kubeconfigOf(script: string): string {
      const exec = {
        apiVersion: "client.authentication.k8s.io/v1",
        command: "sh",
        args: ["-c", script],
        interactiveMode: "Never",
      };
      return kubeconfigFor("https://127.0.0.1:1", { exec });
    }

    it("lets it say nothing", async () => {
      const KUBECONFIG = kubeconfigOf("echo loud >&2; exit 1");
      expect(await complete(CLAIMS, { KUBECONFIG })).to.deep.equal(silent);
    });

    it("does not wait for it, and leaves it to keep what it was getting", async () => {
      const [began, kept] = [join(folder, "began"), join(folder, "kept")];
      const KUBECONFIG = kubeconfigOf(`echo > ${began}; sleep 5; echo > ${kept}`);
      // So that it begins also on a busy machine, the program believes itself younger.
      const NODE_OPTIONS = "--import=data:text/javascript,performance.now=()=>-2000";
      expect(await complete(CLAIMS, { KUBECONFIG, NODE_OPTIONS })).to.deep.equal(silent);
      expect([existsSync(began), existsSync(kept)]).to.deep.equal([true, false]);
      await waitFor("the plugin to end", () => existsSync(kept));
    });
  });
});
