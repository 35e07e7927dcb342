import { expect } from "chai";
import { recreate } from "../../../../src/scaffold/claims/recreate.ts";

describe("the rollout of a Deployment with one claim", () => {
  it("says what would keep one more pod from the claim: the node, or the old pod", () => {
    expect(recreate("ReadWriteOnce").reason.text).to.contain("on another node");
    expect(recreate("ReadWriteOncePod").reason.text)
      .to.contain("stays Pending")
      .and.not.to.contain("another node");
    expect(recreate("ReadWriteOncePod").value).to.deep.equal({ type: "Recreate" });
  });
});
