import { expect } from "chai";
import type { Claim } from "../../../../../../src/core/model/claim.ts";
import type { Inventory } from "../../../../../../src/core/model/inventory.ts";
import type { Volume } from "../../../../../../src/core/model/volume.ts";
import {
  aClaim,
  aDriver,
  aNode,
  anAttachment,
  anInventory,
  aStorageClass,
  aWorkload,
  claimSource,
  readAsAWhole,
} from "../../../objects.ts";
import {
  aShop,
  aUser,
  csi,
  explain,
  inTree,
  inZone,
  modesOf,
  NODES,
  onNode,
  placeOf,
  placesOf,
} from "./explained.ts";

type Parameters = Readonly<Record<string, string>>;

/** A claim whose volume the class `c` of the driver made; its CSIDriver object says what it does. */
function made(
  driver: string,
  attachRequired: boolean,
  { parameters = {}, claim = {}, volume = {}, others = {} }: Changes = {},
): Inventory {
  return aShop(
    { storageClass: "c", provisioner: driver, ...claim },
    { source: csi(driver), ...volume },
    {
      classes: [aStorageClass("c", { provisioner: driver, parameters })],
      drivers: [aDriver(driver, { attachRequired })],
      ...others,
    },
  );
}

interface Changes {
  parameters?: Parameters;
  claim?: Partial<Claim>;
  volume?: Partial<Volume>;
  others?: globalThis.Parameters<typeof anInventory>[0];
}

const rwx: Partial<Claim> = { requestedModes: ["ReadWriteMany"] };
const rox: Partial<Claim> = { requestedModes: ["ReadOnlyMany"] };
const rawRwx: Partial<Claim> = { ...rwx, volumeMode: "Block" };
const eu1a: Partial<Volume> = { nodeAffinity: inZone("eu-1a") };
const nodeA: Partial<Volume> = { nodeAffinity: onNode("node-a") };

/** Of a manifest that no server has seen. */
const unseen: Partial<Claim> = {
  phase: null,
  grantedModes: null,
  capacity: null,
  volumeName: null,
  uid: null,
  storageClass: "c",
};

interface Row {
  what: string;
  inventory: Inventory;
  /** RWO ROX RWX RWOP */
  modes: string;
  reach: string | null;
  size: string | null;
  /** same node, other node, other zone, other namespace */
  places: string;
}

