import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  checkPluginPolicy,
  loadPluginPolicy,
} from "../../../../../src/sources/cluster/credentials/plugin-policy.ts";

const preference = (policy: string) =>
  `apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: ${policy}\n`;

describe("The kuberc's policy for plugins", () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "kuberc-"));
    await mkdir(join(home, ".kube"));
  });
  afterEach(() => rm(home, { recursive: true }));

  const write = (name: string, content: string) => writeFile(join(home, name), content);

  async function load(named = "", env: NodeJS.ProcessEnv = {}): Promise<string> {
    const policy = await loadPluginPolicy(named && join(home, named), { HOME: home, ...env });
    return policy.credentialPluginPolicy ?? "none";
  }

  const failure = (named: string, env: NodeJS.ProcessEnv = {}) =>
    load(named, env).then(
      () => expect.fail("it was loaded"),
      (error: Error) => error.message,
    );

  it("is that of the flag's file, else of the variable's, else of the user's", async () => {
    expect(await load()).to.equal("none");
    await write(".kube/kuberc", preference("DenyAll"));
    await write("variable", preference("Allowlist"));
    await write("flag", preference("AllowAll"));
    const env = { KUBERC: join(home, "variable") };
    expect(await load()).to.equal("DenyAll");
    expect(await load("", env)).to.equal("Allowlist");
    expect(await load("flag", env)).to.equal("AllowAll");
  });

  it("is none where kuberc is switched off, and a flag beside that is a contradiction", async () => {
    await write(".kube/kuberc", preference("DenyAll"));
    for (const env of [{ KUBERC: "off" }, { KUBECTL_KUBERC: "FALSE" }]) {
      expect(await load("", env)).to.equal("none");
      expect(await failure(".kube/kuberc", env)).to.contain("mutually exclusive");
    }
    expect(await load("", { KUBECTL_KUBERC: "no" })).to.equal("DenyAll");
  });

  it("is not taken for none where the file cannot be read", async () => {
    await write(".kube/kuberc", `${preference("DenyAll")}aliases: [`);
    expect(await failure("")).to.contain("kuberc error kuberc: ");
    expect(await failure("absent")).to.contain("no such file or directory");
  });

  it("allows a program that is on its list, and no folder of that name", async () => {
    await mkdir(join(home, "first", "login"), { recursive: true });
    await mkdir(join(home, "second"));
    await writeFile(join(home, "second", "login"), "", { mode: 0o755 });
    const env = { PATH: `${join(home, "first")}:${join(home, "second")}` };
    const allow = (command: string) =>
      checkPluginPolicy(
        { credentialPluginPolicy: "Allowlist", credentialPluginAllowlist: [{ command }] },
        "login",
        env,
      );
    allow("login");
    allow(join(home, "second", "login"));
    expect(() => allow(join(home, "first", "login"))).to.throw("is not permitted");
    expect(() => allow("logout")).to.throw("is not permitted");
  });
});
