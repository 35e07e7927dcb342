import { expect } from "chai";
import type { Inventory } from "../../../../../src/core/model/inventory.ts";
import type { Target, TargetType } from "../../../../../src/core/model/read-request.ts";
import { findMissing } from "../../../../../src/core/reports/mount/find-missing.ts";
import type { MountQuery } from "../../../../../src/core/reports/mount/mount-query.ts";
import { reportMounts } from "../../../../../src/core/reports/mount/report-mounts.ts";
import { reportObject } from "../../../../../src/core/reports/object/report-object.ts";
import {
  aClaim,
  aNode,
  anAttachment,
  anInventory,
  aPod,
  aVolume,
  aWorkload,
  claimSource,
  readAsAWhole,
} from "../../objects.ts";
import { aQuery } from "./reports.ts";

const target = (type: TargetType, name: string): Target => ({ type, name });

const cluster = () =>
  anInventory({
    pods: [aPod("web-0", { data: claimSource("wanted") })],
    claims: [aClaim("media"), aClaim("data", { namespace: "other" })],
    volumes: [aVolume("media")],
    nodes: [aNode("node-b")],
    workloads: [aWorkload("web", {}), aWorkload("db", {}, { kind: "StatefulSet" })],
  });

function missing(
  targets: Target[],
  inventory: Inventory = cluster(),
  query: Partial<MountQuery> = {},
) {
  const asked = aQuery({ targets, ...query });
  return findMissing(asked, inventory, reportMounts(inventory, asked)).map(
    ({ resource, name, isSure }) => `${resource}/${name}${isSure ? "" : "?"}`,
  );
}

describe("what is missing", () => {
  it("is what was asked for by name and is not there", () => {
    const targets = [
      target("claim", "gone"),
      target("volume", "pv-gone"),
      target("node", "node-z"),
      target("pod", "web-9"),
      target("storageclass", "none"),
      target("deployment", "db"),
      target("statefulset", "web"),
    ];
    expect(missing(targets)).to.deep.equal([
      "persistentvolumeclaims/gone",
      "persistentvolumes/pv-gone",
      "nodes/node-z",
      "pods/web-9",
      "storageclasses/none",
      "deployments/db",
      "statefulsets/web",
    ]);
  });

  it("is nothing that is there", () => {
    const targets = [
      target("claim", "media"),
      target("volume", "pv-media"),
      target("node", "node-b"),
      target("pod", "web-0"),
      target("deployment", "web"),
      target("statefulset", "db"),
    ];
    expect(missing(targets)).to.deep.equal([]);
  });

  it("is no node that a pod is on, though its object could not be found", () => {
    expect(missing([target("node", "node-a")])).to.deep.equal([]);
  });

  it("is nothing that others tell of, as explain has it too", () => {
    const inventory = anInventory({
      attachments: [anAttachment("media", "node-c")],
      pods: [aPod("api-0", {}, { owner: { kind: "Deployment", name: "api", uid: null } })],
    });
    const targets = [target("node", "node-c"), target("deployment", "api")];
    expect(missing(targets, inventory)).to.deep.equal([]);
    for (const asked of targets) {
      const query = { target: asked, namespace: null, fallbackNamespace: null };
      expect(reportObject(inventory, query).kind).to.equal("report");
    }
  });

  it("is no claim that pods name before it exists", () => {
    expect(missing([target("claim", "wanted")])).to.deep.equal([]);
  });

  it("is looked for in the query's namespace alone", () => {
    expect(missing([target("claim", "data")], cluster(), { namespace: "shop" })).to.deep.equal([
      "persistentvolumeclaims/data",
    ]);
    expect(missing([target("claim", "data")], cluster(), { namespace: "other" })).to.deep.equal([]);
    expect(missing([target("pod", "web-0")], cluster(), { namespace: "other" })).to.deep.equal([
      "pods/web-0",
    ]);
    expect(missing([target("claim", "data")])).to.deep.equal([]);
    expect(missing([target("deployment", "web")], cluster(), { namespace: "other" })).to.deep.equal(
      ["deployments/web"],
    );
  });

  it("offers what there is of the type, in the query's namespace", () => {
    const offered = (asked: Target, namespace: string | null = null) => {
      const query = aQuery({ targets: [asked], namespace });
      const inventory = cluster();
      return findMissing(query, inventory, reportMounts(inventory, query)).flatMap(
        ({ candidates }) => candidates,
      );
    };
    expect(offered(target("node", "node-z"))).to.deep.equal(["node-b"]);
    expect(offered(target("deployment", "wbe"))).to.deep.equal(["web"]);
    expect(offered(target("statefulset", "dbb"))).to.deep.equal(["db"]);
    expect(offered(target("statefulset", "dbb"), "other")).to.deep.equal([]);
  });

  it("cannot be told of what could not be read, and is not asked of what was not", () => {
    const targets = [target("claim", "gone"), target("storageclass", "none")];
    const unread = anInventory({ extents: { persistentvolumeclaims: { of: "none" } } });
    expect(missing(targets, unread)).to.deep.equal(["persistentvolumeclaims/gone?"]);
  });

  it("is known of what was asked for by name, where the rest was not read", () => {
    const extents = { ...readAsAWhole(), nodes: { of: "some" } } as const;
    expect(missing([target("node", "node-z")], anInventory({ extents }))).to.deep.equal([
      "nodes/node-z",
    ]);
  });
});