const ROWS: readonly Row[] = [
  {
    what: "Amazon EBS gp3",
    inventory: made("ebs.csi.aws.com", true, { parameters: { type: "gp3" }, volume: eu1a }),
    modes: "yes no no yes",
    reach: "node",
    size: "device",
    places: "yes no no no",
  },
  {
    what: "Amazon EBS io2, raw and ReadWriteMany",
    inventory: made("ebs.csi.aws.com", true, {
      parameters: { type: "io2" },
      claim: rawRwx,
      volume: eu1a,
    }),
    modes: "yes no yes yes",
    reach: "zone",
    size: "device",
    places: "yes yes no no",
  },
  {
    what: "a raw ReadWriteMany EBS volume that somebody made by hand",
    inventory: aShop({ storageClass: "", ...rawRwx }, eu1a, {
      drivers: [aDriver("ebs.csi.aws.com")],
    }),
    modes: "yes no conditional yes",
    reach: "zone",
    size: "device",
    places: "yes unknown no no",
  },
  {
    what: "Amazon EFS, ReadWriteMany",
    inventory: made("efs.csi.aws.com", false, { claim: rwx }),
    modes: "yes no yes yes",
    reach: "region",
    size: "none",
    places: "yes yes yes no",
  },
  {
    what: "Amazon EFS, ReadWriteOnce",
    inventory: made("efs.csi.aws.com", false),
    modes: "yes no yes yes",
    reach: "region",
    size: "none",
    places: "yes yes yes no",
  },
  {
    what: "a shared Azure Disk with ZRS",
    inventory: made("disk.csi.azure.com", true, {
      parameters: { maxShares: "2", skuName: "Premium_ZRS" },
      claim: rawRwx,
      volume: { nodeAffinity: inZone("eu-1a", "eu-1b") },
    }),
    modes: "yes yes yes yes",
    reach: "zone",
    size: "device",
    places: "yes yes yes no",
  },
  {
    what: "Azure Files",
    inventory: made("file.csi.azure.com", false, { claim: rwx }),
    modes: "yes yes yes yes",
    reach: null,
    size: "quota",
    places: "yes yes unknown no",
  },
  {
    what: "Google Persistent Disk",
    inventory: made("pd.csi.storage.gke.io", true, {
      parameters: { type: "pd-balanced" },
      volume: eu1a,
    }),
    modes: "yes no no yes",
    reach: "node",
    size: "device",
    places: "yes no no no",
  },
  {
    what: "a Persistent Disk made from a snapshot for readers",
    inventory: made("pd.csi.storage.gke.io", true, {
      parameters: { type: "pd-balanced" },
      claim: { ...rox, hasDataSource: true },
      volume: eu1a,
    }),
    modes: "yes yes no yes",
    reach: "zone",
    size: "device",
    places: "yes yes no no",
  },
  {
    what: "Hyperdisk ML for readers",
    inventory: made("pd.csi.storage.gke.io", true, {
      parameters: { type: "hyperdisk-ml" },
      claim: rox,
      volume: eu1a,
    }),
    modes: "yes yes no yes",
    reach: "zone",
    size: "device",
    places: "yes yes no no",
  },
  {
    what: "csi-driver-nfs",
    inventory: made("nfs.csi.k8s.io", false, { claim: rwx }),
    modes: "yes yes yes yes",
    reach: "cluster",
    size: "none",
    places: "yes yes yes no",
  },
  {
    what: "an NFS export as a volume",
    inventory: aShop(
      { storageClass: "", ...rwx },
      { source: inTree("nfs", { server: "10.0.0.5", path: "/export" }) },
    ),
    modes: "yes yes yes no",
    reach: "cluster",
    size: null,
    places: "yes yes yes no",
  },
  {
    what: "CephFS by an operator's name",
    inventory: made("rook-ceph.cephfs.csi.ceph.com", false, { claim: rwx }),
    modes: "yes no yes yes",
    reach: "cluster",
    size: "quota",
    places: "yes yes yes no",
  },
  {
    what: "a raw Ceph RBD image",
    inventory: made("rbd.csi.ceph.com", true, { claim: rawRwx }),
    modes: "yes no yes yes",
    reach: null,
    size: "device",
    places: "yes yes unknown no",
  },
  {
    what: "Longhorn, ReadWriteMany",
    inventory: made("driver.longhorn.io", true, { claim: rwx }),
    modes: "yes no yes yes",
    reach: null,
    size: "device",
    places: "yes yes unknown no",
  },
  {
    what: "OpenEBS LVM",
    inventory: made("local.csi.openebs.io", false, { volume: nodeA }),
    modes: "yes no no yes",
    reach: "node",
    size: "device",
    places: "no no no no",
  },
  {
    what: 'OpenEBS LVM with shared: "yes"',
    inventory: made("local.csi.openebs.io", false, {
      parameters: { shared: "yes" },
      volume: nodeA,
    }),
    modes: "yes no no yes",
    reach: "node",
    size: "device",
    places: "yes no no no",
  },
  {
    what: "an OpenEBS LVM volume whose class is not known",
    inventory: aShop({}, { source: csi("local.csi.openebs.io"), ...nodeA }),
    modes: "yes no no yes",
    reach: "node",
    size: "device",
    places: "unknown no no no",
  },
  {
    what: "local-path",
    inventory: made("rancher.io/local-path", false, {
      volume: { source: inTree("hostPath", { path: "/opt/media" }), ...nodeA },
    }),
    modes: "yes conditional conditional yes",
    reach: "node",
    size: "none",
    places: "yes no no no",
  },
  {
    what: "local-path without a node affinity",
    inventory: made("rancher.io/local-path", false, {
      volume: { source: inTree("hostPath", { path: "/mnt/shared" }) },
    }),
    modes: "yes conditional conditional yes",
    reach: null,
    size: "none",
    places: "yes unknown unknown no",
  },
  {
    what: "a hostPath volume",
    inventory: aShop({ storageClass: "", ...rwx }, { source: inTree("hostPath", { path: "/x" }) }),
    modes: "yes no no no",
    reach: "node",
    size: null,
    places: "yes no no no",
  },
  {
    what: "an unknown driver that attaches",
    inventory: made("d.example.com", true),
    modes: "unknown unknown unknown unknown",
    reach: "node",
    size: null,
    places: "unknown no no no",
  },
  {
    what: "an unknown driver that does not attach",
    inventory: made("d.example.com", false),
    modes: "unknown unknown unknown unknown",
    reach: null,
    size: null,
    places: "unknown unknown unknown no",
  },
  {
    what: "an unknown driver, ReadWriteMany",
    inventory: made("d.example.com", false, { claim: rwx }),
    modes: "unknown unknown unknown unknown",
    reach: null,
    size: null,
    places: "unknown unknown unknown no",
  },
  {
    what: "a volume that may not be read",
    inventory: made("ebs.csi.aws.com", true, {
      parameters: { type: "gp3" },
      others: {
        volumes: [],
        extents: { ...readAsAWhole(), persistentvolumes: { of: "none" } },
      },
    }),
    modes: "yes no no yes",
    reach: "node",
    size: "device",
    places: "yes no no no",
  },
  {
    what: "a share that may not be read",
    inventory: made("efs.csi.aws.com", false, {
      claim: rwx,
      others: {
        volumes: [],
        extents: { ...readAsAWhole(), persistentvolumes: { of: "none" } },
      },
    }),
    modes: "yes no yes yes",
    reach: null,
    size: "none",
    places: "yes yes unknown no",
  },
];

