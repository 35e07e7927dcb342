import { execFileSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { manageShim } from "../../../../src/cli/completion/manage-shim.ts";
import { SHIM } from "../../../../src/cli/completion/shim.ts";
import { UsageError } from "../../../../src/cli/usage-error.ts";

describe("The completion script", () => {
  let folder: string;
  let shim: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubectl-shared-shim-"));
    shim = join(folder, "kubectl_complete-shared");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function putProgram(says = "beside"): void {
    const text = `#!/bin/sh\necho ${says}; for it; do echo "[$it]"; done\necho loud >&2\n`;
    writeFileSync(join(folder, "kubectl-shared"), text, { mode: 0o755 });
  }

  function manage(words: string[], directory?: string, path = folder): Promise<string> {
    return manageShim(words, directory, { path, platform: "linux" });
  }

  async function refusalOf(attempt: Promise<unknown>): Promise<string> {
    const error: unknown = await attempt.catch((it: unknown) => it);
    expect(error).to.be.instanceOf(UsageError);
    return (error as UsageError).message;
  }

  it("is written beside the program that kubectl finds", async () => {
    putProgram();
    const path = ["relative", join(folder, "empty"), folder].join(delimiter);
    expect(await manage(["install"], undefined, path)).to.contain(`Wrote ${shim}.\n`);
    expect(readFileSync(shim, "utf8")).to.equal(SHIM);
    expect(readdirSync(folder)).to.have.members(["kubectl-shared", "kubectl_complete-shared"]);
  });

  it("is written elsewhere when told, and says so if kubectl does not look there", async () => {
    expect(await manage(["install"], folder, "/nowhere")).to.contain("PATH does not name");
    expect(await manage(["install"], folder)).not.to.contain("PATH does not name");
  });

  it("hands its words to the program beside it, and keeps its stderr to itself", async () => {
    putProgram();
    await manage(["install"]);
    const said = execFileSync(shim, ["who-mounts", "a b", "$(id)", ""], { encoding: "utf8" });
    expect(said).to.equal("beside\n[__complete]\n[who-mounts]\n[a b]\n[$(id)]\n[]\n");
  });

  it("asks the program on the PATH where none lies beside it", async () => {
    putProgram("found");
    const other = mkdtempSync(join(tmpdir(), "kubectl-shared-shim-"));
    await manage(["install"], other);
    const env = { PATH: `${folder}:/usr/bin:/bin` };
    const elsewhere = join(other, "kubectl_complete-shared");
    expect(execFileSync(elsewhere, [""], { encoding: "utf8", env })).to.match(/^found\n/);
    rmSync(other, { recursive: true });
  });

  it("replaces an older one of ours, and a link to it without touching where it leads", async () => {
    const older = join(folder, "older");
    writeFileSync(older, SHIM.replace("exec 2>/dev/null\n", ""));
    symlinkSync(older, shim);
    await manage(["install"], folder);
    expect(readFileSync(shim, "utf8")).to.equal(SHIM);
    expect(readFileSync(older, "utf8")).not.to.equal(SHIM);
  });

  it("leaves a file that is not ours", async () => {
    writeFileSync(shim, "#!/bin/sh\necho mine\n");
    expect(await refusalOf(manage(["install"], folder))).to.contain("left as it is");
    expect(await refusalOf(manage(["uninstall"], folder))).to.contain("left as it is");
    expect(readFileSync(shim, "utf8")).to.contain("mine");
  });

  it("asks for another folder where it cannot be written", async () => {
    const refusal = await refusalOf(manage(["install"], join(folder, "missing")));
    expect(refusal).to.contain("kubectl_complete-shared cannot be written: ENOENT");
  });

  it("is removed where kubectl finds it", async () => {
    putProgram();
    await manage(["install"]);
    expect(await manage(["uninstall"])).to.equal(`Removed ${shim}.\n`);
    expect(readdirSync(folder)).to.deep.equal(["kubectl-shared"]);
    expect(await manage(["uninstall"], folder)).to.contain("There is no");
  });

  it("asks for a folder where the program is in none of the PATH", async () => {
    expect(await refusalOf(manage(["install"]))).to.contain("no kubectl-shared in any folder");
  });

  it("is explained when nothing is asked, and refused for another word", async () => {
    expect(await manage([])).to.contain("kubectl shared completion install");
    expect(await refusalOf(manage(["bash"]))).to.contain("install, uninstall");
    expect(await refusalOf(manage(["install", "now"]))).to.contain('"now"');
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("is not written on Windows, where kubectl cannot run it", async () => {
    putProgram();
    const there = { path: folder, platform: "win32" } as const;
    expect(await manageShim([], undefined, there)).to.contain("PATHEXT");
    expect(await refusalOf(manageShim(["install"], folder, there))).to.contain("Windows");
    expect(readdirSync(folder)).to.deep.equal(["kubectl-shared"]);
  });
});
