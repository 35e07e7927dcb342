import { expect } from "chai";
import {
  chooseClass,
  describeClass,
  type OfferedClass,
  type OfferedMode,
} from "../../../src/scaffold/choose-class.ts";

const MODES = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];

/** A class that gives ReadWriteMany as told, and ReadWriteOnce. */
function aClass(
  name: string,
  answer: OfferedMode["answer"],
  changes: Partial<OfferedClass> = {},
): OfferedClass {
  return {
    name,
    provisioner: `${name}.example`,
    isDefault: false,
    installed: true,
    obstacles: [],
    filesystem: MODES.map((mode) => ({
      mode,
      answer: mode === "ReadWriteMany" ? answer : mode === "ReadWriteOnce" ? "yes" : "no",
      conditions: answer === "conditional" ? ["it is a Tuesday"] : [],
    })),
    ...changes,
  };
}

const choose = (...classes: OfferedClass[]) => chooseClass(classes, "ReadWriteMany");

describe("The class for a claim that is to be made", () => {
  it("is the default where that can do it, and the others are told", () => {
    const usual = aClass("usual", "yes", { isDefault: true });
    expect(choose(aClass("a", "yes"), usual)).to.deep.equal({
      kind: "chosen",
      chosen: usual,
      because: "the default class",
      conditions: [],
      others: ["a"],
    });
  });

  it("is another one where the default cannot do it, and says so", () => {
    const files = aClass("files", "yes");
    expect(choose(aClass("disk", "no", { isDefault: true }), files)).to.include({
      chosen: files,
      because: "the default class disk cannot give ReadWriteMany",
    });
  });

  it("is sooner one that surely can than a default that can under conditions", () => {
    const files = aClass("files", "yes");
    const perhaps = aClass("perhaps", "conditional", { isDefault: true });
    expect(choose(perhaps, files)).to.include({ chosen: files });
    expect(choose(perhaps)).to.deep.include({ chosen: perhaps, conditions: ["it is a Tuesday"] });
  });

  it("is never one of which nobody knows whether it can", () => {
    expect(choose(aClass("new", "unknown", { isDefault: true }))).to.deep.equal({ kind: "none" });
  });

  it("is none that makes no volumes: its driver is absent, or lacks a parameter", () => {
    expect(choose(aClass("a", "yes", { installed: false }))).to.deep.equal({ kind: "none" });
    expect(choose(aClass("a", "yes", { obstacles: ["It needs x."] }))).to.deep.equal({
      kind: "none",
    });
    expect(choose(aClass("a", "yes", { installed: null }))).to.include({ kind: "chosen" });
  });

  it("is told with what it can do where none can be chosen", () => {
    expect(describeClass(aClass("disk", "no", { isDefault: true }))).to.equal(
      "disk (disk.example, the default): RWO",
    );
    expect(describeClass(aClass("new", "unknown"))).to.equal(
      "new (new.example): RWO; not known of RWX",
    );
    expect(describeClass(aClass("x", "conditional"))).to.equal(
      "x (x.example): RWO; RWX under conditions",
    );
    expect(describeClass(aClass("x", "yes", { obstacles: ["It needs y."] }))).to.equal(
      "x (x.example): It needs y",
    );
    expect(describeClass(aClass("x", "yes", { installed: false }))).to.equal(
      "x (x.example): its driver is not installed",
    );
  });
});