describe("what a claim can do", () => {
  for (const { what, inventory, modes, reach, size, places } of ROWS) {
    it(`is told of ${what}`, () => {
      const explained = explain(inventory);
      expect(
        {
          modes: modesOf(explained),
          reach: explained.reach.scope,
          size: explained.size.limit,
          places: placesOf(explained),
        },
        JSON.stringify(explained, null, 1),
      ).to.deep.equal({ modes, reach, size, places });
    });
  }

  it("cites something for every answer that is not unknown", () => {
    for (const { what, inventory } of ROWS) {
      const { modes, oneMorePod } = explain(inventory);
      for (const { mode, answer, citations } of modes) {
        if (answer !== "unknown") expect(citations, `${what} ${mode}`).to.not.be.empty;
      }
      for (const { place, answer, because } of oneMorePod) {
        if (answer !== "unknown") expect(because.citations, `${what} ${place}`).to.not.be.empty;
      }
    }
  });

  it("names who handles it, and who says that it attaches", () => {
    const driverOf = (inventory: Inventory) => explain(inventory).driver;
    expect(driverOf(made("efs.csi.aws.com", true))).to.deep.equal({
      name: "efs.csi.aws.com",
      product: "Amazon EFS and S3 Files",
      variant: null,
      attaches: true,
      attachesBecause: "CSIDriver",
    });
    const extents = { ...readAsAWhole(), csidrivers: { of: "none" } } as const;
    const others = { drivers: [], extents };
    expect(driverOf(made("efs.csi.aws.com", false, { others }))).to.include({
      attaches: false,
      attachesBecause: "table",
    });
    expect(driverOf(made("d.example.com", false, { others: { drivers: [] } }))).to.include({
      attaches: true,
      attachesBecause: "default",
      product: null,
    });
    const old = aShop({}, { source: inTree("awsElasticBlockStore", { volumeID: "vol-1" }) });
    expect(driverOf(old)).to.include({ name: "ebs.csi.aws.com", product: "Amazon EBS" });
  });

  it("tells what was asked and what was granted", () => {
    const { modes } = explain(
      aShop({ requestedModes: ["ReadWriteOnce"] }, { grantedModes: ["ReadWriteMany"] }),
    );
    expect(modes.map(({ requested, granted }) => [requested, granted])).to.deep.equal([
      [true, false],
      [false, false],
      [false, true],
      [false, false],
    ]);
  });

  it("is known of what is missing only that it is missing", () => {
    const inventory = anInventory({ pods: [aUser("web-0", { phase: "Pending" })] });
    const explained = explain(inventory);
    expect(placesOf(explained)).to.equal("no no no no");
    expect(explained.modes[0]).to.include({ requested: null, granted: null, answer: "unknown" });
  });
});

