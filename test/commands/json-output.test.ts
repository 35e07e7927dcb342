import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import { run, SHOP } from "./run.ts";

const SCHEMA = new URL("../../schemas/mount-report.json", import.meta.url);

describe("What the program prints for -o json", () => {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")));

  for (const args of [
    ["-A", "--kinds", "all"],
    ["-n", "shop", "--by", "node", "pvc/db-data"],
    ["-n", "nobody-is-here"],
  ]) {
    it(`is what the schema promises, for ${args.join(" ")}`, async () => {
      const { stdout } = await run(["who-mounts", "-f", SHOP, "-o", "json", ...args]);
      const report = JSON.parse(stdout);
      expect(report.kind).to.equal("MountReport");
      expect(validate(report), JSON.stringify(validate.errors)).to.equal(true);
    });
  }
});
