import { expect } from "chai";
import { RESOURCES } from "../../../../src/core/model/resource.ts";
import { toGap } from "../../../../src/sources/cluster/gap.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";

const because = (reason: string) => new SourceError(reason, reason);

describe("a gap", () => {
  it("says what could not be read, where, why, and what is unknown for it", () => {
    expect(toGap("persistentvolumes", null, because("Forbidden"))).to.deep.equal({
      resource: "persistentvolumes",
      namespace: null,
      reason: "Forbidden",
      effect: "drivers, handles and mount options of volumes are unknown",
    });
    expect(toGap("events", "shop", because("NotFound"))).to.include({
      namespace: "shop",
      reason: "NotFound",
    });
  });

  it("says of a read in detail what is unknown of details", () => {
    const effect = (details: boolean) =>
      toGap("nodes", null, because("Forbidden"), details)?.effect;
    expect(effect(false)).to.equal("how many nodes the cluster has is unknown");
    expect(effect(true)).to.equal("zones, labels and health of nodes are unknown");
  });

  it("is left by every refusal of one resource", () => {
    const reasons = [
      "Forbidden",
      "NotFound",
      "MethodNotAllowed",
      "NotAcceptable",
      "Timeout",
      "Expired",
      "TooManyRequests",
      "InternalError",
      "ServiceUnavailable",
    ];
    for (const reason of reasons) {
      expect(toGap("nodes", null, because(reason)), reason).to.include({ reason });
    }
  });

  it("is not left by a failure of the whole answer", () => {
    const reasons = ["Unreachable", "Unauthorized", "Certificate", "Aborted", "InvalidAnswer"];
    for (const reason of reasons) {
      expect(toGap("nodes", null, because(reason)), reason).to.equal(null);
    }
    expect(toGap("nodes", null, new TypeError("a mistake of ours"))).to.equal(null);
  });

  it("is not left by pods: without them there is no answer", () => {
    expect(toGap("pods", null, because("Forbidden"))).to.equal(null);
  });

  it("is told for everything else that a cluster is asked for", () => {
    const untold = RESOURCES.filter(
      (resource) => toGap(resource, null, because("Forbidden")) === null,
    );
    expect(untold).to.deep.equal([
      "pods",
      "daemonsets",
      "jobs",
      "cronjobs",
      "replicationcontrollers",
    ]);
  });
});
