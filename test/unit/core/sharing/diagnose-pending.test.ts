import { expect } from "chai";
import type { Claim } from "../../../../src/core/model/claim.ts";
import type { StorageClass } from "../../../../src/core/model/storage-class.ts";
import { diagnosePending } from "../../../../src/core/sharing/diagnose-pending.ts";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import {
  aClaim,
  aConsumer,
  anEvent,
  anInventory,
  aStorage,
  aStorageClass,
  aVolume,
  readAsAWhole,
} from "../objects.ts";

type Others = Parameters<typeof anInventory>[0];

const lateClass = aStorageClass("late", { bindingMode: "WaitForFirstConsumer" });
const atOnce = aStorageClass("gp3", { bindingMode: "Immediate" });
const byHand = aStorageClass("local", {
  provisioner: "kubernetes.io/no-provisioner",
  bindingMode: "Immediate",
});

/** Wanted by web-0, which is on no node unless the test says so. */
function diagnose(
  changes: Partial<Claim>,
  classes: StorageClass[],
  others: Others = {},
  node: string | null = null,
) {
  const claim = aClaim("media", {
    phase: "Pending",
    volumeName: null,
    grantedModes: null,
    ...changes,
  });
  const state = node === null ? ("unscheduled" as const) : ("waiting" as const);
  const storage = aStorage("media", { consumers: [aConsumer({ node, state })] });
  const inventory = anInventory({ claims: [claim], classes, ...others });
  return diagnosePending({ ...storage, claim }, new JoinedInventory(inventory, [storage]));
}

describe("why a claim is Pending", () => {
  const kindOf = (...asked: Parameters<typeof diagnose>) => diagnose(...asked).kind;

  it("is the volume that it names, before its class is looked at", () => {
    const named = { volumeName: "pv-media", storageClass: "late" };
    const taken = aVolume("media", { claim: { namespace: "shop", name: "other" } });
    expect(kindOf(named, [lateClass], { volumes: [taken] })).to.equal("volume-taken");
    expect(kindOf(named, [lateClass], { volumes: [aVolume("media")] })).to.equal("volume-named");
    expect(kindOf(named, [lateClass])).to.equal("volume-missing");
    const extents = { ...readAsAWhole(), persistentvolumes: { of: "some" as const } };
    expect(kindOf(named, [lateClass], { extents })).to.equal("volume-named");
  });

  it("is the class: none, none that is there, none that is the default", () => {
    expect(kindOf({ storageClass: "" }, [atOnce])).to.equal("without-class");
    expect(kindOf({ storageClass: "gone" }, [atOnce])).to.equal("class-missing");
    expect(kindOf({ storageClass: null }, [atOnce])).to.equal("no-default");
    expect(kindOf({ storageClass: "local" }, [byHand])).to.equal("made-by-hand");
  });

  it("may be anything where classes were not read", () => {
    const extents = { ...readAsAWhole(), storageclasses: { of: "none" as const } };
    expect(kindOf({ storageClass: "gone" }, [], { extents })).to.equal("provisioning");
    expect(kindOf({ storageClass: null }, [], { extents })).to.equal("provisioning");
  });

  it("is the default class's doing where the claim names none", () => {
    const late = { ...lateClass, isDefault: true };
    expect(kindOf({ storageClass: null }, [late, atOnce])).to.equal("waits-for-pod");
  });

  it("is that no node was picked, or that the scheduler was not asked", () => {
    const late = { storageClass: "late" };
    expect(kindOf(late, [lateClass])).to.equal("waits-for-pod");
    expect(kindOf(late, [lateClass], {}, "node-a")).to.equal("scheduler-skipped");
    expect(kindOf({ ...late, selectedNode: "node-a" }, [lateClass])).to.equal("provisioning");
  });

  it("is that nobody has made the volume yet, with the word of who failed", () => {
    const failed = anEvent("no room", {
      kind: "PersistentVolumeClaim",
      name: "media",
      uid: "uid-media",
      reason: "ProvisioningFailed",
    });
    const silent = diagnose({ storageClass: "gp3" }, [atOnce]);
    const told = diagnose({ storageClass: "gp3" }, [atOnce], { events: [failed] });
    expect(silent).to.deep.include({ kind: "provisioning", failed: null });
    expect(told).to.deep.include({ provisioner: atOnce.provisioner, failed });
  });
});
