import { expect } from "chai";
import fc from "fast-check";
import type { Consumer, ConsumerState } from "../../../../src/core/model/consumer.ts";
import { countSharing } from "../../../../src/core/sharing/count-sharing.ts";
import { aConsumer, aMount } from "../objects.ts";

const on = (node: string | null, changes: Partial<Consumer> = {}) =>
  aConsumer({ node, ...changes });

const twoContainers = [aMount({ container: "app" }), aMount({ container: "sidecar" })];

const readOnly = [aMount({ readOnly: true })];

const unsure = [aMount({ readOnly: null })];

describe("how far sharing reaches", () => {
  it("is nowhere with nobody, and with one container", () => {
    expect(countSharing([])).to.deep.equal({ scope: "none", pods: 0, nodes: 0, writers: 0 });
    expect(countSharing([on("node-a")])).to.deep.equal({
      scope: "none",
      pods: 1,
      nodes: 1,
      writers: 1,
    });
  });

  it("is within one pod where several of its containers mount it", () => {
    expect(countSharing([on("node-a", { mounts: twoContainers })]).scope).to.equal("pod");
    const twice = [aMount(), aMount({ path: "/again" })];
    expect(countSharing([on("node-a", { mounts: twice })]).scope).to.equal("none");
  });

  it("is a node, or the cluster", () => {
    expect(countSharing([on("node-a"), on("node-a")])).to.deep.equal({
      scope: "node",
      pods: 2,
      nodes: 1,
      writers: 2,
    });
    expect(countSharing([on("node-a"), on("node-b"), on("node-b")])).to.deep.equal({
      scope: "cluster",
      pods: 3,
      nodes: 2,
      writers: 3,
    });
  });

  it("counts pods that wait for a node, without knowing how far they will reach", () => {
    expect(countSharing([on("node-a"), on(null, { state: "unscheduled" })])).to.include({
      scope: null,
      pods: 2,
      nodes: 1,
    });
    const nobodyPlaced = [on(null, { state: "unscheduled" }), on(null, { state: "unscheduled" })];
    expect(countSharing(nobodyPlaced)).to.include({ scope: null, pods: 2, nodes: 0 });
  });

  it("does not count who is finished or only planned", () => {
    const gone = [on("node-b", { state: "finished" }), on(null, { state: "planned" })];
    expect(countSharing([on("node-a"), ...gone])).to.deep.equal(countSharing([on("node-a")]));
  });

  it("is known of one planned pod alone: whether its containers share", () => {
    const planned = (changes: Partial<Consumer>) => on(null, { state: "planned", ...changes });
    expect(countSharing([planned({ mounts: twoContainers })])).to.deep.equal({
      scope: "pod",
      pods: 0,
      nodes: 0,
      writers: 0,
    });
    expect(countSharing([planned({})]).scope).to.equal("none");
    expect(countSharing([planned({ replicas: 3 })]).scope).to.equal(null);
    expect(countSharing([planned({ replicas: null })]).scope).to.equal(null);
    expect(countSharing([planned({}), planned({})]).scope).to.equal(null);
  });

  it("is unknown where the pods were not all read", () => {
    expect(countSharing(null)).to.deep.equal({
      scope: null,
      pods: null,
      nodes: null,
      writers: null,
    });
  });
});

describe("who can write", () => {
  it("is not who mounts it read-only, nor who mounts it nowhere", () => {
    const consumers = [on("a"), on("a", { mounts: readOnly }), on("a", { mounts: [] })];
    expect(countSharing(consumers)).to.include({ pods: 3, writers: 1 });
  });

  it("is unknown where it depends on a driver that nobody knows", () => {
    expect(countSharing([on("a"), on("a", { mounts: unsure })]).writers).to.equal(null);
    const surely = [on("a", { mounts: [...unsure, aMount()] })];
    expect(countSharing(surely).writers).to.equal(1);
  });
});

describe("any count of sharing", () => {
  const consumer = fc
    .record({
      node: fc.constantFrom("node-a", "node-b", null),
      state: fc.constantFrom<ConsumerState>("running", "waiting", "finished", "planned"),
      mounts: fc.constantFrom(twoContainers, readOnly, [aMount()]),
    })
    .map((changes) => aConsumer(changes));

  it("has no more writers than pods and no more nodes than pods", () => {
    fc.assert(
      fc.property(fc.array(consumer), (consumers) => {
        const { pods, nodes, writers } = countSharing(consumers);
        expect(writers).to.be.at.most(pods ?? -1);
        expect(nodes).to.be.at.most(pods ?? -1);
      }),
    );
  });

  it("does not depend on the order of the pods", () => {
    fc.assert(
      fc.property(fc.array(consumer), (consumers) => {
        expect(countSharing(consumers.toReversed())).to.deep.equal(countSharing(consumers));
      }),
    );
  });
});
