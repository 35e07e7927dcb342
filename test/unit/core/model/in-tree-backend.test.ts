import { expect } from "chai";
import { nameInTreeBackend } from "../../../../src/core/model/in-tree-backend.ts";

const inTree = (plugin: string, attributes: Readonly<Record<string, string>>) => ({
  plugin,
  attributes,
});

describe("a backend that no CSI driver handles", () => {
  it("is named by all fields that identify it, in the order in which people say them", () => {
    const rbd = inTree("rbd", { image: "img", monitors: "m1,m2", pool: "pool", user: "admin" });
    expect(nameInTreeBackend(rbd)).to.equal("m1,m2/pool/img");
    const iscsi = inTree("iscsi", { lun: "0", iqn: "iqn.x", targetPortal: "p" });
    expect(nameInTreeBackend(iscsi)).to.equal("p/iqn.x/0");
  });

  it("is an NFS server and a path in one spelling", () => {
    const exported = (path: string) =>
      nameInTreeBackend(inTree("nfs", { server: "10.0.0.5", path }));
    expect(exported("/data/")).to.equal("10.0.0.5:/data");
    expect(exported("/data//")).to.equal(exported("/data"));
  });
});
