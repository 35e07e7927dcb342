import { expect } from "chai";
import { checkSources } from "../../../../src/cli/scaffold/check-sources.ts";
import type { KubernetesObject } from "../../../../src/scaffold/manifest.ts";
import type { PlannedObjects } from "../../../../src/sources/cluster/planned-objects.ts";

const SNAPSHOT: KubernetesObject = {
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshot",
  metadata: { name: "models" },
  spec: { source: { persistentVolumeClaimName: "trained" } },
};
const RESTORED: KubernetesObject = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "models" },
  spec: { dataSource: { apiGroup: "snapshot.storage.k8s.io", kind: "VolumeSnapshot", name: "x" } },
};
const COPY: KubernetesObject = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "models", namespace: "shop" },
  spec: { dataSource: { kind: "PersistentVolumeClaim", name: "trained" } },
};

function check(isThere: boolean | null, ...objects: KubernetesObject[]): Promise<string[]> {
  const planned = { isTaken: async () => isThere } as unknown as PlannedObjects;
  return checkSources(objects, planned, "home");
}

describe("What a copy needs", () => {
  it("is missed where it is not there, in the namespace of the copy", async () => {
    expect(await check(false, COPY)).to.deep.equal([
      "Warning: there is no claim trained in namespace shop to be copied",
    ]);
    const [claim, definition] = await check(false, SNAPSHOT, RESTORED);
    expect(claim).to.equal("Warning: there is no claim trained in namespace home to be copied");
    expect(definition).to.match(/^Warning: the server knows no VolumeSnapshot, /);
  });

  it("is nothing to speak of where it is there, or nobody may know", async () => {
    expect(await check(true, SNAPSHOT, RESTORED, COPY)).to.deep.equal([]);
    expect(await check(null, SNAPSHOT, RESTORED, COPY)).to.deep.equal([]);
  });
});
