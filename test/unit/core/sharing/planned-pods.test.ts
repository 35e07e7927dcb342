import { expect } from "chai";
import {
  findPlannedPods,
  findUnplanned,
  MAX_PLANNED,
} from "../../../../src/core/sharing/planned-pods.ts";
import { aClaimTemplate, anInventory, aPod, aWorkload, claimSource, emptyDir } from "../objects.ts";

const dataTemplate = aClaimTemplate("data", { requested: "1Gi" });

const names = (inventory: ReturnType<typeof anInventory>) =>
  findPlannedPods(inventory).map(({ pod, replicas }) => [pod.name, replicas]);

describe("pods to be", () => {
  it("are told one by one up to a number, and the rest as a gap", () => {
    const db = aWorkload(
      "db",
      {},
      { kind: "StatefulSet", replicas: 2_000_000_000, claimTemplates: [dataTemplate] },
    );
    const inventory = anInventory({ workloads: [db] });
    // One for what its pods have in common.
    expect(names(inventory)).to.have.length(MAX_PLANNED + 1);
    expect(findUnplanned(inventory)).to.deep.equal([
      {
        resource: "statefulsets",
        namespace: "shop",
        reason: "TooManyReplicas",
        effect:
          "of the 2000000000 pods of StatefulSet db and their claims only the first 1000 are known",
      },
    ]);
    const small = { ...db, replicas: MAX_PLANNED };
    expect(findUnplanned(anInventory({ workloads: [small] }))).to.deep.equal([]);
    // Where its pods are there, nothing of it is planned.
    const owner = { kind: "StatefulSet", name: "db", uid: null };
    const pods = [aPod("db-0", {}, { owner })];
    expect(findUnplanned(anInventory({ workloads: [db], pods }))).to.deep.equal([]);
  });

  it("are one shape for each template, with its number", () => {
    const workloads = [
      aWorkload("web", { data: claimSource("media") }, { replicas: 3 }),
      aWorkload("agent", { data: claimSource("media") }, { kind: "DaemonSet", replicas: null }),
    ];
    expect(names(anInventory({ workloads }))).to.deep.equal([
      ["web", 3],
      ["agent", null],
    ]);
  });

  it("of a StatefulSet have a claim each, counted from its first ordinal", () => {
    const db = aWorkload(
      "db",
      {},
      {
        kind: "StatefulSet",
        replicas: 2,
        claimTemplates: [dataTemplate],
        firstOrdinal: 5,
      },
    );
    const [, ...own] = findPlannedPods(anInventory({ workloads: [db] }));
    expect(own.map(({ pod }) => pod.name)).to.deep.equal(["db-5", "db-6"]);
    expect(own.flatMap(({ claims }) => claims.map(({ name }) => name))).to.deep.equal([
      "data-db-5",
      "data-db-6",
    ]);
    expect(own[0]?.claims[0]).to.deep.include({
      namespace: "shop",
      isPlanned: true,
      phase: null,
      requested: "1Gi",
    });
    expect(own[0]?.pod.spec.volumes).to.deep.equal([
      { name: "data", source: claimSource("data-db-5") },
    ]);
  });

  it("of a StatefulSet have what the template names in common, but for what a claim replaces", () => {
    const sources = { data: emptyDir, shared: claimSource("media") };
    const db = aWorkload("db", sources, {
      kind: "StatefulSet",
      replicas: 2,
      claimTemplates: [dataTemplate],
    });
    const [common] = findPlannedPods(anInventory({ workloads: [db] }));
    expect(common?.replicas).to.equal(2);
    expect(common?.pod.spec.volumes).to.deep.equal([
      { name: "shared", source: claimSource("media") },
    ]);
  });

  it("are no plan any more once a pod of the workload is there", () => {
    const owner = { kind: "ReplicaSet", name: "web-7d9f", uid: null };
    const controllers = new Map([
      ["ReplicaSet/shop/web-7d9f", { kind: "Deployment", name: "web", uid: null }],
    ]);
    const workloads = [aWorkload("web", {}), aWorkload("other", {})];
    const withPod = (phase: string) =>
      names(anInventory({ workloads, controllers, pods: [aPod("web-x", {}, { owner, phase })] }));
    expect(withPod("Running")).to.deep.equal([["other", 1]]);
    expect(withPod("Failed")).to.deep.equal([
      ["web", 1],
      ["other", 1],
    ]);
  });

  it("of a Job are done with its first pod, also a finished one", () => {
    const job = aWorkload("once", {}, { kind: "Job" });
    const owner = { kind: "Job", name: "once", uid: null };
    const pods = [aPod("once-x", {}, { owner, phase: "Succeeded" })];
    expect(names(anInventory({ workloads: [job], pods }))).to.deep.equal([]);
  });

  it("are not told twice by a workload and by what it made", () => {
    const owner = { kind: "Deployment", name: "web", uid: null };
    const replicaSet = (name: string, replicas: number) =>
      aWorkload(name, {}, { kind: "ReplicaSet", owner, replicas });
    const workloads = [aWorkload("web", {}), replicaSet("web-new", 1), replicaSet("web-old", 0)];
    expect(names(anInventory({ workloads }))).to.deep.equal([["web", 1]]);
    expect(names(anInventory({ workloads: workloads.slice(1) }))).to.deep.equal([["web-new", 1]]);
  });

  it("of another namespace are another workload's", () => {
    const owner = { kind: "Deployment", name: "web", uid: null };
    const pods = [aPod("web-x", {}, { owner, namespace: "other" })];
    expect(names(anInventory({ workloads: [aWorkload("web", {})], pods }))).to.deep.equal([
      ["web", 1],
    ]);
  });
});
