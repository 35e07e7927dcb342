import { expect } from "chai";
import { decodePod } from "../../../../src/sources/decode/pod.ts";

const progressOf = (object: object) =>
  decodePod({ metadata: { namespace: "shop", name: "web-0" }, ...object }, true).progress;

describe("how far a pod has come", () => {
  it("is nothing to tell of a manifest", () => {
    expect(progressOf({})).to.deep.equal({
      placement: {
        nodeName: null,
        nodeSelector: {},
        togetherOn: [],
        affinityNodes: null,
        affinityTerms: null,
        dependsOnPods: false,
      },
      unschedulable: null,
      waiting: [],
      deletedAt: null,
      gracePeriod: null,
    });
  });

  it("is why it has no node, in the scheduler's words", () => {
    const scheduled = (status: string, others: object = {}) =>
      progressOf({
        status: {
          conditions: [
            { type: "Ready", status: "False", reason: "ContainersNotReady" },
            { type: "PodScheduled", status, ...others },
          ],
        },
      })?.unschedulable;
    const words = { reason: "Unschedulable", message: "0/2 nodes are available" };
    expect(scheduled("False", words)).to.deep.equal(words);
    expect(scheduled("False", { reason: "SchedulingGated" })).to.deep.equal({
      reason: "SchedulingGated",
      message: "",
    });
    expect(scheduled("True")).to.equal(null);
  });

  it("is which containers wait, those that start first first, and no others", () => {
    const waiting = (name: string, reason: string, message?: string) => ({
      name,
      state: { waiting: { reason, message } },
    });
    const status = {
      containerStatuses: [
        waiting("app", "PodInitializing"),
        { name: "proxy", state: { running: { startedAt: null } } },
        { name: "new", state: {} },
      ],
      initContainerStatuses: [waiting("setup", "ImagePullBackOff", "no such image")],
    };
    expect(progressOf({ status })?.waiting).to.deep.equal([
      { container: "setup", reason: "ImagePullBackOff", message: "no such image" },
      { container: "app", reason: "PodInitializing", message: "" },
    ]);
  });

  it("is when it is to be gone, and how long it has to stop; none at all is a time too", () => {
    const metadata = {
      namespace: "shop",
      name: "web-0",
      deletionTimestamp: "2026-11-22T23:00:00Z",
      deletionGracePeriodSeconds: 0,
    };
    expect(progressOf({ metadata })).to.include({
      deletedAt: "2026-11-22T23:00:00Z",
      gracePeriod: 0,
    });
  });

  it("is where it may go, by its own labels", () => {
    const term = (app: string) => ({
      labelSelector: { matchLabels: { app } },
      topologyKey: `with-${app}`,
    });
    const podAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [term("web"), term("db")],
    };
    expect(
      progressOf({
        metadata: { namespace: "shop", name: "web-0", labels: { app: "web" } },
        spec: { nodeSelector: { disk: "ssd" }, affinity: { podAffinity } },
      })?.placement,
    ).to.deep.include({ nodeSelector: { disk: "ssd" }, togetherOn: ["with-web"] });
  });
});
