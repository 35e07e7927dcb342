import { expect } from "chai";
import type { Inventory } from "../../../../../../src/core/model/inventory.ts";
import { explainClass } from "../../../../../../src/core/reports/object/explain/explain-class.ts";
import type { ModeAnswer } from "../../../../../../src/core/reports/object/object-report.ts";
import { aDriver, anInventory, aStorageClass, readAsAWhole } from "../../../objects.ts";

const answersOf = (modes: readonly ModeAnswer[]) => modes.map(({ answer }) => answer).join(" ");

function explain(
  provisioner: string,
  parameters: Readonly<Record<string, string>> = {},
  inventory: Inventory = anInventory(),
) {
  return explainClass(aStorageClass("c", { provisioner, parameters }), inventory);
}

const remarksOf = ({ remarks }: ReturnType<typeof explain>) =>
  remarks.map(({ text }) => text).join("\n");

const UNKNOWN = "unknown unknown unknown unknown";

describe("what a storage class gives", () => {
  const rows: readonly [string, Readonly<Record<string, string>>, string, string, string | null][] =
    [
      ["ebs.csi.aws.com", { type: "gp3" }, "yes no no yes", "yes no no yes", "device"],
      ["ebs.csi.aws.com", { type: "io2" }, "yes no no yes", "yes no yes yes", "device"],
      [
        "efs.csi.aws.com",
        { provisioningMode: "efs-ap", fileSystemId: "fs-1" },
        "yes no yes yes",
        "no no no no",
        "none",
      ],
      ["disk.csi.azure.com", {}, "yes no no yes", "yes no no yes", "device"],
      ["disk.csi.azure.com", { maxShares: "2" }, "yes no no yes", "yes yes yes yes", "device"],
      [
        "pd.csi.storage.gke.io",
        { type: "pd-balanced" },
        "yes conditional no yes",
        "yes conditional no yes",
        "device",
      ],
      [
        "pd.csi.storage.gke.io",
        { type: "hyperdisk-ml" },
        "yes yes no yes",
        "yes yes unknown yes",
        "device",
      ],
      ["driver.longhorn.io", {}, "yes no yes yes", "yes no no yes", "device"],
      ["csi.vsphere.vmware.com", {}, "yes yes yes yes", "yes no no yes", null],
      ["kubernetes.io/aws-ebs", {}, "yes no no yes", "yes no no yes", "device"],
      ["d.example.com", {}, UNKNOWN, UNKNOWN, null],
      ["kubernetes.io/no-provisioner", {}, UNKNOWN, UNKNOWN, null],
    ];
  for (const [provisioner, parameters, filesystem, block, size] of rows) {
    it(`is told of ${provisioner} with ${JSON.stringify(parameters)}`, () => {
      const explained = explain(provisioner, parameters);
      expect({
        filesystem: answersOf(explained.filesystem),
        block: answersOf(explained.block),
        size: explained.size.limit,
      }).to.deep.equal({ filesystem, block, size });
    });
  }

  it("is no plain yes where the class makes no volumes as it is", () => {
    const lacking = explain("efs.csi.aws.com", {});
    expect(answersOf(lacking.filesystem)).to.equal("conditional no conditional conditional");
    expect(lacking.filesystem[2]?.conditions[0]).to.match(/^the class gives .*provisioningMode/);
    expect(lacking.incomplete?.text).to.include("provisioningMode");
    expect(lacking.missing.some(({ demanded }) => demanded)).to.equal(true);
    const complete = { provisioningMode: "efs-ap", fileSystemId: "fs-1" };
    expect(explain("efs.csi.aws.com", complete).incomplete).to.equal(null);
  });

  it("is for volumes that are made by hand where nobody is asked for one", () => {
    expect(explain("kubernetes.io/no-provisioner").staticOnly).to.equal(true);
    expect(explain("ebs.csi.aws.com").staticOnly).to.equal(false);
  });

  it("names the condition that is open, and the one that fails", () => {
    const open = explain("pd.csi.storage.gke.io", { type: "pd-balanced" }).filesystem[1];
    expect(open?.conditions.join()).to.contain("dataSource");
    const failing = explain("disk.csi.azure.com").block[2];
    expect(failing).to.include({ answer: "no" });
    expect(failing?.conditions.join()).to.contain("maxShares");
  });

  it("cites nothing of a provisioner that is not known, and says so", () => {
    const explained = explain("d.example.com");
    expect(explained).to.include({ product: null, attaches: null, installed: null });
    expect(explained.filesystem.flatMap(({ citations }) => citations)).to.deep.equal([]);
    expect(remarksOf(explained)).to.contain("d.example.com is not known here");
  });
});

