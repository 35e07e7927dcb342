import { expect } from "chai";
import { isFinished } from "../../../../src/core/model/pod.ts";
import { aPod } from "../objects.ts";

describe("a pod", () => {
  it("is finished where it succeeded or failed", () => {
    const phases = ["Pending", "Running", "Succeeded", "Failed", "Unknown", null];
    const finished = phases.filter((phase) => isFinished(aPod("web-0", {}, { phase })));
    expect(finished).to.deep.equal(["Succeeded", "Failed"]);
  });
});
