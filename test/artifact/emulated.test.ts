import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openShop, type Shop } from "../e2e/shop-cluster.ts";
import { PROJECT } from "../project/run-tool.ts";
import { openEmulator } from "./emulator.ts";
import { packInto } from "./packed.ts";
import { finishProcess, type Outcome, startProcess } from "./run-process.ts";

/** What this machine's processor cannot run is run by an emulator, where Debian has one that can. */
describe("The archive for Linux arm64, emulated", () => {
  let shop: Shop;
  let folder: string;
  let path: string;

  before(async function () {
    this.timeout(300_000);
    const emulator = await openEmulator();
    if (typeof emulator === "string") {
      process.stderr.write(`pending: ${emulator}\n`);
      this.skip();
    }
    shop = await openShop(this);
    folder = await mkdtemp(join(tmpdir(), "emulated-"));
    path = join(folder, "bin");
    await mkdir(path);
    const { executable } = await packInto(folder, "linux_arm64");
    await emulator.wrap(executable, path, "kubectl-shared");
    await symlink(shop.cluster.kubectl, join(path, "kubectl"));
  });
  after(() => folder && rm(folder, { recursive: true }));

  function kubectl(...args: string[]): Promise<Outcome> {
    // The machine itself cannot start the executable, so it need not start itself anew.
    const told = { BUN_JSC_forceRAMSize: "1000000000" };
    const env = { PATH: path, HOME: folder, KUBECONFIG: shop.cluster.kubeconfig, ...told };
    return finishProcess(startProcess([join(path, "kubectl"), ...args], env));
  }

  function onNode(...args: string[]): Promise<Outcome> {
    const env = { HOME: folder, KUBECONFIG: shop.cluster.kubeconfig, KUBECTL_PATH: "kubectl" };
    return finishProcess(startProcess([process.execPath, `${PROJECT}/bin/run.js`, ...args], env));
  }

  it("tells its version, its processor and the server's version", async () => {
    const { code, stdout, stderr } = await kubectl("shared", "version", "-o", "json");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    const { clientVersion, runtimeVersion, serverVersion } = JSON.parse(stdout);
    expect(clientVersion.platform).to.equal("linux/arm64");
    expect(runtimeVersion.name).to.equal("Bun");
    expect(serverVersion.gitVersion).to.match(/^v1\.\d+\.\d+/);
  });

  const answers = [
    ["who-mounts", "-n", "shop", "-o", "name"],
    ["who-mounts", "-f", `${PROJECT}/examples/shop/cluster.yaml`, "-o", "json"],
    ["explain", "rwo"],
    ["scaffold", "shm", "cache", "--offline"],
    ["who-mounts", "--bogus"],
  ];
  for (const args of answers) {
    const typed = args.map((it) => it.replace(`${PROJECT}/`, "")).join(" ");
    it(`answers ${typed} as the package does on this machine`, async () => {
      const expected = await onNode(...args);
      expect(await kubectl("shared", ...args)).to.deep.equal(expected);
    });
  }
});