describe("whether the driver of a class is installed", () => {
  const withDriver = (name: string) => anInventory({ drivers: [aDriver(name)] });

  it("is told by its CSIDriver object", () => {
    const here = withDriver("ebs.csi.aws.com");
    expect(explain("ebs.csi.aws.com", {}, here).installed).to.equal(true);
    expect(explain("kubernetes.io/aws-ebs", {}, here).installed).to.equal(true);
    expect(explain("d.example.com", {}, withDriver("d.example.com")).installed).to.equal(true);
    const missing = explain("efs.csi.aws.com", {}, here);
    expect(missing.installed).to.equal(false);
    expect(missing.remarks[0]?.text).to.contain("not installed here");
  });

  it("is not known where the objects were not read, or there is none to read", () => {
    const extents = { ...readAsAWhole(), csidrivers: { of: "none" } } as const;
    expect(explain("ebs.csi.aws.com", {}, anInventory({ extents })).installed).to.equal(null);
    expect(explain("rancher.io/local-path").installed).to.equal(null);
    expect(explain("kubernetes.io/no-provisioner").installed).to.equal(null);
  });

  it("comes with what it says of attaching", () => {
    const drivers = [aDriver("efs.csi.aws.com", { attachRequired: true })];
    expect(explain("efs.csi.aws.com", {}, anInventory({ drivers })).attaches).to.equal(true);
    expect(explain("efs.csi.aws.com").attaches).to.equal(false);
  });
});

describe("what is remarked on a class", () => {
  it("is what its driver needs and it does not give", () => {
    const { missing } = explain("efs.csi.aws.com", { fileSystemId: "fs-1" });
    expect(missing.map(({ text }) => text).join()).to.contain("provisioningMode");
    expect(missing[0]?.citations).to.not.be.empty;
    expect(explain("ebs.csi.aws.com").missing).to.deep.equal([]);
  });

  it("is who handles an old name now", () => {
    expect(remarksOf(explain("kubernetes.io/aws-ebs"))).to.contain("ebs.csi.aws.com");
    expect(remarksOf(explain("kubernetes.io/rbd"))).to.contain("rbd.csi.ceph.com");
  });

  it("is that it makes no volumes", () => {
    expect(remarksOf(explain("kubernetes.io/no-provisioner"))).to.contain("made by hand");
    expect(remarksOf(explain("s3.csi.aws.com"))).to.match(/no dynamic|static|makes no/i);
  });

  it("is that two classes are the default", () => {
    const two = ["a", "b"].map((name) => aStorageClass(name, { isDefault: true }));
    const inventory = anInventory({ classes: [...two, aStorageClass("c")] });
    const [first] = two.map((it) => explainClass(it, inventory));
    expect(first && remarksOf(first))
      .to.contain("a and b")
      .and.contain("newest");
    const other = explainClass(aStorageClass("c"), inventory);
    expect(remarksOf(other)).to.not.contain("newest");
    const alone = anInventory({ classes: two.slice(0, 1) });
    const [only] = alone.classes.values();
    expect(only && remarksOf(explainClass(only, alone))).to.not.contain("newest");
  });

  it("is how its volumes can be shared between nodes", () => {
    expect(remarksOf(explain("efs.csi.aws.com"))).to.contain("ask for ReadWriteMany");
    expect(remarksOf(explain("ebs.csi.aws.com", { type: "io2" }))).to.contain("volumeMode Block");
    expect(remarksOf(explain("ebs.csi.aws.com"))).to.contain("No volume of this class");
  });
});
