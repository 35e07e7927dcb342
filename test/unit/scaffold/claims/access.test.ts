import { expect } from "chai";
import { findBackend } from "../../../../src/scaffold/backends.ts";
import { findWriteAccess, toReadAccess } from "../../../../src/scaffold/claims/access.ts";
import type { StorageChoice } from "../../../../src/scaffold/options.ts";

describe("the way in which pods come to write", () => {
  it("is the access point's where a class of the cluster makes one", () => {
    const byClass = findWriteAccess(
      aClass("efs.csi.aws.com", { provisioningMode: "efs-ap" }),
      "class",
      "ReadWriteMany",
    );
    expect(byClass.by).to.equal("accessPoint");
    expect(findWriteAccess(on("efs"), "class", "ReadWriteMany").by).to.equal(byClass.by);
  });

  it("is the group's where nobody has read the class", () => {
    const unread = { kind: "class", name: "x", driver: "efs.csi.aws.com" } as const;
    expect(findWriteAccess(unread, "class", "ReadWriteMany").by).to.equal("fsGroup");
  });

  it("changes no owner over NFS, which a server that squashes root would refuse", () => {
    expect(findWriteAccess(on("nfs"), "class", "ReadWriteMany").by).to.equal("supplementalGroups");
    const open = aClass("nfs.csi.k8s.io", { mountPermissions: "0777" });
    expect(findWriteAccess(open, "class", "ReadWriteMany").by).to.equal("supplementalGroups");
    for (const parameters of [{}, { mountPermissions: "0" }, { mountPermissions: "0755" }]) {
      const closed = aClass("nfs.csi.k8s.io", parameters);
      expect(findWriteAccess(closed, "class", "ReadWriteMany").by).to.equal("fsGroup");
    }
  });

  it("changes owners once only, where the kubelets of several nodes would change them", () => {
    for (const name of ["cephfs", "cephfs-rook", "filestore"]) {
      const access = findWriteAccess(on(name), "class", "ReadWriteMany");
      expect(access.changesOnce?.value, name).to.match(/the owner of every file again/);
      expect(toReadAccess(access).changesOnce).to.equal(undefined);
      expect(findWriteAccess(on(name), "class", "ReadWriteOnce").changesOnce).to.equal(undefined);
    }
  });

  it("says that all that is in a share is given to the group", () => {
    const access = findWriteAccess(on("cephfs"), "volume", "ReadWriteMany");
    expect(access.changesOnce?.value).to.match(/^At the first mount all that is in the share/);
  });

  it("leaves to drivers what they do by themselves", () => {
    for (const name of ["azure-files-nfs", "longhorn", "fsx"]) {
      const access = findWriteAccess(on(name), "class", "ReadWriteMany");
      expect([access.by, access.changesOnce], name).to.deep.equal(["fsGroup", undefined]);
    }
  });
});

function on(name: string): StorageChoice {
  const backend = findBackend(name);
  if (backend === null) throw new Error(name);
  return { kind: "backend", backend, values: {} };
}

function aClass(driver: string, parameters: Readonly<Record<string, string>>): StorageChoice {
  return { kind: "class", name: "x", driver, parameters };
}