describe("one more pod", () => {
  it("cannot use a claim that is being deleted", () => {
    const explained = explain(made("efs.csi.aws.com", false, { claim: { terminating: true } }));
    expect(placesOf(explained)).to.equal("no no no no");
    expect(placeOf(explained, "same-node").because.text).to.contain("is being deleted");
  });

  it("waits where one pod has the claim for itself", () => {
    const claim: Partial<Claim> = { requestedModes: ["ReadWriteOncePod"] };
    const explained = explain(made("efs.csi.aws.com", false, { claim }));
    expect(placesOf(explained)).to.equal("no no no no");
    expect(explained.reach.scope).to.equal("pod");
    expect(placeOf(explained, "other-node").because.text).to.contain("web-0");
    const unused = explain(made("efs.csi.aws.com", false, { claim, others: { pods: [] } }));
    expect(placesOf(unused)).to.equal("yes yes yes no");
  });

  it("is told of the nodes and zones there are", () => {
    const explained = explain(made("ebs.csi.aws.com", true, { volume: eu1a }));
    expect(explained.oneMorePod.map(({ example }) => example)).to.deep.equal([
      "node-a",
      "node-b",
      "eu-1b",
      null,
    ]);
  });

  it("is the first one where nobody uses the claim", () => {
    const inventory = made("ebs.csi.aws.com", true, { volume: eu1a, others: { pods: [] } });
    const explained = explain(inventory);
    expect(placesOf(explained)).to.equal("yes yes no no");
    expect(placeOf(explained, "other-node").because.text).to.contain("that node only");
  });

  it("may find the volume free or not where pods could not be read", () => {
    const extents = { ...readAsAWhole(), pods: { of: "none" } } as const;
    const others = { pods: [], extents };
    const explained = explain(made("ebs.csi.aws.com", true, { volume: eu1a, others }));
    expect(placesOf(explained)).to.equal("yes unknown no no");
  });

  it("finds a volume in use where it is attached, not where another pod waits for it", () => {
    const pods = [aUser("web-1", { phase: "Pending", node: "node-b" }), aUser("web-0")];
    const others = { pods, attachments: [anAttachment("media", "node-a")] };
    const explained = explain(made("ebs.csi.aws.com", true, { volume: eu1a, others }));
    expect(placeOf(explained, "same-node").example).to.equal("node-a");
    expect(explained.reach.where).to.deep.equal(["node-a"]);
  });

  it("learns what works from pods that run", () => {
    const pods = [aUser("web-0"), aUser("web-1", { node: "node-c" })];
    const explained = explain(made("d.example.com", false, { claim: rwx, others: { pods } }));
    expect(placeOf(explained, "other-node").answer).to.equal("yes");
    expect(placeOf(explained, "other-zone").answer).to.equal("yes");
    const together = { pods: [aUser("web-0"), aUser("web-1")] };
    const shared = explain(made("d.example.com", true, { others: together }));
    expect(placeOf(shared, "same-node").answer).to.equal("yes");
  });

  it("is told where the cluster has one node or one zone only", () => {
    const alone = explain(made("efs.csi.aws.com", false, { others: { nodes: [aNode("node-a")] } }));
    expect(placeOf(alone, "other-node")).to.include({ answer: "yes", example: null });
    expect(placeOf(alone, "other-node").because.text).to.contain("one node only");
    expect(placeOf(alone, "other-zone").because.text).to.contain("eu-1a");
  });

  it("has no other node where the volume's affinity leaves none of the cluster", () => {
    const nodeAffinity = [{ expressions: [{ key: "rack", operator: "In", values: ["r1"] }] }];
    const explained = explain(
      made("efs.csi.aws.com", false, { claim: rwx, volume: { nodeAffinity } }),
    );
    expect(placeOf(explained, "other-node").answer).to.equal("no");
    expect(explained.reach.scope).to.equal(null);
  });

  it("of another zone of several that the volume has can use it, of yet another cannot", () => {
    const nodes = [
      ...NODES,
      aNode("node-d", { labels: { "topology.kubernetes.io/zone": "eu-1c" } }),
    ];
    const volume = { nodeAffinity: inZone("eu-1a", "eu-1b"), source: csi("disk.csi.azure.com") };
    const change = { parameters: { maxShares: "2" }, claim: rawRwx, volume, others: { nodes } };
    const answer = placeOf(explain(made("disk.csi.azure.com", true, change)), "other-zone");
    expect(answer).to.include({ example: "eu-1b", answer: "yes" });
    const [, ...far] = nodes.filter(({ name }) => name !== "node-c");
    const others = { nodes: [NODES[0] ?? aNode("node-a"), ...far] };
    const outside = explain(made("disk.csi.azure.com", true, { ...change, others }));
    expect(placeOf(outside, "other-zone")).to.include({ example: "eu-1c", answer: "no" });
  });

  it("must keep its writers apart by itself on a raw device", () => {
    const change = { parameters: { type: "io2" }, claim: rawRwx, volume: eu1a };
    const explained = explain(made("ebs.csi.aws.com", true, change));
    expect(placeOf(explained, "other-node").because.text).to.contain("raw device");
  });

  it("cannot mount what the driver refuses, unless pods show that it does not", () => {
    const waiting = { pods: [aUser("web-0", { phase: "Pending" })] };
    const refused = aShop(rox, { source: csi("efs.csi.aws.com") }, waiting);
    expect(placesOf(explain(refused))).to.equal("no no no no");
    const running = aShop(rox, { source: csi("efs.csi.aws.com") });
    expect(placeOf(explain(running), "same-node").answer).to.equal("yes");
    const path = aShop(rwx, { source: inTree("hostPath", { path: "/x" }) }, waiting);
    expect(placeOf(explain(path), "same-node").answer).to.equal("yes");
  });

  it("cannot use on another node what the driver's table denies", () => {
    const mixed = { requestedModes: ["ReadWriteOnce", "ReadWriteMany"] };
    const answer = placeOf(explain(aShop(mixed, { source: csi("ebs.csi.aws.com") })), "other-node");
    expect(answer.answer).to.equal("no");
    expect(answer.because.text).to.include("does not support");
  });

  it("is warned of a file system on a disk that two nodes have at once", () => {
    const pods = [aUser("a"), aUser("b", { node: "node-b" })];
    const text = (driver: string) =>
      placeOf(explain(aShop(rwx, { source: csi(driver) }, { pods })), "other-node").because.text;
    expect(text("cinder.csi.openstack.org")).to.include("where two write, it is destroyed");
    expect(text("ebs.csi.aws.com")).to.include("where two write, it is destroyed");
    expect(text("efs.csi.aws.com")).to.not.include("destroyed");
  });

  it("learns that nobody enforces ReadWriteOnce where pods of two nodes run with it", () => {
    const pods = [aUser("a"), aUser("b", { node: "node-b" })];
    const explained = explain(made("ebs.csi.aws.com", true, { others: { pods } }));
    expect(placeOf(explained, "other-node").answer).to.equal("yes");
    expect(explained.reach.because.text).to.include("nothing enforces it here");
    expect(explained.reach.scope).to.not.equal("node");
  });

  it("can have a ReadWriteMany volume of the old GCE plugin on one node only", () => {
    const source = inTree("gcePersistentDisk", { pdName: "d" });
    const explained = explain(
      aShop(rwx, { source }, { drivers: [aDriver("pd.csi.storage.gke.io")] }),
    );
    expect(placesOf(explained)).to.match(/^yes no /);
    expect(explained.remarks.map(({ text }) => text).join()).to.include("treated as ReadWriteOnce");
  });

  it("has no way to a volume that is ReadWriteOnce and ReadOnlyMany at once", () => {
    const claim: Partial<Claim> = { requestedModes: ["ReadWriteOnce", "ReadOnlyMany"] };
    const waiting = { pods: [aUser("web-0", { phase: "Pending" })], drivers: [aDriver("d")] };
    expect(placesOf(explain(aShop(claim, { source: csi("d") }, waiting)))).to.equal("no no no no");
  });

  it("of another namespace gets a second volume of a share, but not of a disk", () => {
    const text = (inventory: Inventory) =>
      placeOf(explain(inventory), "other-namespace").because.text;
    expect(text(made("nfs.csi.k8s.io", false, { claim: rwx }))).to.contain(
      "volumeHandle of its own",
    );
    expect(text(made("ebs.csi.aws.com", true))).to.not.contain("PersistentVolume");
  });
});

