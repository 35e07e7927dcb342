import { Readable } from "node:stream";
import type { KnownAccessMode } from "../../../../src/core/model/access-mode.ts";
import { RESOURCES } from "../../../../src/core/model/resource.ts";
import { STORAGE_KINDS } from "../../../../src/core/model/storage-kind.ts";
import { RULES } from "../../../../src/core/rules/rules.ts";
import { runRules } from "../../../../src/core/rules/run-rules.ts";
import { findStorages } from "../../../../src/core/sharing/find-storages.ts";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import type { Backend, VolumeContext } from "../../../../src/scaffold/backend.ts";
import type { BackendUse } from "../../../../src/scaffold/backends.ts";
import { type Manifest, toManifest } from "../../../../src/scaffold/manifest.ts";
import { createSnapshotSource } from "../../../../src/sources/snapshot/snapshot-source.ts";

/** For the claim `media` of namespace `shop`, with the examples that the backend's own flags give. */
export function aContext(
  { values }: Pick<Backend, "values">,
  changes: Partial<VolumeContext> = {},
): VolumeContext {
  return {
    name: "shared",
    values: Object.fromEntries(values.map(({ flag, example }) => [flag, example])),
    runAsUser: 1000,
    fsGroup: 2000,
    labels: { "app.kubernetes.io/name": "shared" },
    claim: { namespace: "shop", name: "media" },
    size: "10Gi",
    modes: ["ReadWriteMany"],
    unique: "",
    ...changes,
  };
}

/** null: the backend cannot do that. */
export function aManifest(
  backend: Backend,
  use: BackendUse,
  changes: Partial<VolumeContext> = {},
): Manifest | null {
  const context = aContext(backend, changes);
  const make = use === "class" ? backend.storageClass : backend.volume;
  return make && toManifest(make(context));
}

/** What the rules say of a claim with that mode and of a pod that uses it. */
export async function findIn(
  backend: Backend,
  use: BackendUse,
  mode: KnownAccessMode,
): Promise<string[]> {
  const manifest = aManifest(backend, use, { modes: [mode] });
  const inventory = await readObjects([manifest?.object, aClaim(use, mode), aPod(mode)]);
  const storages = findStorages(inventory, new Set(STORAGE_KINDS), true);
  const { findings } = runRules(
    RULES,
    STORAGE_KINDS,
    storages,
    new JoinedInventory(inventory, storages),
  );
  return [...findings.values()]
    .flat()
    .map(({ finding: { severity, rule, message } }) => `${severity} ${rule}: ${message}`)
    .filter((text) => !text.startsWith("info"));
}

/** As a dump of them would be read. */
export function readObjects(objects: readonly unknown[]) {
  const list = { apiVersion: "v1", kind: "List", items: objects };
  const source = createSnapshotSource({
    paths: ["-"],
    recursive: false,
    stdin: Readable.from([Buffer.from(JSON.stringify(list))]),
    defaultNamespace: "shop",
    progress: { onObjects() {}, onWarning() {} },
  });
  return source.read({
    namespace: null,
    fallbackNamespace: null,
    targets: [],
    kinds: new Set(STORAGE_KINDS),
    resources: new Set(RESOURCES),
    deep: false,
    details: true,
    counted: null,
  });
}

function aClaim(use: BackendUse, mode: KnownAccessMode) {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "media", namespace: "shop" },
    spec: {
      accessModes: [mode],
      storageClassName: use === "class" ? "shared" : "",
      ...(use === "volume" && { volumeName: "shared" }),
      resources: { requests: { storage: "10Gi" } },
    },
  };
}

function aPod(mode: KnownAccessMode) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "reader", namespace: "shop" },
    spec: {
      containers: [
        {
          name: "app",
          image: "busybox:1.37.0",
          command: ["sleep", "infinity"],
          volumeMounts: [{ name: "media", mountPath: "/media" }],
        },
      ],
      volumes: [
        {
          name: "media",
          persistentVolumeClaim: { claimName: "media", readOnly: mode === "ReadOnlyMany" },
        },
      ],
    },
  };
}
