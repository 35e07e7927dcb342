import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { expect } from "chai";
import { PROJECT } from "../project/run-tool.ts";

/** A device that takes nothing. */
const FULL = "/dev/full";

describe("Output that cannot be written", () => {
  for (const args of [
    ["--version"],
    ["--help"],
    ["version", "--client"],
    ["explain", "rwo"],
    ["who-mounts", "-f", "examples/shop/cluster.yaml", "-o", "json"],
  ]) {
    it(`is one line on stderr and a failure for ${args.join(" ")}`, function () {
      if (!existsSync(FULL)) return this.skip();
      const full = openSync(FULL, "w");
      const { status, stderr } = spawnSync(process.execPath, ["bin/run.js", ...args], {
        cwd: PROJECT,
        stdio: ["ignore", full, "pipe"],
        encoding: "utf8",
      });
      closeSync(full);
      expect({ status, stderr }).to.deep.equal({
        status: 1,
        stderr: "error: ENOSPC: no space left on device, write\n",
      });
    });
  }
});
