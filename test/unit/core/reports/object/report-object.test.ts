import { expect } from "chai";
import type { Inventory } from "../../../../../src/core/model/inventory.ts";
import type { TargetType } from "../../../../../src/core/model/read-request.ts";
import type { ObjectReport } from "../../../../../src/core/reports/object/object-report.ts";
import { reportObject } from "../../../../../src/core/reports/object/report-object.ts";
import {
  aClaim,
  aClaimTemplate,
  aDriver,
  aNode,
  anAttachment,
  anInventory,
  aPod,
  aProgress,
  aStorageClass,
  aVolume,
  aWorkload,
  claimSource,
  emptyDir,
  readAsAWhole,
} from "../../objects.ts";

const sources = { data: claimSource("media") };
const nodes = [aNode("node-a"), aNode("node-b")];
const disk = {
  nodes,
  claims: [aClaim("media")],
  volumes: [aVolume("media")],
  drivers: [aDriver("ebs.csi.aws.com")],
  classes: [aStorageClass("gp3")],
};
const holder = aPod("web-0", sources);
const waiting = aPod("web-1", sources, {
  node: "node-b",
  phase: "Pending",
  progress: aProgress(),
});
const heldDisk = anInventory({
  ...disk,
  attachments: [anAttachment("media")],
  pods: [holder, waiting],
});

function ask(
  inventory: Inventory,
  type: TargetType,
  name: string,
  namespace: string | null = "shop",
) {
  return reportObject(inventory, { target: { type, name }, namespace, fallbackNamespace: null });
}

function report(inventory: Inventory, type: TargetType, name: string): ObjectReport {
  const answer = ask(inventory, type, name, type === "node" ? null : "shop");
  if (answer.kind !== "report") throw new Error(`${type}/${name} is ${answer.kind}`);
  return answer.report;
}

