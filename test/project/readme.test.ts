import { readFileSync } from "node:fs";
import { expect } from "chai";
import { README, renderReadme } from "./readme.ts";

describe("The README", () => {
  it("shows what the program prints, and every rule (npm run readme writes it)", async () => {
    expect(readFileSync(README, "utf8")).to.equal(await renderReadme());
  });
});
