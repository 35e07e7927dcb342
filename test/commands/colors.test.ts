import { expect } from "chai";
import { run } from "./run.ts";

const ESCAPE = "\u001b[";

describe("Help in colour", () => {
  const helpWith = async (env: NodeJS.ProcessEnv) =>
    (await run(["--help"], { env: { FORCE_COLOR: "1", ...env } })).stdout;

  it("is what a terminal gets", async () => {
    expect(await helpWith({ WT_SESSION: "1" })).to.contain(ESCAPE);
  });

  for (const [name, value] of [
    ["NO_COLOR", "1"],
    ["NO_COLOR", ""],
    ["TERM", "dumb"],
  ] as const) {
    it(`is not where ${name} is ${JSON.stringify(value)}, as kubectl has it`, async () => {
      expect(await helpWith({ [name]: value })).not.to.contain(ESCAPE);
    });
  }
});
