import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { PROJECT } from "./run-tool.ts";

describe("npm test, and npm run test:node beside it,", () => {
  it("run every test file that there is", () => {
    const files = execFileSync("git", ["ls-files", "*.test.ts"], {
      cwd: PROJECT,
      encoding: "utf8",
    });
    const specs = [".mocharc.json", "test/e2e/.mocharc.json", "test/node/.mocharc.json"].flatMap(
      (config) => JSON.parse(readFileSync(`${PROJECT}/${config}`, "utf8")).spec as string[],
    );
    const run = specs.flatMap((spec) => globSync(spec, { cwd: PROJECT }));
    const left = files
      .trim()
      .split("\n")
      .filter((file) => existsSync(`${PROJECT}/${file}`) && !run.includes(file));
    expect(left).to.deep.equal([]);
    // The first two are what scripts/test.js runs; what it leaves out would be left out here.
    const script = readFileSync(`${PROJECT}/scripts/test.js`, "utf8");
    expect(script).to.include(".mocharc.json").and.to.include("test/e2e/.mocharc.json");
  });
});
