import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PROJECT } from "../project/run-tool.ts";
import { packForHost } from "./packed.ts";
import { finishProcess, startProcess } from "./run-process.ts";

const DUMP = "examples/shop/cluster.yaml";

/** One that may read a whole cluster starts itself anew, with a heap that collects sooner. */
describe("An executable that may read a whole cluster", () => {
  let folder: string;
  let executable: string;

  before(async function () {
    this.timeout(170_000);
    ({ executable } = await packForHost());
    folder = await mkdtemp(join(tmpdir(), "large-read-"));
  });
  after(() => folder && rm(folder, { recursive: true }));

  const run = (program: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    finishProcess(startProcess(program, { HOME: folder, ...env }));

  for (const args of [
    ["who-mounts", "-A", "-f", DUMP],
    ["who-mounts", "-A", "-f", DUMP, "-o", "json", "--fail-on", "error"],
    ["explain", "pvc/media", "-n", "shop", `--filename=${DUMP}`],
    ["who-mounts", "-A", "-f", "no-such-file"],
  ]) {
    it(`says and ends as on Node for ${args.join(" ")}`, async () => {
      const words = args.map((word) => word.replace(DUMP, `${PROJECT}/${DUMP}`));
      const expected = await run([process.execPath, `${PROJECT}/bin/run.js`, ...words]);
      expect(await run([executable, ...words])).to.deep.equal(expected);
    });
  }

  it("keeps what it told its engine from what it starts", async () => {
    const told = join(folder, "told");
    const plugin = join(folder, "plugin");
    await writeFile(plugin, `#!/bin/sh\nenv > ${told}\nexit 1\n`, { mode: 0o755 });
    const user = {
      exec: {
        apiVersion: "client.authentication.k8s.io/v1",
        command: plugin,
        interactiveMode: "Never",
      },
    };
    const kubeconfig = join(folder, "config");
    await writeFile(
      kubeconfig,
      JSON.stringify({
        "current-context": "a",
        clusters: [{ name: "a", cluster: { server: "https://127.0.0.1:1" } }],
        contexts: [{ name: "a", context: { cluster: "a", user: "a" } }],
        users: [{ name: "a", user }],
      }),
    );
    const env = { KUBECONFIG: kubeconfig, PATH: process.env.PATH };
    const { code } = await run([executable, "who-mounts", "-A"], env);
    expect(code).to.equal(1);
    expect(await readFile(told, "utf8"))
      .to.contain("HOME=")
      .and.not.to.contain("BUN_JSC");
  });
});
