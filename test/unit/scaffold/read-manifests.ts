import { Readable } from "node:stream";
import { stringify } from "yaml";
import { RESOURCES } from "../../../src/core/model/resource.ts";
import type { Storage } from "../../../src/core/model/storage.ts";
import { STORAGE_KINDS } from "../../../src/core/model/storage-kind.ts";
import { findStorages } from "../../../src/core/sharing/find-storages.ts";
import { JoinedInventory } from "../../../src/core/sharing/joined-inventory.ts";
import type { Manifest } from "../../../src/scaffold/manifest.ts";
import { createSnapshotSource } from "../../../src/sources/snapshot/snapshot-source.ts";

/** The manifests as `-f -` reads them, in every detail. */
export async function readManifests(
  manifests: readonly Manifest[],
): Promise<{ storages: Storage[]; joined: JoinedInventory }> {
  const text = manifests.map(({ object }) => stringify(object)).join("---\n");
  const source = createSnapshotSource({
    paths: ["-"],
    recursive: false,
    stdin: Readable.from([Buffer.from(text)]),
    defaultNamespace: "default",
    progress: { onObjects() {}, onWarning() {} },
  });
  const inventory = await source.read({
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(STORAGE_KINDS),
    resources: new Set(RESOURCES),
    deep: true,
    details: true,
    counted: null,
  });
  const storages = findStorages(inventory, new Set(STORAGE_KINDS), true);
  return { storages, joined: new JoinedInventory(inventory, storages) };
}
