import { expect } from "chai";
import type { Inventory } from "../../../../../../src/core/model/inventory.ts";
import type { Pod } from "../../../../../../src/core/model/pod.ts";
import type { PodExplanation } from "../../../../../../src/core/reports/object/object-report.ts";
import { reportObject } from "../../../../../../src/core/reports/object/report-object.ts";
import {
  aClaim,
  aContainer,
  aDriver,
  aNode,
  anAttachment,
  anEvent,
  anInventory,
  aPod,
  aProgress,
  aStorageClass,
  aVolume,
  claimSource,
  emptyDir,
  readAsAWhole,
} from "../../../objects.ts";

const sources = { data: claimSource("media") };
const disk = {
  nodes: [aNode("node-a"), aNode("node-b")],
  claims: [aClaim("media")],
  volumes: [aVolume("media")],
  drivers: [aDriver("ebs.csi.aws.com")],
  classes: [aStorageClass("gp3")],
};
const attached = { ...disk, attachments: [anAttachment("media")] };

function explain(
  pod: Pod,
  others: Partial<Parameters<typeof anInventory>[0]> = {},
): PodExplanation {
  const inventory: Inventory = anInventory({ ...attached, pods: [pod], ...others });
  const answer = reportObject(inventory, {
    target: { type: "pod", name: pod.name },
    namespace: "shop",
    fallbackNamespace: null,
  });
  const [explanation] = answer.kind === "report" ? answer.report.pods : [];
  if (explanation === undefined) throw new Error(`${pod.name} is not explained`);
  return explanation;
}

function texts({ remarks }: PodExplanation): string[] {
  return remarks.map(({ text }) => text);
}

const creating = { container: "app", reason: "ContainerCreating", message: "" };
const pending = (changes: Parameters<typeof aProgress>[0], others: Partial<Pod> = {}) =>
  aPod("web-0", sources, { phase: "Pending", progress: aProgress(changes), ...others });

describe("why a pod does not start", () => {
  it("is not its storage where a container waits for its image", () => {
    const pod = explain(
      pending({
        waiting: [{ container: "app", reason: "ImagePullBackOff", message: "no such tag" }],
      }),
    );
    expect(pod.verdict).to.equal("other");
    expect(texts(pod)).to.deep.equal([
      "Container app waits: ImagePullBackOff, no such tag",
      "Its volumes are mounted: the node begins with containers only after that.",
      "Claim shop/media is bound to pv-media, which is attached to node-a.",
    ]);
  });

  it("is not its storage where an older event says so of volumes that are mounted by now", () => {
    const event = anEvent(
      'MountVolume.SetUp failed for volume "pv-media" : rpc error: code = Internal',
      { reason: "FailedMount" },
    );
    const mounting = explain(pending({ waiting: [creating] }), { events: [event] });
    expect(mounting.cause?.rule).to.equal("mount-failed");
    const pulling = { container: "app", reason: "ErrImagePull", message: "" };
    const pod = explain(pending({ waiting: [pulling] }), { events: [event] });
    expect(pod.verdict).to.equal("other");
    expect(pod.cause).to.equal(null);
  });

  it("is not its storage where an init container has started", () => {
    const pod = pending({ waiting: [{ ...creating, reason: "PodInitializing" }] });
    pod.spec.containers.push({ ...aContainer("setup"), type: "init" });
    expect(explain(pod).verdict).to.equal("other");
  });

  it("cannot be told while init containers wait as well", () => {
    const pod = pending({
      waiting: [
        { ...creating, container: "setup", reason: "PodInitializing" },
        { ...creating, reason: "PodInitializing" },
      ],
    });
    pod.spec.containers.push({ ...aContainer("setup"), type: "init" });
    expect(explain(pod).verdict).to.equal("unknown");
  });

  it("is not its storage where its network fails", () => {
    const event = anEvent("no network", { reason: "FailedCreatePodSandBox" });
    expect(explain(pending({ waiting: [creating] }), { events: [event] }).verdict).to.equal(
      "other",
    );
  });

  it("cannot be told where all is attached and nobody says what is awaited", () => {
    const pod = explain(pending({ waiting: [creating] }));
    expect(pod.verdict).to.equal("unknown");
    expect(pod.cause).to.equal(null);
    expect(texts(pod)[0]).to.include("Neither its status nor an event says");
  });

  it("cannot be told where what would tell it was not read, and that is named", () => {
    const pod = explain(pending({ waiting: [creating] }), {
      attachments: [],
      extents: {
        ...readAsAWhole(),
        volumeattachments: { of: "none" },
        events: { of: "none" },
      },
      gaps: [
        { resource: "volumeattachments", namespace: null, reason: "Forbidden", effect: "…" },
        { resource: "events", namespace: "shop", reason: "Forbidden", effect: "…" },
      ],
    });
    expect(pod.verdict).to.equal("unknown");
    expect(texts(pod)[0]).to.equal(
      "Not read, though it may tell: volumeattachments (Forbidden), events (Forbidden).",
    );
  });

  it("is what the scheduler says where that is no word of storage", () => {
    const pod = explain(
      pending(
        { unschedulable: { reason: "Unschedulable", message: "0/2 nodes: 2 Insufficient cpu." } },
        { node: null },
      ),
    );
    expect(pod.verdict).to.equal("other");
    expect(texts(pod)[0]).to.equal("The scheduler says: 0/2 nodes: 2 Insufficient cpu.");
  });

  it("is the event of the scheduler where the status says nothing", () => {
    const pod = explain(pending({}, { node: null }), {
      events: [anEvent("0/2 nodes: 2 Insufficient memory.", { reason: "FailedScheduling" })],
    });
    expect(pod.verdict).to.equal("other");
  });

  it("cannot be told where the scheduler has said nothing yet", () => {
    expect(explain(pending({}, { node: null })).verdict).to.equal("unknown");
  });

  it("waits where waiting is all that is needed", () => {
    const holder = aPod("web-9", sources, {
      terminating: true,
      progress: aProgress({ deletedAt: "2026-11-22T23:00:10Z", gracePeriod: 30 }),
    });
    const waiting = pending({ waiting: [creating] }, { node: "node-b" });
    const pod = explain(waiting, { pods: [holder, waiting] });
    expect(pod.cause?.outlook.endsByItself).to.equal(true);
    expect(pod.verdict).to.equal("waits");
  });

  it("cannot be told of a pod whose node does not say", () => {
    const pod = explain(aPod("web-0", sources, { phase: "Unknown", progress: aProgress() }));
    expect(pod.verdict).to.equal("unknown");
    expect(texts(pod)[0]).to.include("node node-a does not tell");
  });

  it("is left open where a volume is on its way and nothing tells how it ends", () => {
    const pod = explain(pending({ waiting: [creating] }, { node: "node-b" }), {
      attachments: [anAttachment("media", "node-b", { attached: false })],
    });
    expect(pod.cause?.rule).to.equal("waiting-for-attach");
    expect(pod.verdict).to.equal("unknown");
  });
});

