import { expect } from "chai";
import { formatAge } from "../../../src/views/age.ts";

const READ_AT = "2026-11-22T23:00:00Z";
const DAY = 24 * 3600;

describe("an age", () => {
  // Expected values are those of apimachinery's HumanDuration.
  const AGES: [seconds: number, text: string][] = [
    [-5, "<invalid>"],
    [-1, "0s"],
    [0, "0s"],
    [119, "119s"],
    [120, "2m"],
    [330, "5m30s"],
    [600, "10m"],
    [10799, "179m"],
    [10800, "3h"],
    [11520, "3h12m"],
    [8 * 3600, "8h"],
    [47 * 3600, "47h"],
    [2 * DAY + 4 * 3600, "2d4h"],
    [8 * DAY, "8d"],
    [400 * DAY, "400d"],
    [3 * 365 * DAY + 12 * DAY, "3y12d"],
    [9 * 365 * DAY, "9y"],
  ];

  for (const [seconds, text] of AGES) {
    it(`of ${seconds} seconds is ${text}, as kubectl writes it`, () => {
      const createdAt = new Date(Date.parse(READ_AT) - seconds * 1000).toISOString();
      expect(formatAge(createdAt, READ_AT)).to.equal(text);
    });
  }

  it("is unknown where either time is", () => {
    expect(formatAge(null, READ_AT)).to.equal("<unknown>");
    expect(formatAge(READ_AT, null)).to.equal("<unknown>");
  });
});
