import { expect } from "chai";
import type { Workload } from "../../../../../../src/core/model/workload.ts";
import { explainWorkload } from "../../../../../../src/core/reports/object/explain/explain-workload.ts";
import { aClaimTemplate, aConsumer, aStorage, aWorkload, claimSource } from "../../../objects.ts";

const sources = { data: claimSource("media") };
const rolling = { type: "RollingUpdate", maxSurge: "25%", maxUnavailable: "25%" };

function texts(workload: Workload, storages = [aStorage("media")]): string[] {
  return explainWorkload(workload, storages).remarks.map(({ text }) => text);
}

describe("what a Deployment means for its storage", () => {
  const rollout = (replicas: number, changes = {}) =>
    aWorkload("web", sources, { replicas, rollout: { ...rolling, ...changes } });

  it("is a second pod where one replica rolls by the defaults", () => {
    expect(explainWorkload(rollout(1), []).surge).to.equal(1);
    expect(texts(rollout(1))[0]).to.equal(
      "RollingUpdate: a rollout starts 1 new pod and waits until it is ready before it ends an old one (maxSurge 25% of 1 rounds up to 1, maxUnavailable 25% of 1 rounds down to 0).",
    );
  });

  it("is told with the numbers of ten replicas", () => {
    expect(texts(rollout(10))[0]).to.equal(
      "RollingUpdate: a rollout has at most 13 pods at once and ends 2 before new ones are ready (maxSurge 25% of 10 rounds up to 3, maxUnavailable 25% of 10 rounds down to 2).",
    );
  });

  it("is one pod that goes first where neither bound allows anything", () => {
    expect(texts(rollout(1, { maxSurge: "0", maxUnavailable: "0%" }))[0]).to.include(
      "ends 1 before",
    );
  });

  it("is a pause where it recreates", () => {
    const workload = aWorkload("web", sources, {
      rollout: { type: "Recreate", maxSurge: "0", maxUnavailable: "0" },
    });
    expect(explainWorkload(workload, []).surge).to.equal(0);
    expect(texts(workload)[0]).to.match(/^Recreate: .*meanwhile nothing runs/);
  });

  it("is waiting among its own pods where it recreates several of one claim", () => {
    const workload = aWorkload("web", sources, {
      replicas: 3,
      rollout: { type: "Recreate", maxSurge: "0", maxUnavailable: "0" },
    });
    const said = texts(workload, [aStorage("media", { consumers: [] })]).join("\n");
    expect(said).not.to.include("never wait");
    expect(said).to.include("pods that land on another one wait");
  });

  it("is one claim for all its pods, and for others that use it too", () => {
    const other = aConsumer({ pod: "batch-0", workload: { kind: "Job", name: "batch" } });
    const sibling = aConsumer({ pod: "api-0", workload: { kind: "Deployment", name: "api" } });
    const own = aConsumer({ workload: { kind: "Deployment", name: "web" } });
    const storage = aStorage("media", { consumers: [own, other, sibling] });
    expect(texts(rollout(3), [storage])[1]).to.equal(
      "Its 3 pods use claim shop/media (RWO): one claim for all of them; 2 other pods use it too. It is for one node: where its driver attaches, pods that land on another one wait.",
    );
  });
});

describe("what a StatefulSet means for its storage", () => {
  const statefulSet = aWorkload(
    "db",
    {},
    {
      kind: "StatefulSet",
      replicas: 2,
      claimTemplates: [aClaimTemplate("data")],
      retention: { whenScaled: "Retain", whenDeleted: "Delete" },
    },
  );

  it("is a claim for each replica, what becomes of it, and what is left", () => {
    const said = texts(statefulSet, [
      aStorage("data-db-0"),
      aStorage("data-db-1"),
      aStorage("data-db-2"),
      aStorage("data-db-x"),
    ]);
    expect(said).to.deep.equal([
      "Each replica has claims of its own (data-db-0 … 1): through them its pods share nothing.",
      "A pod is made anew only when the old one of its name is gone, so that the two never want the volume at once.",
      "Scaling down keeps those claims (Retain); deleting the StatefulSet deletes those claims (Delete).",
      "claim shop/data-db-2 is of replicas that it does not want any more: kept, and used by nobody.",
    ]);
  });

  it("counts its replicas from where it begins", () => {
    const said = texts({ ...statefulSet, firstOrdinal: 5 }, [aStorage("data-db-4")]);
    expect(said[0]).to.include("data-db-5 … 6");
    expect(said.at(-1)).to.include("shop/data-db-4");
  });

  it("has no surge", () => {
    const { surge, strategy } = explainWorkload(statefulSet, []);
    expect({ surge, strategy }).to.deep.equal({ surge: null, strategy: null });
  });
});
