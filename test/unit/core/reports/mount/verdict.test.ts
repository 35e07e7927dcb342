import { expect } from "chai";
import { judgeReport } from "../../../../../src/core/reports/mount/verdict.ts";
import type { Severity } from "../../../../../src/core/rules/finding.ts";
import { aReport } from "./reports.ts";

const finding = (severity: Severity) => ({
  rule: "r",
  severity,
  message: "m",
  hint: null,
  citation: "c",
});

const notRun = [{ rule: "r", needs: "all nodes", reason: "Forbidden" }];

/** A report whose only claim has these findings. */
function reportWith(severities: Severity[], rulesNotRun: typeof notRun = []) {
  const report = aReport();
  const [item] = report.items;
  if (!item) throw new Error("no item");
  const items = [{ ...item, findings: severities.map(finding) }];
  return { ...report, items, rulesNotRun };
}

describe("the verdict on a report", () => {
  it("is found where a finding is as severe as the limit, or more", () => {
    expect(judgeReport(reportWith(["error"]), "error")).to.equal("found");
    expect(judgeReport(reportWith(["error"]), "info")).to.equal("found");
    expect(judgeReport(reportWith(["info", "warning"]), "warning")).to.equal("found");
  });

  it("is clean where none is and every rule looked", () => {
    expect(judgeReport(reportWith(["warning", "info"]), "error")).to.equal("clean");
    expect(judgeReport(reportWith([]), "info")).to.equal("clean");
  });

  it("is unsure where a rule could not look: no false green", () => {
    expect(judgeReport(reportWith([], notRun), "error")).to.equal("unsure");
    expect(judgeReport(reportWith(["info"], notRun), "error")).to.equal("unsure");
    expect(judgeReport(reportWith(["error"], notRun), "error")).to.equal("found");
  });
});
