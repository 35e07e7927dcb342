import { expect } from "chai";
import { impersonationHeaders } from "../../../../src/sources/cluster/impersonation.ts";

describe("the headers to act as another user", () => {
  it("are none without a user", () => {
    expect(impersonationHeaders({ token: "secret" })).to.deep.equal({});
  });

  it("name user, uid, groups and extra values", () => {
    expect(
      impersonationHeaders({
        as: "carol",
        "as-uid": "7",
        "as-groups": ["dev", "ops"],
        "as-user-extra": { reason: ["a", "b"], "example.com/übung%": ["c"] },
      }),
    ).to.deep.equal({
      "Impersonate-User": "carol",
      "Impersonate-Uid": "7",
      "Impersonate-Group": ["dev", "ops"],
      "Impersonate-Extra-reason": ["a", "b"],
      "Impersonate-Extra-example.com%2F%C3%BCbung%25": ["c"],
    });
  });
});
