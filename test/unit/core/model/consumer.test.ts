import { expect } from "chai";
import {
  canWrite,
  isLive,
  isSameConsumer,
  isToStart,
} from "../../../../src/core/model/consumer.ts";
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

  it("is to start where it has not run and is not over", () => {
    const states = ["running", "waiting", "unscheduled", "terminating", "planned"] as const;
    expect(states.filter((state) => isToStart(aConsumer({ state })))).to.deep.equal([
      "waiting",
      "unscheduled",
      "planned",
    ]);
  });

  it("is the same pod by its uid, and the same template by its workload", () => {
    const pod = aConsumer();
    expect(isSameConsumer(pod, { ...pod, node: "node-b", mounts: [] })).to.equal(true);
    expect(isSameConsumer(pod, { ...pod, podUid: "uid-earlier" })).to.equal(false);
    const template = aConsumer({ pod: null, podUid: null, workload: { kind: "Job", name: "a" } });
    expect(isSameConsumer(template, { ...template })).to.equal(true);
    expect(
      isSameConsumer(template, { ...template, workload: { kind: "Job", name: "b" } }),
    ).to.equal(false);
    expect(isSameConsumer(template, { ...pod, pod: "Job", podUid: "a" })).to.equal(false);
  });

  it("can write where one of its mounts may", () => {
    const readOnly = aMount({ readOnly: true });
    expect(canWrite(aConsumer({ mounts: [readOnly, aMount()] }))).to.equal(true);
    expect(canWrite(aConsumer({ mounts: [readOnly, readOnly] }))).to.equal(false);
    expect(canWrite(aConsumer({ mounts: [aMount({ readOnly: null })] }))).to.equal(true);
    expect(canWrite(aConsumer({ mounts: [] }))).to.equal(false);
  });
});
