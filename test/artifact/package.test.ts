import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { PROJECT } from "../project/run-tool.ts";

const run = promisify(execFile);

describe("The npm package", () => {
  let folder: string;

  before(async function () {
    this.timeout(120_000);
    folder = await mkdtemp(join(tmpdir(), "kubectl-shared-npm-"));
    // What is in it was built before the tests; npm need not build it again.
    await npm("pack", "--ignore-scripts", "--pack-destination", folder);
    const archive = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
    // Offline: what is missing from the package would be missed.
    await npm("install", "--offline", "--prefix", folder, join(folder, archive));
  });
  after(() => rm(folder, { recursive: true }));

  const npm = (...args: string[]) => run("npm", [...args, "--loglevel=error"], { cwd: PROJECT });

  it("needs no other package", async () => {
    const packages = await readdir(join(folder, "node_modules"));
    expect(packages.filter((it) => !it.startsWith("."))).to.deep.equal(["kubectl-shared"]);
  });

  it("holds the licenses of what is in it", async () => {
    const holds = await readdir(join(folder, "node_modules", "kubectl-shared"));
    expect(holds.toSorted()).to.deep.equal(["LICENSE", "README.md", "bin", "dist", "package.json"]);
    const built = await readdir(join(folder, "node_modules", "kubectl-shared", "dist"));
    expect(built).to.include("THIRD-PARTY-LICENSES");
  });

  it("runs as kubectl-shared, as kubectl starts it", async () => {
    const env = { PATH: dirname(process.execPath), HOME: folder };
    const program = join(folder, "node_modules", ".bin", "kubectl-shared");
    const { stdout } = await run(program, ["explain", "--help"], { env });
    expect(stdout).to.contain("$ kubectl shared explain");
    const answer = await run(program, ["explain", "rwo"], { env });
    expect(answer.stdout).to.contain("ReadWriteOnce");
  });
});
