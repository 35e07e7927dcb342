import { expect } from "chai";
import {
  identifyPodVolume,
  isOwnedBy,
  kindOfClaim,
} from "../../../../src/core/model/identify-pod-volume.ts";
import type { PodVolumeSource } from "../../../../src/core/model/pod.ts";
import {
  aClaim,
  aClaimTemplate,
  anInventory,
  aPod,
  claimSource,
  emptyDir,
  hostPath,
} from "../objects.ts";

const ephemeral: PodVolumeSource = {
  kind: "EphemeralClaim",
  template: aClaimTemplate(""),
};

const ownedByWeb0 = (uid: string | null) => ({ owner: { kind: "Pod", name: "web-0", uid } });

function identify(
  source: PodVolumeSource,
  inventory = anInventory(),
  node: string | null = "node-a",
) {
  const pod = aPod("web-0", { data: source }, { node });
  return identifyPodVolume(pod, { name: "data", source }, inventory.claims);
}

describe("what a pod volume means", () => {
  it("is the claim of that very name, whether it is there or not", () => {
    expect(identify(claimSource("media"))).to.deep.equal({
      kind: "PersistentVolumeClaim",
      namespace: "shop",
      name: "media",
      node: null,
      pod: null,
    });
  });

  it("is an ephemeral claim where a pod owns the claim that is named", () => {
    const inventory = anInventory({ claims: [aClaim("media", ownedByWeb0("uid-web-0"))] });
    expect(identify(claimSource("media"), inventory)?.kind).to.equal("EphemeralClaim");
  });

  it("is the claim that a generic ephemeral volume made", () => {
    const claim = aClaim("web-0-data", ownedByWeb0("uid-web-0"));
    for (const claims of [[], [claim]]) {
      expect(identify(ephemeral, anInventory({ claims }))).to.include({
        kind: "EphemeralClaim",
        name: "web-0-data",
      });
    }
  });

  it("is nothing where the ephemeral volume's claim belongs to somebody else", () => {
    const strangers = [
      aClaim("web-0-data"),
      aClaim("web-0-data", ownedByWeb0("uid-of-an-earlier-web-0")),
      aClaim("web-0-data", { owner: { kind: "Pod", name: "web", uid: null } }),
      aClaim("web-0-data", { owner: { kind: "Job", name: "web-0", uid: null } }),
    ];
    for (const claim of strangers) {
      expect(identify(ephemeral, anInventory({ claims: [claim] }))).to.equal(null);
    }
  });

  it("is a path of the pod's node; before it has one, a path of its own", () => {
    expect(identify(hostPath("/var/log/"))).to.deep.equal({
      kind: "HostPath",
      namespace: null,
      name: "/var/log",
      node: "node-a",
      pod: null,
    });
    expect(identify(hostPath("/var/log"), anInventory(), null)).to.deep.include({
      node: null,
      pod: { name: "shop/web-0", uid: "uid-web-0" },
    });
  });

  it("is one backend for everybody where the pod names it itself", () => {
    const source: PodVolumeSource = {
      kind: "InTree",
      source: {
        plugin: "nfs",
        driver: null,
        handle: null,
        readOnly: false,
        attributes: { server: "10.0.0.5", path: "/export" },
      },
    };
    expect(identify(source)).to.deep.equal({
      kind: "InTree",
      namespace: null,
      name: "nfs/10.0.0.5:/export",
      node: null,
      pod: null,
    });
  });

  it("is the ConfigMap or Secret of the namespace", () => {
    expect(identify({ kind: "Secret", name: "tls" })).to.deep.include({
      namespace: "shop",
      name: "tls",
      pod: null,
    });
    expect(identify({ kind: "ConfigMap", name: "settings" })).to.include({ name: "settings" });
  });

  it("is the pod's own for everything else", () => {
    const sources: PodVolumeSource[] = [
      emptyDir,
      { kind: "CSIInline", driver: "d", readOnly: false },
      { kind: "Image", reference: "r" },
      { kind: "Projected", sources: [] },
      { kind: "DownwardAPI" },
      { kind: "Other", type: "later" },
    ];
    for (const source of sources) {
      expect(identify(source), source.kind).to.deep.equal({
        kind: source.kind,
        namespace: "shop",
        name: "data",
        node: null,
        pod: { name: "web-0", uid: "uid-web-0" },
      });
    }
  });
});

describe("the owner of an ephemeral claim", () => {
  const pod = aPod("web-0", {});

  it("is the pod of that name and uid, as far as both are known", () => {
    expect(isOwnedBy(aClaim("c", ownedByWeb0("uid-web-0")), pod)).to.equal(true);
    expect(isOwnedBy(aClaim("c", ownedByWeb0("another")), pod)).to.equal(false);
    expect(isOwnedBy(aClaim("c", ownedByWeb0(null)), pod)).to.equal(true);
    expect(isOwnedBy(aClaim("c", ownedByWeb0("any")), { ...pod, uid: null })).to.equal(true);
    expect(isOwnedBy(aClaim("c"), pod)).to.equal(false);
  });

  it("makes the claim's kind, a StatefulSet's does not", () => {
    expect(kindOfClaim(aClaim("c", ownedByWeb0(null)))).to.equal("EphemeralClaim");
    const owner = { kind: "StatefulSet", name: "db", uid: null };
    expect(kindOfClaim(aClaim("c", { owner }))).to.equal("PersistentVolumeClaim");
  });
});
