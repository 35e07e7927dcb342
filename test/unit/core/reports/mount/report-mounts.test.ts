import { expect } from "chai";
import fc from "fast-check";
import { reportMounts } from "../../../../../src/core/reports/mount/report-mounts.ts";
import {
  aClaim,
  anInventory,
  aPod,
  aVolume,
  claimSource,
  emptyDir,
  hostPath,
  readAsAWhole,
} from "../../objects.ts";
import { aQuery, idsOf } from "./reports.ts";

describe("a report", () => {
  it("says what was asked, of whom and when", () => {
    const query = aQuery({
      namespace: "shop",
      targets: [{ type: "claim", name: "media" }],
      claimSelector: { text: "app = web", selector: [] },
      deep: true,
    });
    expect(reportMounts(anInventory(), query)).to.deep.include({
      apiVersion: "kubectl-shared/v1alpha1",
      kind: "MountReport",
      readAt: "2026-11-22T23:00:00Z",
      source: { kind: "cluster", context: "prod", server: "https://api.example.com" },
      query: {
        namespace: "shop",
        targets: ["claim/media"],
        kinds: ["PersistentVolumeClaim", "EphemeralClaim"],
        selector: "app = web",
        podSelector: null,
        fieldSelector: null,
        deep: true,
      },
    });
  });

  it("is ordered by kind, namespace, name and node", () => {
    const owner = { kind: "Pod", name: "web-0", uid: null };
    const inventory = anInventory({
      claims: [
        aClaim("b"),
        aClaim("a"),
        aClaim("a", { namespace: "other" }),
        aClaim("web-0-tmp", { owner }),
      ],
      pods: [
        aPod("web-1", { log: hostPath("/b") }, { node: "node-b" }),
        aPod("web-0", { cache: emptyDir, log: hostPath("/b"), etc: hostPath("/a") }),
      ],
    });
    const kinds = ["HostPath", "EmptyDir", "EphemeralClaim", "PersistentVolumeClaim"] as const;
    expect(idsOf(inventory, { kinds })).to.deep.equal([
      "PersistentVolumeClaim/other/a",
      "PersistentVolumeClaim/shop/a",
      "PersistentVolumeClaim/shop/b",
      "EphemeralClaim/shop/web-0-tmp",
      "EmptyDir/shop/web-0/uid-web-0/cache",
      "HostPath/node-a/a",
      "HostPath/node-a/b",
      "HostPath/node-b/b",
    ]);
  });

  it("is the same to the byte in whatever order the objects came", () => {
    const pods = ["a", "b", "c", "d"].map((name, index) =>
      aPod(
        name,
        { data: claimSource("media"), logs: claimSource("logs", true), host: hostPath("/var") },
        { node: `node-${index % 2}`, phase: index === 3 ? "Failed" : "Running" },
      ),
    );
    const claims = ["media", "logs", "unused"].map((name) => aClaim(name));
    const source = aVolume("media").source;
    const volumes = ["media", "logs", "unused"].map((name) => aVolume(name, { source }));
    const query = aQuery({ kinds: ["PersistentVolumeClaim", "HostPath"] });
    const print = (inventory: ReturnType<typeof anInventory>) =>
      JSON.stringify(reportMounts(inventory, query));
    const expected = print(anInventory({ pods, claims, volumes }));
    const shuffled = <T>(items: T[]) =>
      fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });
    fc.assert(
      fc.property(shuffled(pods), shuffled(claims), shuffled(volumes), (pods, claims, volumes) => {
        expect(print(anInventory({ pods, claims, volumes }))).to.equal(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("counts what the kinds of the query leave out, and tells nothing of nothing", () => {
    const leftOut = new Map([
      ["HostPath", 3],
      ["EmptyDir", 12],
      ["Secret", 0],
    ] as const);
    const { notShown } = reportMounts(anInventory({ leftOut }), aQuery());
    expect(Object.entries(notShown)).to.deep.equal([
      ["EmptyDir", 12],
      ["HostPath", 3],
    ]);
  });

  it("does not know what it leaves out where pods were not read", () => {
    const extents = { ...readAsAWhole(), pods: { of: "none" } } as const;
    const { notShown } = reportMounts(anInventory({ extents }), aQuery());
    expect(notShown).to.include({ EmptyDir: null, Other: null });
    expect(notShown).not.to.have.property("PersistentVolumeClaim");
  });

  it("leaves nothing out where something was asked for by name", () => {
    const leftOut = new Map([["EmptyDir", 12]] as const);
    const targets = [{ type: "claim", name: "media" }] as const;
    expect(reportMounts(anInventory({ leftOut }), aQuery({ targets })).notShown).to.deep.equal({});
  });

  it("passes on what could not be read", () => {
    const gaps = [{ resource: "nodes", namespace: null, reason: "Forbidden", effect: "e" }];
    expect(reportMounts(anInventory({ gaps }), aQuery()).gaps).to.deep.equal(gaps);
  });
});
