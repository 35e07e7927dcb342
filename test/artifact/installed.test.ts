import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { openShop, type Shop } from "../e2e/shop-cluster.ts";
import { PROJECT } from "../project/run-tool.ts";
import { packForHost } from "./packed.ts";
import { finishProcess, type Outcome, startProcess } from "./run-process.ts";

/**
 * The archive as krew installs it: unpacked into its store, linked as `kubectl-shared` into a
 * folder of the PATH, in which there is kubectl beside it and no Node.
 */
describe("The plugin as krew installs it", () => {
  let shop: Shop;
  let folder: string;
  let path: string;

  before(async function () {
    shop = await openShop(this);
    this.timeout(170_000);
    const { archive } = await packForHost();
    folder = await mkdtemp(join(tmpdir(), "krew-"));
    const store = join(folder, "store", "shared", "v0.0.0");
    path = join(folder, "bin");
    await mkdir(store, { recursive: true });
    await mkdir(path);
    await promisify(execFile)("tar", ["-xzf", archive, "-C", store]);
    await symlink(join(store, "kubectl-shared"), join(path, "kubectl-shared"));
    await symlink(shop.cluster.kubectl, join(path, "kubectl"));
  });
  after(() => folder && rm(folder, { recursive: true }));

  /** Types `kubectl …` on a machine that has nothing else. */
  function kubectl(...args: string[]): Promise<Outcome> {
    const env = { PATH: path, HOME: folder, KUBECONFIG: shop.cluster.kubeconfig };
    return finishProcess(startProcess([join(path, "kubectl"), ...args], env));
  }

  /** The same from the package, on Node. */
  function onNode(...args: string[]): Promise<Outcome> {
    const env = { HOME: folder, KUBECONFIG: shop.cluster.kubeconfig };
    return finishProcess(startProcess([process.execPath, `${PROJECT}/bin/run.js`, ...args], env));
  }

  it("is listed by kubectl without a warning", async () => {
    const { code, stdout, stderr } = await kubectl("plugin", "list");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.contain(join(path, "kubectl-shared"));
  });

  it("tells its version and what it runs on", async () => {
    const { code, stdout, stderr } = await kubectl("shared", "--version");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.match(/^kubectl-shared\/\d+\.\d+\.\d+ \w+-\w+ bun-v\d+\.\d+\.\d+\n$/);
  });

  it("shows help for `kubectl shared`, for itself and for each command", async () => {
    const { stdout } = await kubectl("shared", "--help");
    expect(stdout).to.contain("$ kubectl shared [COMMAND]");
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = ""]) => name);
    expect(commands).to.include.members([
      "completion",
      "explain",
      "scaffold",
      "version",
      "who-mounts",
    ]);
    for (const command of commands) {
      const help = await kubectl("shared", command, "-h");
      expect(help.stdout).to.contain(`kubectl shared ${command}`);
      expect(help.stderr).to.equal("");
    }
  });

  it("tells the versions of itself, of its runtime and of the server, as kubectl does", async () => {
    const { code, stdout, stderr } = await kubectl("shared", "version", "-o", "json");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    const { clientVersion, runtimeVersion, serverVersion } = JSON.parse(stdout);
    const { version } = JSON.parse(await readFile(`${PROJECT}/package.json`, "utf8"));
    expect(clientVersion.gitVersion).to.equal(`v${version}`);
    expect(runtimeVersion.name).to.equal("Bun");
    const kubectls = JSON.parse((await kubectl("version", "-o", "json")).stdout);
    expect(serverVersion.gitVersion).to.equal(kubectls.serverVersion.gitVersion);
    expect(clientVersion.platform).to.equal(kubectls.clientVersion.platform);
  });

  const answers = [
    ["who-mounts", "-n", "shop"],
    ["-n", "shop", "who-mounts", "-o", "wide"],
    ["who-mounts", "-A", "-o", "tree"],
    ["who-mounts", "pvc/media", "-n", "shop", "-o", "yaml"],
    ["who-mounts", "-f", `${PROJECT}/examples/shop/cluster.yaml`, "-o", "json"],
    ["who-mounts", "nothing", "-n", "shop"],
    ["explain", "rwo"],
    ["explain", "pvc/media", "-n", "shop"],
    ["explain", "classes"],
    ["scaffold"],
    ["scaffold", "shm", "cache", "--offline"],
    ["scaffold", "rwx", "cache", "-n", "shop"],
    ["scaffold", "shm", "cache", "-n", "shop", "--dry-run=server"],
    ["who-mounts", "--bogus"],
    ["nonsense"],
  ];
  for (const args of answers) {
    const typed = args.map((it) => it.replace(`${PROJECT}/`, "")).join(" ");
    it(`answers ${typed} as the package does on Node`, async () => {
      const expected = await onNode(...args);
      const outcome = await kubectl("shared", ...args);
      expect(steady(outcome)).to.deep.equal(steady(expected));
    });
  }
});

/** Without the time of the reading, ages that go on, and the name that people type. */
function steady({ code, stdout, stderr }: Outcome): Outcome {
  const clean = (text: string) =>
    text
      .replaceAll(/kubectl[ -]shared/g, "kubectl shared")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
      .replaceAll(/\b\d+(s|m|m\d+s)\b/g, "AGE");
  return { code, stdout: clean(stdout), stderr: clean(stderr) };
}
