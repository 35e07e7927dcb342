import { expect } from "chai";
import { findBackend } from "../../../../src/scaffold/backends.ts";
import { findLeastSize, raiseToLeast } from "../../../../src/scaffold/claims/least-size.ts";
import { noteStorage } from "../../../../src/scaffold/claims/note-storage.ts";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import type { StorageChoice } from "../../../../src/scaffold/options.ts";
import { findPattern } from "../find-pattern.ts";
import { optionsFor } from "../options-for.ts";

describe("the least size of a volume", () => {
  it("is what the tier, the type or the SKU of the class makes", () => {
    expect(leastOf("fsx.csi.aws.com", { deploymentType: "SCRATCH_2" })).to.equal("1200Gi");
    expect(
      leastOf("fsx.csi.aws.com", { storageType: "HDD", perUnitStorageThroughput: "12" }),
    ).to.equal("6000Gi");
    expect(leastOf("filestore.csi.storage.gke.io", { tier: "enterprise" })).to.equal("1Ti");
    expect(leastOf("filestore.csi.storage.gke.io", {})).to.equal("100Gi");
    expect(leastOf("file.csi.azure.com", { protocol: "nfs" })).to.equal("100Gi");
    expect(leastOf("file.csi.azure.com", { skuName: "Premium_ZRS" })).to.equal("100Gi");
    expect(leastOf("file.csi.azure.com", { skuName: "StandardV2_LRS" })).to.equal("32Gi");
  });

  it("is not told of what makes any size, nor of what nobody has read", () => {
    expect(leastOf("file.csi.azure.com", { skuName: "Standard_LRS" })).to.equal(null);
    expect(leastOf("filestore.csi.storage.gke.io", { multishare: "true" })).to.equal(null);
    expect(leastOf("efs.csi.aws.com", { provisioningMode: "efs-ap" })).to.equal(null);
    expect(leastOf("fsx.csi.aws.com", undefined)).to.equal(null);
  });

  it("takes the place of a smaller default, in the quota too", () => {
    const options = ask("per-team", on("azure-files-nfs"));
    const raised = raiseToLeast(options, "class");
    expect(raised.size).to.equal("100Gi");
    const text = JSON.stringify(findPattern("per-team").build(raised).map(toManifest));
    expect(text).to.contain('requests.storage":"100Gi"').and.not.to.contain('"1Gi"');
    const large = { ...options, size: "2Ti" };
    expect(raiseToLeast(large, "class")).to.equal(large);
  });

  it("is nothing to a share that is there already", () => {
    const options = ask("static", on("azure-files-nfs"));
    expect(raiseToLeast(options, "volume")).to.equal(options);
    expect(noteStorage(options, "volume")).to.deep.equal([]);
  });

  it("is said where less was asked for", () => {
    expect(noteStorage(ask("rwx", on("filestore")), "class")).to.deep.equal([
      "Warning: --size 1Gi is less than 1Ti, the least that is made",
    ]);
    expect(noteStorage({ ...ask("rwx", on("filestore")), size: "1Ti" }, "class")).to.be.empty;
  });
});

describe("what is left to be done by hand", () => {
  it("is to let the group write on a new Lustre file system, of an own class and of a read one", () => {
    const read: StorageChoice = {
      kind: "class",
      name: "lustre",
      driver: "fsx.csi.aws.com",
      parameters: {},
    };
    for (const storage of [on("fsx"), read]) {
      const options = { ...ask("rwx", storage), size: "1200Gi" };
      const [note, ...more] = noteStorage(options, "class");
      expect(note).to.match(/^Warning: a step is left to be done by hand: .*chgrp/);
      expect(more).to.deep.equal([]);
    }
  });

  it("is nothing where class or driver let the pods write", () => {
    expect(noteStorage(ask("rwx", on("efs")), "class")).to.deep.equal([]);
    expect(noteStorage(ask("rwx", null), null)).to.deep.equal([]);
  });
});

function leastOf(
  driver: string,
  parameters: Readonly<Record<string, string>> | undefined,
): string | null {
  const storage = { kind: "class", name: "x", driver, ...(parameters && { parameters }) } as const;
  return findLeastSize(ask("rwx", storage), "class")?.quantity ?? null;
}

function on(name: string): StorageChoice {
  const backend = findBackend(name);
  if (backend === null) throw new Error(name);
  const values = backend.values.map(({ flag, example }) => [flag, example]);
  return { kind: "backend", backend, values: Object.fromEntries(values) };
}

function ask(pattern: string, storage: StorageChoice | null) {
  return optionsFor(findPattern(pattern), { storage, teams: ["team-a"] });
}
