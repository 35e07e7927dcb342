import { expect } from "chai";
import fc from "fast-check";
import { formatStorageId, normalizePath } from "../../../../src/core/model/storage-id.ts";

describe("the id of storage", () => {
  it("of a claim is its namespace and name", () => {
    const claim = { kind: "PersistentVolumeClaim", name: "media", node: null, pod: null } as const;
    expect(formatStorageId({ ...claim, namespace: "shop" })).to.equal(
      "PersistentVolumeClaim/shop/media",
    );
    expect(formatStorageId({ ...claim, namespace: "other" })).to.equal(
      "PersistentVolumeClaim/other/media",
    );
  });

  it("of a pod's own storage is the pod, its uid and the volume", () => {
    const emptyDir = { kind: "EmptyDir", namespace: "shop", name: "cache", node: null } as const;
    expect(formatStorageId({ ...emptyDir, pod: { name: "web-0", uid: "u1" } })).to.equal(
      "EmptyDir/shop/web-0/u1/cache",
    );
    expect(formatStorageId({ ...emptyDir, pod: { name: "web-0", uid: null } })).to.equal(
      "EmptyDir/shop/web-0/cache",
    );
  });

  it("of a hostPath is its node and path", () => {
    const path = { kind: "HostPath", namespace: null, name: "/var/log", pod: null } as const;
    expect(formatStorageId({ ...path, node: "node-a" })).to.equal("HostPath/node-a/var/log");
  });
});

describe("a hostPath", () => {
  it("has one spelling", () => {
    const spellings = ["/var/log", "/var/log/", "/var//log", "/var/./log", "/var/lib/../log"];
    for (const path of spellings) expect(normalizePath(path), path).to.equal("/var/log");
    for (const path of ["/", "//", "/.", ""]) expect(normalizePath(path), path).to.equal("/");
  });

  it("has that one already once it was normalised", () => {
    const part = fc.constantFrom("a", "b.c", ".", "..", "", "var");
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const path = normalizePath(`/${parts.join("/")}`);
        expect(normalizePath(path)).to.equal(path);
      }),
    );
  });
});
