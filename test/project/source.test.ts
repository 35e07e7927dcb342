import { runTool } from "./run-tool.ts";

describe("The source", () => {
  it("has types that hold", async () => {
    await runTool("tsc", "-p", ".");
  }).timeout(120_000);

  it("is formatted and clean for the linter", async () => {
    await runTool("biome", "check", "--error-on-warnings");
  }).timeout(60_000);

  it("imports one way only, by the law in .dependency-cruiser.mjs", async () => {
    await runTool("depcruise", "--config", ".dependency-cruiser.mjs", "src", "bin");
  }).timeout(120_000);
});
