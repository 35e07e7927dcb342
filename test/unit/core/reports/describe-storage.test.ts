import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import type { PodVolumeSource } from "../../../../src/core/model/pod.ts";
import type { Storage } from "../../../../src/core/model/storage.ts";
import { describeStorage } from "../../../../src/core/reports/describe-storage.ts";
import type { ClaimFacts } from "../../../../src/core/reports/mount/mount-report.ts";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import { aClaim, anAttachment, anInventory, aStorage, aVolume, readAsAWhole } from "../objects.ts";

const describeIn = (inventory: Inventory, storage: Storage) =>
  describeStorage(storage, new JoinedInventory(inventory, [storage]));

const claimFacts = (storage: Storage, inventory = anInventory()) =>
  describeIn(inventory, storage) as ClaimFacts;

describe("what a report says of a claim", () => {
  it("is what the claim asks for, and what its volume grants", () => {
    const claim = aClaim("media", {
      requestedModes: ["ReadWriteMany", "ReadWriteOnce"],
      labels: { app: "web" },
    });
    const volume = aVolume("media", {
      grantedModes: ["ReadWriteMany"],
      capacity: "8Gi",
      nodeAffinity: [
        {
          expressions: [
            { key: "zone", operator: "In", values: ["a", "b"] },
            { key: "gpu", operator: "Exists", values: [] },
          ],
        },
        { expressions: [{ key: "zone", operator: "NotIn", values: ["c"] }] },
      ],
    });
    const inventory = anInventory({
      attachments: [anAttachment("media", "node-a", { detachError: "stuck", terminating: true })],
    });
    expect(claimFacts(aStorage("media", { claim, volume }), inventory)).to.deep.equal({
      kind: "PersistentVolumeClaim",
      namespace: "shop",
      name: "media",
      exists: true,
      planned: false,
      labels: { app: "web" },
      phase: "Bound",
      terminating: false,
      createdAt: "2026-11-22T22:00:00Z",
      requestedModes: ["ReadWriteOnce", "ReadWriteMany"],
      grantedModes: ["ReadWriteMany"],
      volumeMode: "Filesystem",
      storageClass: "gp3",
      requested: "5Gi",
      requestedBytes: 5_368_709_120,
      volume: {
        name: "pv-media",
        driver: "ebs.csi.aws.com",
        handle: "vol-media",
        phase: "Bound",
        reclaimPolicy: "Delete",
        capacity: "8Gi",
        capacityBytes: 8_589_934_592,
        nodeAffinity: "zone in (a, b) and gpu exists or zone notin (c)",
      },
      attachments: [
        {
          name: "csi-media-node-a",
          node: "node-a",
          attached: true,
          attachError: null,
          detachError: "stuck",
          terminating: true,
        },
      ],
    });
  });

  it("is that there is none, or that nobody knows", () => {
    const nothing = aStorage("media", { claim: null, volume: null });
    expect(claimFacts(nothing)).to.include({ exists: false, phase: null, terminating: null });
    const extents = { ...readAsAWhole(), persistentvolumeclaims: { of: "none" } } as const;
    expect(claimFacts(nothing, anInventory({ extents }))).to.deep.include({
      exists: null,
      requestedModes: null,
      grantedModes: null,
      volume: null,
      attachments: null,
    });
  });

  it("is that it does not exist yet where only its template is there", () => {
    const claim = aClaim("media", { isPlanned: true, phase: null, volumeName: null });
    expect(claimFacts(aStorage("media", { claim, volume: null }))).to.include({
      exists: false,
      planned: true,
    });
  });

  it("is its volume's name, modes and capacity also where volumes may not be read", () => {
    const facts = claimFacts(aStorage("media", { volume: null }));
    expect(facts.volume).to.deep.equal({
      name: "pv-media",
      driver: null,
      handle: null,
      phase: null,
      reclaimPolicy: null,
      capacity: "5Gi",
      capacityBytes: 5_368_709_120,
      nodeAffinity: null,
    });
    expect(facts.grantedModes).to.deep.equal(["ReadWriteOnce"]);
    expect(facts.attachments).to.deep.equal([]);
  });

  it("is no volume and no attachment before it is bound", () => {
    const claim = aClaim("media", { volumeName: null, grantedModes: null, phase: "Pending" });
    expect(claimFacts(aStorage("media", { claim, volume: null }))).to.deep.include({
      volume: null,
      grantedModes: null,
      attachments: [],
    });
  });

  it("is nothing of attachments where they were read in part and none was found", () => {
    const extents = { ...readAsAWhole(), volumeattachments: { of: "some" } } as const;
    expect(claimFacts(aStorage("media"), anInventory({ extents })).attachments).to.equal(null);
    expect(claimFacts(aStorage("media")).attachments).to.deep.equal([]);
  });

  it("is a size without bytes where no JSON number is large enough", () => {
    const volume = aVolume("media", { capacity: "8Ei" });
    expect(claimFacts(aStorage("media", { volume })).volume).to.include({
      capacity: "8Ei",
      capacityBytes: null,
    });
  });
});