describe("the report on an object", () => {
  it("puts the one cause of a stuck pod into its headline", () => {
    const { headline, pods } = report(heldDisk, "pod", "web-1");
    const [pod] = pods;
    expect(pod?.verdict).to.equal("stuck");
    expect(pod?.cause?.rule).to.equal("waiting-for-attach");
    expect(headline).to.equal(pod?.cause?.message);
  });

  it("does not tell a finding again that is told as a cause", () => {
    const { findings } = report(heldDisk, "pod", "web-1");
    expect(findings.map(({ finding }) => finding.rule)).not.to.include("waiting-for-attach");
    const { findings: ofHolder } = report(heldDisk, "pod", "web-0");
    expect(ofHolder.map(({ finding }) => finding.rule)).to.include("waiting-for-attach");
  });

  it("has no finding about another pod for its headline", () => {
    const run = { image: "busybox", command: [], tty: false, hasStartupProbe: false };
    const idle = aPod("idle", sources);
    for (const container of idle.spec.containers) container.run = run;
    const inventory = anInventory({ ...disk, pods: [aPod("web-0", sources), idle] });
    for (const [type, name] of [
      ["pod", "web-0"],
      ["claim", "media"],
      ["volume", "pv-media"],
    ] as const) {
      const { headline, findings } = report(inventory, type, name);
      expect(findings.map(({ finding }) => finding.rule)).to.include("shell-without-command");
      expect(headline, type).not.to.include("command");
    }
  });

  it("tells the scheduler's words once, below the headline", () => {
    const words = "0/3 nodes are available: 3 Insufficient cpu.";
    const progress = aProgress({ unschedulable: { reason: "Unschedulable", message: words } });
    const pod = aPod("web-9", sources, { node: null, phase: "Pending", progress });
    const { headline, pods } = report(anInventory({ ...disk, pods: [pod] }), "pod", "web-9");
    expect(pods[0]?.verdict).to.equal("other");
    expect(pods[0]?.remarks[0]?.text).to.equal(`The scheduler says: ${words}`);
    expect(headline).to.match(/not because of its storage: the scheduler gives it no node\.$/);
  });

  it("names the container that waits, though the pod runs", () => {
    const waiting = [{ container: "app", reason: "CrashLoopBackOff", message: "back-off 5m0s" }];
    const pod = aPod("web-9", sources, { progress: aProgress({ waiting }) });
    const { headline } = report(anInventory({ ...disk, pods: [pod] }), "pod", "web-9");
    expect(headline).to.include("container app waits (CrashLoopBackOff)");
    expect(headline).not.to.include("back-off");
  });

  it("is there for a claim of 16,000 pods", () => {
    const pods = Array.from({ length: 16_000 }, (_, index) =>
      aPod(`web-${index}`, sources, {
        uid: `uid-${index}`,
        node: null,
        phase: "Pending",
        progress: aProgress(),
      }),
    );
    const { pods: told } = report(anInventory({ ...disk, pods }), "claim", "media");
    expect(told).to.have.length(16_000);
  }).timeout(5000);

  it("names the pods of a claim that do not start, and leaves out those that run", () => {
    const { pods, claims } = report(heldDisk, "claim", "media");
    expect(pods.map(({ name }) => name)).to.deep.equal(["web-1"]);
    expect(claims.map(({ id }) => id)).to.deep.equal(["PersistentVolumeClaim/shop/media"]);
  });

  it("has the claims of a pod, and of a volume the one that it is bound to", () => {
    expect(report(heldDisk, "pod", "web-0").claims).to.have.length(1);
    const answer = ask(heldDisk, "volume", "pv-media", null);
    expect(answer.kind === "report" && answer.report.claims[0]?.id).to.equal(
      "PersistentVolumeClaim/shop/media",
    );
  });

  it("says that there is no such object, with the names that there are", () => {
    const answer = ask(heldDisk, "pod", "web-7");
    expect(answer).to.deep.equal({
      kind: "missing",
      missing: {
        type: "pod",
        resource: "pods",
        name: "web-7",
        isSure: true,
        candidates: ["web-0", "web-1"],
      },
    });
  });

  it("is not sure of that where the objects could not be read", () => {
    const inventory = anInventory({ extents: { ...readAsAWhole(), pods: { of: "none" } } });
    const answer = ask(inventory, "pod", "web-7");
    expect(answer.kind === "missing" && answer.missing.isSure).to.equal(false);
  });

  it("asks for the namespace where several have an object of the name", () => {
    const inventory = anInventory({
      pods: [holder, aPod("web-0", sources, { namespace: "lab" })],
    });
    expect(ask(inventory, "pod", "web-0", null)).to.deep.equal({
      kind: "ambiguous",
      namespaces: ["lab", "shop"],
    });
    expect(ask(inventory, "pod", "web-0").kind).to.equal("report");
  });

  it("knows a claim that only pods name", () => {
    const { claims, headline } = report(anInventory({ pods: [waiting] }), "claim", "media");
    expect(claims[0]?.storage.exists).to.equal(false);
    expect(headline).to.include("shop/media does not exist");
  });

  it("knows the claim that a StatefulSet wants and has not got", () => {
    const statefulSet = aWorkload(
      "db",
      {},
      {
        kind: "StatefulSet",
        replicas: 2,
        claimTemplates: [aClaimTemplate("data")],
      },
    );
    const inventory = anInventory({
      claims: [aClaim("data-db-0")],
      volumes: [aVolume("data-db-0")],
      pods: [
        aPod(
          "db-0",
          { data: claimSource("data-db-0") },
          {
            owner: { kind: "StatefulSet", name: "db", uid: null },
          },
        ),
      ],
      workloads: [statefulSet],
    });
    const { claims, pods } = report(inventory, "statefulset", "db");
    expect(claims.map(({ storage }) => storage.name)).to.deep.equal(["data-db-0", "data-db-1"]);
    expect(claims.map(({ storage }) => storage.planned)).to.deep.equal([false, true]);
    // Its pod has no name yet, but its template has one.
    expect(pods.map(({ name, workload }) => [name, workload?.name])).to.deep.equal([[null, "db"]]);
  });

  it("says nothing of templates whose Deployment wants no pod", () => {
    const inventory = anInventory({
      ...disk,
      workloads: [aWorkload("web", sources, { replicas: 0 })],
    });
    expect(report(inventory, "deployment", "web").pods).to.deep.equal([]);
  });

  it("runs no rule on kinds of storage that the object has nothing to do with", () => {
    const inventory = anInventory({
      pods: [aPod("web-0", { tmp: emptyDir })],
      extents: { ...readAsAWhole(), persistentvolumes: { of: "none" } },
    });
    const { rulesRun, rulesNotRun } = report(inventory, "pod", "web-0");
    expect(rulesNotRun).to.deep.equal([]);
    expect(rulesRun).not.to.include("waiting-for-attach");
  });

  it("is the same whatever order its objects come in", () => {
    const reversed = { ...heldDisk, pods: heldDisk.pods.toReversed() };
    expect(report(reversed, "claim", "media")).to.deep.equal(report(heldDisk, "claim", "media"));
  });
});
