import { expect } from "chai";
import type { Pod } from "../../../../src/core/model/pod.ts";
import { stateOf } from "../../../../src/core/sharing/consumer-state.ts";
import { aPod } from "../objects.ts";

const state = (changes: Partial<Pod>) => stateOf(aPod("web-0", {}, changes));

describe("the state of a consumer", () => {
  it("is running where its phase says so", () => {
    expect(state({ phase: "Running" })).to.equal("running");
  });

  it("tells a pod that waits for its volume from one that has no node", () => {
    expect(state({ phase: "Pending", node: "node-a" })).to.equal("waiting");
    expect(state({ phase: "Pending", node: null })).to.equal("unscheduled");
  });

  it("is terminating whatever the phase, but for pods that are finished", () => {
    expect(state({ phase: "Running", terminating: true })).to.equal("terminating");
    expect(state({ phase: "Pending", node: null, terminating: true })).to.equal("terminating");
    expect(state({ phase: "Succeeded", terminating: true })).to.equal("finished");
  });

  it("is finished where nothing of it will run again, with or without a node", () => {
    expect(state({ phase: "Succeeded" })).to.equal("finished");
    expect(state({ phase: "Failed", node: null })).to.equal("finished");
  });

  it("is planned where no server has seen it", () => {
    expect(state({ phase: null, node: null })).to.equal("planned");
    expect(state({ phase: null, terminating: true })).to.equal("planned");
  });

  it("is unknown where the node has gone silent", () => {
    expect(state({ phase: "Unknown" })).to.equal("unknown");
  });
});