describe("a claim that has no volume", () => {
  const planned = (claim: Partial<Claim>, provisioner: string, parameters: Parameters = {}) =>
    anInventory({
      source: { kind: "snapshot", files: ["shop.yaml"] },
      claims: [aClaim("media", { ...unseen, ...claim })],
      classes: [aStorageClass("c", { provisioner, parameters })],
      pods: [aUser("web", { phase: null, node: null })],
    });

  it("answers from its class and its request", () => {
    const given = { provisioningMode: "efs-ap", fileSystemId: "fs-1" };
    expect(placesOf(explain(planned(rwx, "efs.csi.aws.com", given)))).to.equal("yes yes yes no");
    expect(placesOf(explain(planned({}, "ebs.csi.aws.com")))).to.equal("yes no no no");
  });

  it("is had by the first pod that is put somewhere, wherever that is", () => {
    const pending: Partial<Claim> = { ...unseen, phase: "Pending" };
    const others = {
      claims: [aClaim("media", pending)],
      pods: [aUser("web-0", { node: null, phase: "Pending" })],
    };
    const first = made("ebs.csi.aws.com", true, { others });
    expect(placesOf(explain(first))).to.equal("yes yes yes no");
    const chosen = { ...others, claims: [aClaim("media", { ...pending, selectedNode: "node-a" })] };
    expect(placesOf(explain(made("ebs.csi.aws.com", true, { others: chosen })))).to.not.equal(
      "yes yes yes no",
    );
  });

  it("gets the newest of two default classes where it names none", () => {
    const classes = [
      aStorageClass("old", { isDefault: true, createdAt: "2025-01-01T00:00:00Z" }),
      aStorageClass("new", {
        isDefault: true,
        provisioner: "efs.csi.aws.com",
        createdAt: "2026-01-01T00:00:00Z",
      }),
    ];
    const claim = { ...unseen, ...rwx, storageClass: null };
    expect(explain(aShop(claim, {}, { classes, volumes: [] })).driver?.name).to.equal(
      "efs.csi.aws.com",
    );
  });

  it("gets the default class where it names none", () => {
    const inventory = anInventory({
      source: { kind: "snapshot", files: ["shop.yaml"] },
      claims: [aClaim("media", { ...unseen, storageClass: null })],
      classes: [aStorageClass("gp3", { isDefault: true }), aStorageClass("other")],
    });
    expect(explain(inventory).driver?.name).to.equal("ebs.csi.aws.com");
  });

  it("gets none from a driver that takes no such mode", () => {
    const explained = explain(planned(rwx, "ebs.csi.aws.com"));
    expect(placesOf(explained)).to.equal("no no no no");
    expect(placeOf(explained, "same-node").because.text).to.contain("makes no volume");
  });

  it("gets none from a class that lacks what its driver needs", () => {
    const explained = explain(planned(rwx, "efs.csi.aws.com", { fileSystemId: "fs-1" }));
    expect(placesOf(explained)).to.equal("no no no no");
    expect(placeOf(explained, "same-node").because.text).to.contain("provisioningMode");
  });

  it("can do what its volume will allow where the class makes none", () => {
    const explained = explain(planned({}, "kubernetes.io/no-provisioner"));
    expect(placesOf(explained)).to.equal("unknown unknown unknown no");
    expect(modesOf(explained)).to.equal("unknown unknown unknown unknown");
  });

  it("must get one first", () => {
    const claim = aClaim("media", { ...unseen, phase: "Pending" });
    const waiting = explain(
      anInventory({ claims: [claim], classes: [aStorageClass("c")], nodes: NODES }),
    );
    expect(placeOf(waiting, "same-node").because.text).to.contain("has no volume yet");
    expect(waiting.remarks[0]?.text).to.contain("first pod");
    const nobody = explain(
      anInventory({ claims: [aClaim("media", { ...unseen, storageClass: "" })] }),
    );
    expect(placesOf(nobody)).to.equal("unknown unknown unknown no");
  });

  it("is not known to lie in one zone where parameters may put it in several", () => {
    const zone = (parameters: Parameters) =>
      explain(planned(rawRwx, "disk.csi.azure.com", { maxShares: "2", ...parameters }));
    expect(zone({ skuName: "Premium_LRS" }).reach.scope).to.equal("zone");
    expect(zone({ skuName: "Premium_ZRS" }).reach.scope).to.equal(null);
    expect(placesOf(zone({ skuName: "Premium_ZRS" }))).to.equal("yes yes unknown no");
  });
});

