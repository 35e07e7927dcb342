import { expect } from "chai";
import { canWrite, isLive } from "../../../../src/core/model/consumer.ts";
import { aConsumer, aMount } from "../objects.ts";

describe("a consumer", () => {
  it("is live until it is finished, and not before there is a pod", () => {
    const live = [
      "running",
      "waiting",
      "unscheduled",
      "terminating",
      "finished",
      "planned",
      "unknown",
    ] as const;
    expect(live.filter((state) => isLive(aConsumer({ state })))).to.deep.equal([
      "running",
      "waiting",
      "unscheduled",
      "terminating",
      "unknown",
    ]);
  });

  it("can write where one of its mounts may", () => {
    const readOnly = aMount({ readOnly: true });
    expect(canWrite(aConsumer({ mounts: [readOnly, aMount()] }))).to.equal(true);
    expect(canWrite(aConsumer({ mounts: [readOnly, readOnly] }))).to.equal(false);
    expect(canWrite(aConsumer({ mounts: [aMount({ readOnly: null })] }))).to.equal(true);
    expect(canWrite(aConsumer({ mounts: [] }))).to.equal(false);
  });
});
