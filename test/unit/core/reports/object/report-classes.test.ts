import { expect } from "chai";
import {
  findUnreadClasses,
  reportClasses,
} from "../../../../../src/core/reports/object/report-classes.ts";
import { anInventory, aStorageClass, readAsAWhole } from "../../objects.ts";

describe("the report of classes", () => {
  it("holds every class, by name", () => {
    const classes = [
      aStorageClass("z"),
      aStorageClass("a", { isDefault: true }),
      aStorageClass("m"),
    ];
    const report = reportClasses(anInventory({ classes }));
    expect(report.kind).to.equal("ClassReport");
    expect(report.items.map(({ name }) => name)).to.deep.equal(["a", "m", "z"]);
    expect(report.items[0]).to.include({ isDefault: true, product: "Amazon EBS" });
  });

  it("repeats what could not be read", () => {
    const gap = {
      resource: "csidrivers",
      namespace: null,
      reason: "Forbidden",
      effect: "which drivers are installed is unknown",
    };
    expect(reportClasses(anInventory({ gaps: [gap] }))).to.deep.include({ items: [], gaps: [gap] });
  });

  it("is none where the classes could not be read", () => {
    const gap = {
      resource: "storageclasses",
      namespace: null,
      reason: "Forbidden",
      effect: "the classes are unknown",
    };
    const extents = { ...readAsAWhole(), storageclasses: { of: "none" } } as const;
    expect(findUnreadClasses(anInventory({ extents, gaps: [gap] }))).to.equal("Forbidden");
    expect(findUnreadClasses(anInventory({}))).to.equal(null);
  });
});
