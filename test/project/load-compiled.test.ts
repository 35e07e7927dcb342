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
    const compiled = JSON.stringify({ path, hash, kind });
    const script = `
      import { loadCompiled } from ${loader};
      import { createRequire } from "node:module";
      console.log(loadCompiled({ ...${compiled}, folder: () => ${JSON.stringify(kept)} }, createRequire(import.meta.url)).said);`;
    const args = ["--input-type=module", "--eval", script];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return { status, said: stdout.trim() };
  }

  const long = `const words = [${Array.from({ length: 500 }, (_, at) => `"word ${at}"`).join()}];`;
  const said = `${long} const say = () => require("node:path").join("a", "b"); exports.said = say();`;

  it("does what it does, the first time and the second", () => {
    expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
    const [name = ""] = readdirSync(kept);
    const first = readFileSync(join(kept, name));
    expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
    expect(readFileSync(join(kept, name)).equals(first)).to.equal(true);
  });

  const damages: Record<string, (content: Buffer) => Buffer> = {
    "holds something else": () => Buffer.from("something else"),
    "is empty": () => Buffer.alloc(0),
    "was not written to its end": (content) => content.fill(0, content.length / 2),
    "has lost a block in its middle": (content) => {
      const middle = Math.floor(content.length / 2);
      return content.fill(0, middle, middle + 512);
    },
  };
  for (const [damage, make] of Object.entries(damages)) {
    it(`is not taken from a file that ${damage}, and is kept anew`, () => {
      run(said);
      const [name = ""] = readdirSync(kept);
      const sound = readFileSync(join(kept, name));
      writeFileSync(join(kept, name), make(Buffer.from(sound)));
      expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
      expect(readFileSync(join(kept, name)).length).to.equal(sound.length);
      expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
    });
  }

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

  it("leaves nothing half written", () => {
    const isDirectory = "a directory stands where the file would";
    run(said);
    const [name = ""] = readdirSync(kept);
    rmSync(join(kept, name));
    mkdirSync(join(kept, name));
    writeFileSync(join(kept, name, "x"), isDirectory);
    expect(run(said)).to.deep.equal({ status: 0, said: "a/b" });
    expect(readdirSync(kept)).to.deep.equal([name]);
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
