import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PROJECT } from "../project/run-tool.ts";

describe("The folder in which bin/run.js keeps what it was compiled to", () => {
  let caches: string;
  let folder: string;

  beforeEach(() => {
    caches = mkdtempSync(join(tmpdir(), "kubectl-shared-caches-"));
    folder = join(caches, "kubectl-shared", "compiled");
  });
  afterEach(() => rmSync(caches, { recursive: true }));

  function run(...args: string[]) {
    const env = { PATH: process.env.PATH, XDG_CACHE_HOME: caches };
    const words = [join(PROJECT, "bin/run.js"), ...args];
    return spawnSync(process.execPath, words, { encoding: "utf8", env });
  }

  it("is made for nobody else, and holds a file for each command", () => {
    expect(run("explain", "rwo").status).to.equal(0);
    expect(run("explain", "rwx").status).to.equal(0);
    expect(statSync(folder).mode & 0o777).to.equal(0o700);
    expect(readdirSync(folder)).to.have.length(1);
    expect(readdirSync(folder)[0]).to.contain("-explain-");
  });

  it("is not used where others may write to it", () => {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    expect(run("explain", "rwo").status).to.equal(0);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("is not made for who asks for the version only", () => {
    expect(run("--version").status).to.equal(0);
    expect(existsSync(folder)).to.equal(false);
  });
});
