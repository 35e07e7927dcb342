import { createReadStream } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { RESOURCES } from "../../../../src/core/model/resource.ts";
import { STORAGE_KINDS } from "../../../../src/core/model/storage-kind.ts";
import { RULES } from "../../../../src/core/rules/rules.ts";
import { runRules } from "../../../../src/core/rules/run-rules.ts";
import { findStorages } from "../../../../src/core/sharing/find-storages.ts";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import { createSnapshotSource } from "../../../../src/sources/snapshot/snapshot-source.ts";

const GOLDEN = join(import.meta.dirname, "../../../golden");

/** Which rules find something in the example, and how severe it is. */
async function findIn(example: string): Promise<string[]> {
  const source = createSnapshotSource({
    paths: ["-"],
    recursive: false,
    stdin: createReadStream(join(GOLDEN, example, "cluster.yaml")),
    defaultNamespace: "default",
    progress: { onObjects() {}, onWarning() {} },
  });
  const inventory = await source.read({
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(STORAGE_KINDS),
    resources: new Set(RESOURCES),
    deep: false,
    details: true,
    counted: null,
  });
  const storages = findStorages(inventory, new Set(STORAGE_KINDS), true);
  const joined = new JoinedInventory(inventory, storages);
  const { findings } = runRules(RULES, STORAGE_KINDS, storages, joined);
  return [...findings.values()].flat().map(({ finding }) => `${finding.severity} ${finding.rule}`);
}

describe("the examples that the project grew from", () => {
  it("read a message that may not be written yet", async () => {
    expect(await findIn("seed-shared-storage-pod")).to.deep.equal(["warning start-order"]);
  });

  it("read a file of a claim that is not in the files, and may not be written yet", async () => {
    expect(await findIn("seed-shared-pvc-pod")).to.deep.equal([
      "warning claim-not-found",
      "warning start-order",
    ]);
  });

  it("have containers of busybox that end at once", async () => {
    expect(await findIn("seed-shared")).to.include("warning shell-without-command");
  });

  it("have a class of EFS that makes no volume", async () => {
    expect(await findIn("seed-efs-together")).to.deep.equal(["error class-incomplete"]);
  });

  it("share a folder among containers that start in no order", async () => {
    expect(await findIn("seed-shared-pod")).to.deep.equal(["info start-order"]);
  });
});
