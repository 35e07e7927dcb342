import { expect } from "chai";
import type { StorageFacts } from "../../../../src/core/reports/mount/mount-report.ts";
import { name } from "../../../../src/views/mount/name.ts";
import { claimOf, itemOf, mixed, reportOf } from "../sample-reports.ts";

function namesOf(...storages: StorageFacts[]): string[] {
  return [...name(reportOf(storages.map((storage) => itemOf(storage, []))))];
}

describe("-o name", () => {
  it("prints claims as kubectl does, one line each", () => {
    expect([...name(mixed)]).to.deep.equal([
      "persistentvolumeclaim/media\n",
      "emptydir/log-shipper-0/cache\n",
      "hostpath/node-a/var/log\n",
    ]);
  });

  it("takes the claim of an ephemeral volume for the claim that it is", () => {
    expect(namesOf(claimOf("web-0-tmp", { kind: "EphemeralClaim" }))).to.deep.equal([
      "persistentvolumeclaim/web-0-tmp\n",
    ]);
  });

  it("prints what pods share by name, and paths that are on no node yet", () => {
    expect(
      namesOf(
        { kind: "ConfigMap", namespace: "shop", name: "settings" },
        { kind: "InTree", namespace: null, name: "nfs:/exports", driver: "nfs" },
        { kind: "HostPath", namespace: null, name: "/data", node: null, types: [] },
      ),
    ).to.deep.equal(["configmap/settings\n", "intree/nfs:/exports\n", "hostpath/data\n"]);
  });
});
