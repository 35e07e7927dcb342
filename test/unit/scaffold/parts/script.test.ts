import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { quote } from "../../../../src/core/model/text.ts";
import {
  joinPath,
  repeat,
  repeatAsApp,
  writeWhole,
} from "../../../../src/scaffold/parts/script.ts";
import { sidecar } from "../../../../src/scaffold/patterns/sidecar.ts";
import { optionsFor } from "../options-for.ts";

describe("the scripts of the demonstrations", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "scaffold-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("quote what a shell would read otherwise, and nothing else", () => {
    for (const word of ["/data/message", "/var/log/app-1.log", "a@b"]) {
      expect(quote(word)).to.equal(word);
    }
    for (const word of ["", "/my data", "/it's", "$(reboot)", "a;b", "*", 'say "no"', "a\nb"]) {
      const { stdout } = spawnSync("sh", ["-c", `printf %s ${quote(word)}`], { encoding: "utf8" });
      expect(stdout).to.equal(word);
    }
  });

  it("write the pod's name to a file, whole, and leave nothing beside it", () => {
    const file = join(folder, "it's here");
    const lines = writeWhole(file);
    const { status } = spawnSync("sh", ["-c", lines.join("\n")]);
    expect(status).to.equal(0);
    expect(readFileSync(file, "utf8")).to.match(/\d\d:\d\d:\d\d .* \S+\n$/);
    expect(spawnSync("ls", [folder], { encoding: "utf8" }).stdout).to.equal("it's here\n");
  });

  it("are well-formed, with one line after the other", () => {
    const [shell = "", flag, script = ""] = repeat("date", "hostname");
    expect([shell, flag]).to.deep.equal(["sh", "-c"]);
    expect(script).to.equal(
      "trap 'exit 143' TERM\nwhile true; do\n  date\n  hostname\n  sleep 5\ndone\n",
    );
    expect(spawnSync("sh", ["-n", "-c", script]).status).to.equal(0);
  });

  it("come to an end in a Job only", () => {
    const [, , job = ""] = repeatAsApp(optionsFor(sidecar, { workload: "job" }), "date");
    expect(job).to.match(/for round in 1 2 .*; do\n {2}date\n {2}sleep 5\ndone/);
    expect(spawnSync("sh", ["-n", "-c", job]).status).to.equal(0);
    expect(repeatAsApp(optionsFor(sidecar), "date")).to.deep.equal(repeat("date"));
  });

  it("name files below a folder, with or without a slash at its end", () => {
    expect(joinPath("/data", "message")).to.equal("/data/message");
    expect(joinPath("/data/", "message")).to.equal("/data/message");
  });
});
