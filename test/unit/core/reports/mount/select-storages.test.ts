import { expect } from "chai";
import type { Target, TargetType } from "../../../../../src/core/model/read-request.ts";
import { controllerKey } from "../../../../../src/core/model/workload.ts";
import {
  aClaim,
  anAttachment,
  anInventory,
  aPod,
  aVolume,
  aWorkload,
  claimSource,
  emptyDir,
} from "../../objects.ts";
import { idsOf } from "./reports.ts";

const target = (type: TargetType, name: string): Target[] => [{ type, name }];

const id = (name: string, namespace = "shop") => `PersistentVolumeClaim/${namespace}/${name}`;

const labels = (app: string) => ({ labels: { app } });

const inventory = anInventory({
  claims: [
    aClaim("media", { ...labels("web"), storageClass: "efs" }),
    aClaim("logs", labels("web")),
    aClaim("media", { namespace: "other", volumeName: null, phase: "Pending" }),
  ],
  volumes: [aVolume("media"), aVolume("logs")],
  pods: [
    aPod("web-0", { data: claimSource("media"), cache: emptyDir }, labels("web")),
    aPod("web-1", { data: claimSource("media") }, { ...labels("web"), node: "node-b" }),
    aPod("web-0", { data: claimSource("media") }, { namespace: "other", node: "node-b" }),
  ],
  attachments: [anAttachment("logs", "node-z")],
});

const ids = (changes: Parameters<typeof idsOf>[1]) => idsOf(inventory, changes);

describe("a query for storage", () => {
  it("shows everything of its namespace, or of all", () => {
    expect(ids({ namespace: "shop" })).to.deep.equal([id("logs"), id("media")]);
    expect(ids({})).to.have.length(3);
  });

  it("by a claim's name shows the claims that are called so, never what begins so", () => {
    expect(ids({ targets: target("claim", "media") })).to.deep.equal([
      id("media", "other"),
      id("media"),
    ]);
    expect(ids({ targets: target("claim", "medi") })).to.deep.equal([]);
  });

  it("by a volume or a class shows the claims that have it", () => {
    expect(ids({ targets: target("volume", "pv-logs") })).to.deep.equal([id("logs")]);
    expect(ids({ targets: target("storageclass", "efs") })).to.deep.equal([id("media")]);
  });

  it("by a pod shows all that it uses, in its own namespace", () => {
    expect(ids({ namespace: "shop", targets: target("pod", "web-0") })).to.deep.equal([
      id("media"),
      "EmptyDir/shop/web-0/uid-web-0/cache",
    ]);
  });

  it("by a Deployment or StatefulSet shows all that its pods use, or will use", () => {
    const owned = (kind: string, name: string) => ({ owner: { kind, name, uid: null } });
    const dump = anInventory({
      source: { kind: "snapshot", files: ["-"] },
      claims: [aClaim("media"), aClaim("data-db-0"), aClaim("logs")],
      pods: [
        aPod("web-x", { data: claimSource("media") }, owned("ReplicaSet", "web-7d9f")),
        aPod("db-0", { data: claimSource("data-db-0"), tmp: emptyDir }, owned("StatefulSet", "db")),
        aPod("logger", { data: claimSource("logs") }),
      ],
      workloads: [aWorkload("planned", { data: claimSource("logs") })],
      controllers: new Map([
        [
          controllerKey("ReplicaSet", "shop", "web-7d9f"),
          { kind: "Deployment", name: "web", uid: null },
        ],
      ]),
    });
    const shown = (type: TargetType, name: string, namespace = "shop") =>
      idsOf(dump, { namespace, targets: target(type, name) });
    expect(shown("deployment", "web")).to.deep.equal([id("media")]);
    expect(shown("statefulset", "db")).to.deep.equal([
      id("data-db-0"),
      "EmptyDir/shop/db-0/uid-db-0/tmp",
    ]);
    expect(shown("deployment", "planned")).to.deep.equal([id("logs")]);
    expect(shown("deployment", "db")).to.deep.equal([]);
    expect(shown("statefulset", "web")).to.deep.equal([]);
    expect(shown("deployment", "web", "other")).to.deep.equal([]);
  });

  it("by a node shows what is used there, or only attached", () => {
    expect(ids({ targets: target("node", "node-a") })).to.deep.equal([id("media")]);
    expect(ids({ targets: target("node", "node-z") })).to.deep.equal([id("logs")]);
  });

  it("by several targets shows what any of them means", () => {
    const targets = [...target("volume", "pv-logs"), ...target("storageclass", "efs")];
    expect(ids({ targets })).to.deep.equal([id("logs"), id("media")]);
  });

  it("by labels shows claims that carry them, and nothing else", () => {
    const claimSelector = {
      text: "app=web",
      selector: [{ key: "app", operator: "In", values: ["web"] }],
    };
    expect(ids({ claimSelector })).to.deep.equal([id("logs"), id("media")]);
    expect(ids({ claimSelector, kinds: ["EmptyDir"] })).to.deep.equal([]);
  });

  it("by pods shows what such pods use", () => {
    const podSelector = {
      text: "app",
      selector: [{ key: "app", operator: "Exists", values: [] }],
    };
    expect(ids({ podSelector })).to.deep.equal([id("media")]);
    const fieldSelector = {
      text: "metadata.namespace=other",
      selector: [{ field: "metadata.namespace" as const, value: "other", negated: false }],
    };
    expect(ids({ fieldSelector })).to.deep.equal([id("media", "other")]);
    expect(ids({ podSelector, fieldSelector })).to.deep.equal([]);
  });
});