describe("what a pod has to do with its storage", () => {
  it("is with whom it shares what, and what is lost with it", () => {
    const pod = aPod("web-0", { ...sources, tmp: emptyDir }, { progress: aProgress() });
    pod.spec.containers.push(aContainer("log", "tmp"));
    const explanation = explain(pod, { pods: [pod, aPod("web-1", sources)] });
    expect(explanation.verdict).to.equal("started");
    expect(texts(explanation)).to.deep.equal([
      "Claim shop/media (RWO) is also used by pod web-1 on node-a.",
      "emptyDir tmp is shared by app and log.",
      "app and log share one network: they reach each other on localhost, and no two can have the same port.",
      "When the pod is deleted or moves, emptyDir tmp is lost; the restart of a container keeps it.",
    ]);
  });

  it("is not said to be nobody else's where not all pods were read", () => {
    const pod = aPod("web-0", sources, { progress: aProgress() });
    const explanation = explain(pod, {
      extents: { ...readAsAWhole(), pods: { of: "some" } },
    });
    expect(texts(explanation)).to.deep.equal([
      "Whether another pod uses claim shop/media was not read.",
    ]);
  });

  it("is the claim that it keeps from deletion after it has ended", () => {
    const pod = explain(aPod("web-0", sources, { phase: "Succeeded", progress: aProgress() }));
    expect(pod.verdict).to.equal("started");
    expect(texts(pod)[0]).to.include("claim shop/media cannot be deleted");
  });

  it("is what it holds on a dead node that cannot end it", () => {
    const pod = explain(
      aPod("web-0", sources, {
        terminating: true,
        progress: aProgress({ deletedAt: "2026-11-22T22:00:00Z" }),
      }),
      { nodes: [aNode("node-a", { ready: "Unknown" }), aNode("node-b")] },
    );
    const said = texts(pod);
    expect(said[0]).to.equal(
      "It is being deleted: it was to be gone by 2026-11-22T22:00:00Z, and is still there.",
    );
    expect(said[1]).to.include("stays Terminating");
    expect(said[2]).to.include("node.kubernetes.io/out-of-service=nodeshutdown:NoExecute");
    expect(said.at(-1)).to.equal(
      "It still holds claim shop/media, whose volume is attached to node-a.",
    );
  });

  it("is left open where only the files may lack its claim", () => {
    const pod = explain(aPod("web-0", sources, { uid: null, phase: null, node: null }), {
      source: { kind: "snapshot", files: ["pod.yaml"] },
      claims: [],
      attachments: [],
    });
    expect(pod.cause?.rule).to.equal("claim-not-found");
    expect(pod.verdict).to.equal("unknown");
  });

  it("is planned where nothing is found against a manifest", () => {
    const pod = explain(aPod("web-0", { tmp: emptyDir }, { uid: null, phase: null, node: null }));
    expect(pod.verdict).to.equal("planned");
  });
});
