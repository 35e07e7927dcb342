import { expect } from "chai";
import { readWarnings } from "../../../../../src/sources/cluster/http/warning-header.ts";

describe("the Warning header", () => {
  it("holds one text, or several", () => {
    expect(readWarnings('299 - "one"')).to.deep.equal(["one"]);
    expect(
      readWarnings('299 - "one, or two" "Wed, 21 Oct 2015 07:28:00 GMT", 299 agent "three"'),
    ).to.deep.equal(["one, or two", "three"]);
  });

  it("may hold quotes and backslashes", () => {
    expect(readWarnings(String.raw`299 - "say \"hi\" \\ bye"`)).to.deep.equal(['say "hi" \\ bye']);
  });

  it("holds nothing for users with another code, in another form, or when it is absent", () => {
    expect(readWarnings('110 anyproxy "Response is stale"')).to.deep.equal([]);
    expect(readWarnings("299 - unquoted")).to.deep.equal([]);
    expect(readWarnings(undefined)).to.deep.equal([]);
  });
});
