import { expect } from "chai";
import { json } from "../../../src/views/json.ts";
import { broad, crowd, hostile, mixed, nothing, planned, shop, unknown } from "./sample-reports.ts";

describe("JSON", () => {
  for (const [name, report] of Object.entries({
    shop,
    mixed,
    unknown,
    broad,
    crowd,
    planned,
    nothing,
  })) {
    it(`of ${name} is the report as JSON.stringify prints it with four blanks`, () => {
      const expected = `${JSON.stringify(report, null, 4)}\n`;
      expect([...json(report)].join("")).to.equal(expected);
    });
  }

  it("reads back as the report, hostile names and all, with nothing raw in it", () => {
    const text = [...json(hostile)].join("");
    expect(JSON.parse(text)).to.deep.equal(hostile);
    expect(text.replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
  });

  it("comes item by item", () => {
    const longest = Math.max(...Array.from(json(shop), (piece) => piece.length));
    expect(longest).to.be.below(JSON.stringify(shop, null, 4).length / 2);
  });
});
