import { expect } from "chai";
import type { MountQuery } from "../../../../../src/core/reports/mount/mount-query.ts";
import { reportMounts } from "../../../../../src/core/reports/mount/report-mounts.ts";
import { sortConsumers } from "../../../../../src/core/reports/mount/select-consumers.ts";
import { aClaim, aConsumer, anInventory, aPod, aWorkload, claimSource } from "../../objects.ts";
import { aQuery } from "./reports.ts";

const media = { data: claimSource("media") };

const inventory = anInventory({
  claims: [aClaim("media")],
  pods: [
    aPod("web-2", media, { node: "node-b", labels: { app: "web" } }),
    aPod("web-1", media, { labels: { app: "web" } }),
    aPod("job-x", media, { phase: "Succeeded" }),
  ],
});

function podsShown(changes: Partial<MountQuery>, of = inventory) {
  const [item] = reportMounts(of, aQuery(changes)).items;
  return item?.consumers?.map(({ pod, workload }) => pod ?? workload?.name);
}

describe("the consumers that a query shows", () => {
  it("are all, by name, finished ones too", () => {
    expect(podsShown({})).to.deep.equal(["job-x", "web-1", "web-2"]);
  });

  it("are those on the nodes that were asked for", () => {
    const node = (name: string) => ({ type: "node", name }) as const;
    expect(podsShown({ targets: [node("node-b")] })).to.deep.equal(["web-2"]);
    expect(podsShown({ targets: [node("node-a"), node("node-b")] })).to.have.length(3);
    const claim = { type: "claim", name: "media" } as const;
    expect(podsShown({ targets: [node("node-b"), claim] })).to.have.length(3);
  });

  it("are those that the selectors let through; the numbers stay whole", () => {
    const podSelector = {
      text: "app=web",
      selector: [{ key: "app", operator: "In", values: ["web"] }],
    };
    const fieldSelector = {
      text: "spec.nodeName=node-a",
      selector: [{ field: "spec.nodeName" as const, value: "node-a", negated: false }],
    };
    expect(podsShown({ podSelector })).to.deep.equal(["web-1", "web-2"]);
    expect(podsShown({ podSelector, fieldSelector })).to.deep.equal(["web-1"]);
    const [item] = reportMounts(inventory, aQuery({ podSelector, fieldSelector })).items;
    expect(item?.sharing).to.deep.equal({ scope: "cluster", pods: 2, nodes: 2, writers: 2 });
  });

  it("are planned ones by the labels of their template", () => {
    const planned = anInventory({
      source: { kind: "snapshot", files: [] },
      workloads: [
        aWorkload("web", media, { templateLabels: { app: "web" } }),
        aWorkload("db", media, { templateLabels: { app: "db" } }),
      ],
    });
    const podSelector = {
      text: "app=web",
      selector: [{ key: "app", operator: "In", values: ["web"] }],
    };
    expect(podsShown({}, planned)).to.deep.equal(["db", "web"]);
    expect(podsShown({ podSelector }, planned)).to.deep.equal(["web"]);
  });
});

describe("the order of consumers", () => {
  it("is by namespace, pod and workload", () => {
    const planned = (name: string) =>
      aConsumer({ pod: null, workload: { kind: "Deployment", name } });
    const consumers = [
      aConsumer({ pod: "b" }),
      aConsumer({ pod: "a" }),
      planned("y"),
      planned("x"),
      aConsumer({ namespace: "other", pod: "z" }),
    ];
    expect(
      sortConsumers(consumers).map(({ pod, workload }) => pod ?? workload?.name),
    ).to.deep.equal(["z", "x", "y", "a", "b"]);
  });
});
