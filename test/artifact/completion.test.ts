import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { packForHost } from "./packed.ts";

const run = promisify(execFile);

describe("The executable's completion", function () {
  this.timeout(170_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    const { executable } = await packForHost();
    folder = await mkdtemp(join(tmpdir(), "kubectl-shared-link-"));
    await symlink(executable, join(folder, "kubectl-shared"));
    env = { PATH: folder, HOME: folder };
  });
  after(() => folder && rm(folder, { recursive: true }));

  const shim = (...words: string[]) => run(join(folder, "kubectl_complete-shared"), words, { env });

  it("is written beside krew's link, and runs with nothing else on the PATH", async () => {
    const { stdout } = await run("kubectl-shared", ["completion", "install"], { env });
    expect(stdout).to.contain(`Wrote ${join(folder, "kubectl_complete-shared")}.`);
    expect(await shim("who-mounts", "--fail-on", "")).to.deep.equal({
      stdout: "error\nwarning\ninfo\n:4\n",
      stderr: "",
    });
  });

  it("offers what it knows by itself, and no names where there is no cluster", async () => {
    expect((await shim("explain", "driver/efs")).stdout).to.equal("driver/efs.csi.aws.com\n:4\n");
    expect((await shim("scaffold", "rox", "--variant=cl")).stdout).to.match(/^clone\t.+\n:4\n$/);
    expect((await shim("who-mounts", "p")).stdout).to.equal("pvc/\npv/\npod/\n:6\n");
  });
});
