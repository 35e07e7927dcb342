import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "./run.ts";

/** A plugin that leaves a trace, for a server where nobody listens. */
const kubeconfig = (trace: string) => `
current-context: a
contexts: [{name: a, context: {cluster: a, user: a}}]
clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]
users:
- name: a
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: touch
      args: [${JSON.stringify(trace)}]
      interactiveMode: Never
`;

describe("--kuberc", () => {
  it("names the file whose policy lets no credential plugin run, for every command that asks a server", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kuberc-"));
    const file = (name: string) => join(folder, name);
    await writeFile(file("config"), kubeconfig(file("trace")));
    await writeFile(
      file("kuberc"),
      "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: DenyAll\n",
    );
    const env = { KUBECONFIG: file("config") };
    const commands = [["who-mounts"], ["explain", "pvc/media"], ["scaffold", "rwx"], ["version"]];
    for (const command of commands) {
      const { code, stderr } = await run([...command, `--kuberc=${file("kuberc")}`], { env });
      expect(code, command[0]).to.equal(1);
      expect(stderr, command[0]).to.contain('plugin "touch" not allowed: policy set to "DenyAll"');
    }
    await rm(folder, { recursive: true });
  });
});
