import { PassThrough } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { expect } from "chai";
import { type OutputProcess, warnUnlessSeen } from "../../../src/cli/report-output.ts";

const report = {
  gaps: [{ resource: "nodes", namespace: null, reason: "Forbidden", effect: "zones are unknown" }],
};

function warningsOf(isTold: boolean, isTTY: { stdout: boolean; stderr: boolean }): Promise<string> {
  const stderr = Object.assign(new PassThrough(), { isTTY: isTTY.stderr });
  const process = { stdout: { isTTY: isTTY.stdout }, stderr, env: {} };
  warnUnlessSeen(report, isTold, process as unknown as OutputProcess);
  stderr.end();
  return readAll(stderr);
}

describe("what was not read", () => {
  it("is told once where the result and stderr are one terminal", async () => {
    expect(await warningsOf(true, { stdout: true, stderr: true })).to.equal("");
  });

  it("is told on stderr where the result goes elsewhere or does not say it", async () => {
    for (const [isTold, isTTY] of [
      [false, { stdout: true, stderr: true }],
      [true, { stdout: false, stderr: true }],
      [true, { stdout: true, stderr: false }],
    ] as const) {
      expect(await warningsOf(isTold, isTTY)).to.equal(
        "Warning: nodes could not be read (Forbidden): zones are unknown\n",
      );
    }
  });
});