describe("what is remarked on a claim", () => {
  const remarksOn = (inventory: Inventory) =>
    explain(inventory)
      .remarks.map(({ text }) => text)
      .join("\n");
  const withGroup = (fsGroup: number) => {
    const pod = aUser("web-0");
    const security = { runAsUser: null, fsGroup, supplementalGroups: [] };
    return { pods: [{ ...pod, spec: { ...pod.spec, security } }] };
  };

  it("is first that it got another mode than it asked for", () => {
    const { remarks } = explain(aShop({}, { grantedModes: ["ReadWriteMany"] }));
    expect(remarks[0]?.text).to.contain("asks for ReadWriteOnce, its volume has ReadWriteMany");
  });

  it("is that fsGroup is left out, as the installed driver has it", () => {
    const group = (policy: string, claim: Partial<Claim> = rwx) =>
      remarksOn(
        made("efs.csi.aws.com", false, {
          claim,
          others: {
            ...withGroup(2000),
            drivers: [aDriver("efs.csi.aws.com", { attachRequired: false, fsGroupPolicy: policy })],
          },
        }),
      );
    expect(group("ReadWriteOnceWithFSType")).to.contain("fsGroup 2000 of web-0 does nothing here");
    expect(group("ReadWriteOnceWithFSType", {})).to.not.contain("fsGroup");
    expect(group("File")).to.not.contain("fsGroup");
    expect(group("None", {})).to.contain("does nothing here");
  });

  it("is so of a template whose pods are still to come", () => {
    const web = aWorkload("web", { data: claimSource("media") });
    const security = { runAsUser: null, fsGroup: 2000, supplementalGroups: [] };
    const workloads = [{ ...web, template: { ...web.template, security } }];
    const inventory = anInventory({
      source: { kind: "snapshot", files: ["shop.yaml"] },
      claims: [aClaim("media", { ...unseen, ...rwx })],
      classes: [aStorageClass("c", { provisioner: "efs.csi.aws.com" })],
      workloads,
    });
    expect(remarksOn(inventory)).to.contain("fsGroup 2000 of Deployment web does nothing here");
  });

  it("is nothing of fsGroup where no pod asks for one, or the driver takes it", () => {
    expect(remarksOn(made("efs.csi.aws.com", false, { claim: rwx }))).to.not.contain("fsGroup");
    const taken = made("file.csi.azure.com", false, { claim: rwx, others: withGroup(2000) });
    expect(remarksOn(taken)).to.contain("fsGroup 2000").and.not.contain("does nothing");
  });

  it("is whether readers are kept from writing", () => {
    const forced = { claim: rox, parameters: { type: "hyperdisk-ml" } };
    expect(remarksOn(made("pd.csi.storage.gke.io", true, forced))).to.contain(
      "mounts a ReadOnlyMany volume read-only",
    );
    expect(remarksOn(made("nfs.csi.k8s.io", false, { claim: rox }))).to.contain("readOnly: true");
    expect(remarksOn(made("efs.csi.aws.com", false, { claim: rox }))).to.not.contain("readOnly");
  });

  it("is what becomes of the volume, and whether it can grow", () => {
    const text = remarksOn(made("ebs.csi.aws.com", true));
    expect(text).to.contain("reclaim policy Delete").and.contain("does not allow expansion");
    expect(
      remarksOn(made("ebs.csi.aws.com", true, { volume: { reclaimPolicy: "Retain" } })),
    ).to.contain("Retain");
    expect(remarksOn(made("efs.csi.aws.com", false))).to.not.contain("expansion");
  });
});

describe("the size of a claim", () => {
  const sizeOf = (inventory: Inventory) => explain(inventory).size.because.text;

  it("is one pool for all its pods", () => {
    expect(sizeOf(made("ebs.csi.aws.com", true))).to.match(/^5Gi is the size of a disk, one pool/);
  });

  it("is a placeholder with EFS", () => {
    expect(sizeOf(made("efs.csi.aws.com", false))).to.contain("placeholder");
  });

  it("is that of the volume, which may have more than was asked for", () => {
    const volume = { capacity: "8Gi" };
    expect(sizeOf(made("ebs.csi.aws.com", true, { volume }))).to.contain("8Gi");
  });
});
