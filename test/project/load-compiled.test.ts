import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { kindOfRun } from "../../scripts/load-compiled.ts";
import { PROJECT } from "./run-tool.ts";

describe("A module that is kept compiled", () => {
  let folder: string;
  let kept: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "compiled-"));
    kept = join(folder, "kept");
    mkdirSync(kept);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a module in a process of its own. */
  function run(statement: string, { hash = "a", kind = "ask" } = {}) {
    const path = join(folder, "module.js");
    writeFileSync(path, `(function(module,exports,require){${statement}})`);
    const loader = JSON.stringify(join(PROJECT, "scripts/load-compiled.ts"));
    const compiled = JSON.stringify({ path, hash, kind, folder: kept });
    const script = `
      import { loadCompiled } from ${loader};
      import { createRequire } from "node:module";
      console.log(loadCompiled(${compiled}, createRequire(import.meta.url)).said);`;
    const args = ["--input-type=module", "--eval", script];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return { status, said: stdout.trim() };
  }

  const said = 'const say = () => require("node:path").join("a", "b"); exports.said = say();';

  it("does what it does, the first time and the second", () => {
    expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
    const [name = ""] = readdirSync(kept);
    const first = readFileSync(join(kept, name));
    expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
    expect(readFileSync(join(kept, name)).equals(first)).to.equal(true);
  });

  it("is not taken from a file that holds something else", () => {
    run(said);
    const [name = ""] = readdirSync(kept);
    writeFileSync(join(kept, name), "something else");
    expect(run(said).said).to.equal("a/b");
    expect(readFileSync(join(kept, name)).length).to.be.greaterThan(100);
  });

  it("is kept for each kind of run, and of the last build only", () => {
    run(said);
    run(said, { kind: "tell" });
    run(said, { hash: "b" });
    const names = readdirSync(kept).map((name) => name.split("-").slice(0, 2).join(" "));
    expect(names.toSorted()).to.deep.equal(["a tell", "b ask"]);
  });

  it("is not kept by a run that failed", () => {
    expect(run(`${said} process.exitCode = 1;`)).to.deep.equal({ status: 1, said: "a/b" });
    expect(readdirSync(kept)).to.deep.equal([]);
  });

  it("runs where nothing can be kept", () => {
    rmSync(kept, { recursive: true });
    expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
  });

  it("can be read by nobody else", () => {
    run(said);
    const [name = ""] = readdirSync(kept);
    expect(statSync(join(kept, name)).mode & 0o777).to.equal(0o600);
  });
});

describe("The kind of a run", () => {
  const commands = ["who-mounts", "explain"];

  it("is the command, wherever its flags stand", () => {
    expect(kindOfRun(["who-mounts", "-A"], commands)).to.equal("who-mounts");
    expect(kindOfRun(["-n", "shop", "explain", "rwo"], commands)).to.equal("explain");
    expect(kindOfRun(["--help"], commands)).to.equal("help");
  });

  it("is another one where files are read", () => {
    for (const flag of ["-f", "-fdump.yaml", "--filename", "--filename=x"]) {
      expect(kindOfRun(["who-mounts", flag, "dump.yaml"], commands)).to.equal("who-mounts-f");
    }
  });
});
