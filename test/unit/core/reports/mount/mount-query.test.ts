import { expect } from "chai";
import { CLAIM_KINDS, STORAGE_KINDS } from "../../../../../src/core/model/storage-kind.ts";
import {
  kindsOf,
  planRead,
  selectsPod,
} from "../../../../../src/core/reports/mount/mount-query.ts";
import { aQuery } from "./reports.ts";

const pod = {
  namespace: "shop",
  name: "web-0",
  labels: { app: "web" },
  node: "a",
  phase: "Running",
};

const app = (value: string) => ({
  text: `app=${value}`,
  selector: [{ key: "app", operator: "In", values: [value] }],
});

const onNode = (value: string) => ({
  text: `spec.nodeName=${value}`,
  selector: [{ field: "spec.nodeName" as const, value, negated: false }],
});

describe("a query", () => {
  it("shows claims, and everything of a pod or a workload, unless it says which kinds", () => {
    expect(kindsOf(aQuery())).to.equal(CLAIM_KINDS);
    expect(kindsOf(aQuery({ targets: [{ type: "node", name: "a" }] }))).to.equal(CLAIM_KINDS);
    for (const type of ["deployment", "statefulset"] as const) {
      expect(kindsOf(aQuery({ targets: [{ type, name: "web" }] })), type).to.equal(STORAGE_KINDS);
    }
    const targets = [{ type: "pod" as const, name: "web-0" }];
    expect(kindsOf(aQuery({ targets }))).to.equal(STORAGE_KINDS);
    expect(kindsOf(aQuery({ targets, kinds: ["EmptyDir"] }))).to.deep.equal(["EmptyDir"]);
  });

  it("lets pods through by their labels and fields, both where both are given", () => {
    expect(selectsPod(aQuery(), pod)).to.equal(true);
    expect(selectsPod(aQuery({ podSelector: app("web") }), pod)).to.equal(true);
    expect(selectsPod(aQuery({ podSelector: app("db") }), pod)).to.equal(false);
    expect(selectsPod(aQuery({ fieldSelector: onNode("b") }), pod)).to.equal(false);
    const both = { podSelector: app("web"), fieldSelector: onNode("a") };
    expect(selectsPod(aQuery(both), pod)).to.equal(true);
  });
});

describe("the read that a query needs", () => {
  it("is of pods and all that claims depend on", () => {
    const { resources } = planRead(aQuery());
    expect([...resources]).to.include.members(["pods", "persistentvolumes", "volumeattachments"]);
  });

  it("is of the workloads too where one is asked for by name, and never in detail", () => {
    const targets = [{ type: "statefulset" as const, name: "db" }];
    const { resources, details } = planRead(aQuery({ targets, kinds: ["EmptyDir"] }));
    expect([...resources]).to.deep.equal(["pods", "replicasets", "statefulsets"]);
    expect([...planRead(aQuery()).resources]).not.to.include("statefulsets");
    expect(details).to.equal(false);
  });

  it("is of pods, and of the volumes that may lie in the same place, where no claim can be shown", () => {
    const { resources, kinds } = planRead(aQuery({ kinds: ["HostPath"] }));
    expect([...resources]).to.deep.equal(["pods", "replicasets", "persistentvolumes"]);
    expect([...kinds]).to.deep.equal(["HostPath"]);
  });

  it("counts what it leaves out for pods of the query's namespace that its selectors let through", () => {
    expect(planRead(aQuery()).counted).to.deep.equal({ namespace: null, selects: null });
    expect(planRead(aQuery({ namespace: "shop" })).counted?.namespace).to.equal("shop");
    const counts = (changes: Parameters<typeof aQuery>[0]) =>
      planRead(aQuery(changes)).counted?.selects?.(pod);
    expect(counts({ podSelector: app("web") })).to.equal(true);
    expect(counts({ podSelector: app("db") })).to.equal(false);
    expect(counts({ fieldSelector: onNode("b") })).to.equal(false);
  });

  it("counts nothing where something is asked for by name, and the report says nothing of it", () => {
    const targets = [{ type: "claim" as const, name: "media" }];
    expect(planRead(aQuery({ targets })).counted).to.equal(null);
  });
});
