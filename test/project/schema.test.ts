import { globSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import { makeSchemas } from "./make-schemas.ts";
import { PROJECT } from "./run-tool.ts";

describe("The report's schema", () => {
  it("is the one that follows from the types (npm run schema writes it)", () => {
    for (const [file, text] of makeSchemas()) expect(readFileSync(file, "utf8")).to.equal(text);
  });

  const schema = JSON.parse(readFileSync(`${PROJECT}/schemas/mount-report.json`, "utf8"));
  const validate = new Ajv({ allErrors: true }).compile(schema);

  it("holds for every golden report", () => {
    const reports = globSync(`${PROJECT}/test/golden/**/report.json`);
    expect(reports).not.to.be.empty;
    for (const file of reports) {
      const isValid = validate(JSON.parse(readFileSync(file, "utf8")));
      expect(isValid, `${file}: ${JSON.stringify(validate.errors)}`).to.equal(true);
    }
  });

  it("of objects and classes holds for every golden report of them", () => {
    const validators = new Map(
      [
        ["ObjectReport", "object-report"],
        ["ClassReport", "class-report"],
      ].map(([kind, file]) => {
        const text = readFileSync(`${PROJECT}/schemas/${file}.json`, "utf8");
        return [kind, new Ajv({ allErrors: true }).compile(JSON.parse(text))];
      }),
    );
    const reports = globSync(`${PROJECT}/test/golden-objects/*/report.json`);
    expect(reports).not.to.be.empty;
    for (const file of reports) {
      const report = JSON.parse(readFileSync(file, "utf8"));
      const validate = validators.get(report.kind);
      expect(validate?.(report), `${file}: ${JSON.stringify(validate?.errors)}`).to.equal(true);
    }
  });
});