describe("what a report says of other storage", () => {
  const ofPod = (kind: Storage["kind"], source: PodVolumeSource) =>
    describeIn(
      anInventory(),
      aStorage("cache", {
        kind,
        claim: null,
        volume: null,
        pod: { name: "web-0", uid: "u" },
        sources: [source],
      }),
    );
  const common = { namespace: "shop", name: "cache", pod: "web-0", podUid: "u" };

  it("is what an emptyDir is made of", () => {
    const source = { kind: "EmptyDir", medium: "Memory", sizeLimit: "1Gi" } as const;
    expect(ofPod("EmptyDir", source)).to.deep.equal({
      kind: "EmptyDir",
      ...common,
      medium: "Memory",
      sizeLimit: "1Gi",
      sizeLimitBytes: 1_073_741_824,
    });
  });

  it("is what tells the pod's other volumes apart", () => {
    expect(ofPod("CSIInline", { kind: "CSIInline", driver: "d", readOnly: false })).to.deep.equal({
      kind: "CSIInline",
      ...common,
      driver: "d",
    });
    expect(ofPod("Image", { kind: "Image", reference: "r" })).to.include({ reference: "r" });
    expect(ofPod("Projected", { kind: "Projected", sources: ["Secret/a"] })).to.deep.include({
      sources: ["Secret/a"],
    });
    expect(ofPod("Other", { kind: "Other", type: "later" })).to.include({ type: "later" });
    expect(ofPod("DownwardAPI", { kind: "DownwardAPI" })).to.deep.equal({
      kind: "DownwardAPI",
      ...common,
    });
  });

  it("is a path, its node, and each type that pods ask for, once", () => {
    const source = (type: string) => ({ kind: "HostPath", path: "/x", type }) as const;
    const storage = aStorage("/x", {
      kind: "HostPath",
      namespace: null,
      node: "node-a",
      claim: null,
      volume: null,
      sources: [source("Socket"), source(""), source("Socket")],
    });
    expect(describeIn(anInventory(), storage)).to.deep.equal({
      kind: "HostPath",
      namespace: null,
      name: "/x",
      node: "node-a",
      types: ["", "Socket"],
    });
  });

  it("is the name of a Secret, and the plugin of a backend", () => {
    const secret = aStorage("tls", { kind: "Secret", claim: null, volume: null });
    expect(describeIn(anInventory(), secret)).to.deep.equal({
      kind: "Secret",
      namespace: "shop",
      name: "tls",
    });
    const nfs: PodVolumeSource = {
      kind: "InTree",
      source: { plugin: "nfs", driver: null, handle: null, readOnly: false, attributes: {} },
    };
    const backend = aStorage("10.0.0.5:/x", {
      kind: "InTree",
      namespace: null,
      claim: null,
      volume: null,
      sources: [nfs],
    });
    expect(describeIn(anInventory(), backend)).to.include({ kind: "InTree", driver: "nfs" });
  });
});
