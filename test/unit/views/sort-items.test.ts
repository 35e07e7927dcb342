import { expect } from "chai";
import { sortItems } from "../../../src/views/sort-items.ts";
import { ViewError } from "../../../src/views/view-error.ts";
import { shop } from "./sample-reports.ts";

function sort(values: unknown[], path = ".v"): unknown[] {
  const items = values.map((v) => (v === undefined ? {} : { v }));
  return sortItems({ items }, path).items.map(({ v }) => v);
}

describe("--sort-by", () => {
  it("takes a path with or without braces and the leading dot", () => {
    for (const path of ["storage.name", ".storage.name", "{storage.name}", "{.storage.name}"]) {
      const names = sortItems(shop, path).items.map(({ storage }) => storage.name);
      expect(names).to.deep.equal(["db-data", "media", "old-logs"]);
    }
  });

  it("leaves the rest of the report as it is, in its order", () => {
    const sorted = sortItems(shop, ".sharing.nodes");
    expect(Object.keys(sorted)).to.deep.equal(Object.keys(shop));
    expect({ ...sorted, items: shop.items }).to.deep.equal(shop);
  });

  it("orders numbers by size and names by character", () => {
    expect(sort([10, 9, 100])).to.deep.equal([9, 10, 100]);
    expect(sort(["b", "B", "a", "a-b"])).to.deep.equal(["B", "a", "a-b", "b"]);
  });

  it("orders quantities by what they mean", () => {
    expect(sort(["10Gi", "9Gi", "1Ti", "512Mi", "1G", "500m", "1e3", "8E"])).to.deep.equal([
      "500m",
      "1e3",
      "512Mi",
      "1G",
      "9Gi",
      "10Gi",
      "1Ti",
      "8E",
    ]);
  });

  it("puts items without the field first, then those where it is not known", () => {
    expect(sort(["b", null, undefined, "a"])).to.deep.equal([undefined, null, "a", "b"]);
  });

  it("keeps the order of equal ones", () => {
    const items = [
      { v: 1, n: "x" },
      { v: 0, n: "y" },
      { v: 1, n: "z" },
    ];
    expect(sortItems({ items }, "v").items.map(({ n }) => n)).to.deep.equal(["y", "x", "z"]);
  });

  it("is refused in kubectl's words", () => {
    expect(() => sort([1], ".nosuch")).to.throw(
      ViewError,
      `couldn't find any field with path "{.nosuch}" in the list of objects`,
    );
    expect(() => sort([1], "{.a}{.b}")).to.throw(ViewError, "unexpected path string");
    expect(() => sort([1], ".v[")).to.throw(ViewError, "{.v[}: unterminated array");
    expect(() => sort([{ a: 1 }])).to.throw(
      ViewError,
      "Field {.v} is an unsortable type: map[string]interface {}",
    );
  });

  it("has nothing to find in an empty list, and does not fail", () => {
    expect(sort([], ".nosuch")).to.deep.equal([]);
  });
});
