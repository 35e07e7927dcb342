import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { finishProcess, startProcess } from "../artifact/run-process.ts";
import { PROJECT } from "../project/run-tool.ts";
import { type Outcome, runKubectlShared, runShared } from "./run-program.ts";
import { openShop, type Shop } from "./shop-cluster.ts";

/** What people are used to from kubectl, tried through the real one. */
describe("At home in kubectl", () => {
  let shop: Shop;

  before(async function () {
    shop = await openShop(this);
  });

  const shared = (...args: string[]) => runKubectlShared(shop.cluster, args);
  const firstLine = ({ stderr }: Outcome) => stderr.split("\n")[0];

  function kubectl(...args: string[]): Promise<Outcome> {
    const { folder, kubeconfig } = shop.cluster;
    const env = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: kubeconfig };
    return finishProcess(startProcess([shop.cluster.kubectl, ...args], env));
  }

  it("shows the same help however it is asked for", async () => {
    const { code, stdout, stderr } = await shared("--help");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    for (const args of [[], ["-h"], ["help"], ["-n", "shop", "help"], ["help", "-h"]]) {
      expect(await shared(...args), args.join(" ")).to.deep.equal({ code, stdout, stderr });
    }
  });

  it("shows the same help of a command however it is asked for", async () => {
    const { code, stdout, stderr } = await shared("who-mounts", "--help");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    const ways = ["help who-mounts", "who-mounts -h", "-h who-mounts", "-n help help who-mounts"];
    for (const way of ways) {
      expect(await shared(...way.split(" ")), way).to.deep.equal({ code, stdout, stderr });
    }
  });

  it("has examples in every help, of what people type", async () => {
    const { stdout } = await shared("--help");
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = ""]) => name);
    expect(commands).to.include.members(["explain", "scaffold", "version", "who-mounts"]);
    for (const args of [[], ...commands.map((it) => [it])]) {
      const help = (await shared(...args, "--help")).stdout;
      const [, examples = ""] = help.split("\nEXAMPLES\n");
      expect(examples, args.join(" ")).to.match(/\$ kubectl shared /);
      expect(help, args.join(" ")).not.to.contain("$ kubectl-shared ");
    }
  });

  it("says in help how it was called, also behind a wrapper of which kubectl knows", async () => {
    const link = await shared("version", "-h");
    expect(link.stdout).to.contain("$ kubectl shared version");
    const alone = await runShared(shop.cluster, ["version", "-h"]);
    expect(alone.stdout).to.contain("$ kubectl-shared version");
    const env = { KUBECTL_PATH: shop.cluster.kubectl };
    const wrapped = await runShared(shop.cluster, ["version", "-h"], { env });
    expect(wrapped.stdout).to.equal(link.stdout);
  });

  it("works behind a wrapper on the PATH", async () => {
    const folder = join(shop.cluster.folder, "wrapped");
    mkdirSync(folder, { recursive: true });
    const wrapper = join(folder, "kubectl-shared");
    writeFileSync(wrapper, `#!/bin/sh\nexec '${process.execPath}' '${PROJECT}/bin/run.js' "$@"\n`);
    chmodSync(wrapper, 0o755);
    const env = { PATH: [folder, dirname(process.execPath), process.env.PATH].join(":") };
    const named = await runKubectlShared(shop.cluster, ["who-mounts", "-n", "shop", "-oname"], {
      env,
    });
    expect(named).to.deep.equal(await shared("who-mounts", "-n", "shop", "-oname"));
  });

  const mistakes = [
    ["--bogus"],
    ["--bogus=1"],
    ["-Q"],
    ["-AQ"],
    ["--namespace"],
    ["-n"],
    ["-o"],
    ["--=x"],
  ];
  for (const flags of mistakes) {
    it(`says of ${flags.join(" ")} what kubectl says`, async () => {
      const ours = await shared("who-mounts", ...flags);
      const theirs = await kubectl("get", "pvc", ...flags);
      expect({ code: ours.code, said: firstLine(ours) }).to.deep.equal({
        code: theirs.code,
        said: firstLine(theirs),
      });
      expect(ours.stdout).to.equal("");
    });
  }

  it("says of a command that is not there what kubectl says, and which was meant", async () => {
    const ours = await shared("who-mount");
    const theirs = await kubectl("gett");
    expect(firstLine(theirs)).to.equal('error: unknown command "gett" for "kubectl"');
    expect(firstLine(ours)).to.equal('error: unknown command "who-mount" for "kubectl shared"');
    expect(ours.stderr).to.contain("kubectl shared who-mounts");
    expect(ours.code).to.equal(theirs.code);
    expect(firstLine(await shared("help", "who-mount"))).to.equal(firstLine(ours));
  });

  it("names the flag that was meant", async () => {
    const { stderr } = await shared("who-mounts", "--namespaze=shop");
    expect(stderr).to.contain("error: unknown flag: --namespaze, did you mean --namespace?");
  });

  it("takes flags before the command and behind it, in all spellings", async () => {
    const expected = await shared("who-mounts", "-n", "shop", "-o", "name");
    expect(expected.code).to.equal(0);
    const spellings = [
      "-n shop who-mounts -o name",
      "-nshop -oname who-mounts",
      "who-mounts -n=shop --output=name",
      "--namespace shop who-mounts --output name",
      "who-mounts -n wrong -n shop -o name --all-namespaces=false",
      "who-mounts -n shop -o name --request_timeout=30s",
      "who-mounts -n shop -o name --",
    ];
    for (const spelling of spellings) {
      expect(await shared(...spelling.split(" ")), spelling).to.deep.equal(expected);
    }
  });

  it("takes what stands behind -- for names and nothing else", async () => {
    const expected = await shared("who-mounts", "media", "-n", "shop");
    expect(await shared("who-mounts", "-n", "shop", "--", "media")).to.deep.equal(expected);
    const { code, stdout, stderr } = await shared("who-mounts", "-n", "shop", "--", "--help");
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.match(/^error: "--help" /);
  });

  it("tells the server's version as kubectl does", async () => {
    const ours = await shared("version");
    const theirs = await kubectl("version");
    const line = /^Server Version: .*$/m;
    expect(line.exec(theirs.stdout)?.[0]).to.match(/v1\.\d+/);
    expect(line.exec(ours.stdout)?.[0]).to.equal(line.exec(theirs.stdout)?.[0]);
    const json = JSON.parse((await shared("version", "-o", "json")).stdout);
    expect(`Server Version: ${json.serverVersion.gitVersion}`).to.equal(
      line.exec(theirs.stdout)?.[0],
    );
  });
});
