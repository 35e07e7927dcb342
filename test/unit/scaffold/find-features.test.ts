import { expect } from "chai";
import { findFeatures, isServed } from "../../../src/scaffold/find-features.ts";
import type { KubernetesObject } from "../../../src/scaffold/manifest.ts";

const anObject = (kind: string, spec: unknown) =>
  ({ apiVersion: "v1", kind, metadata: { name: "x" }, spec }) as KubernetesObject;

const pod = { initContainers: [{ restartPolicy: "Always" }], volumes: [{ image: {} }] };
const names = (...objects: KubernetesObject[]) =>
  findFeatures(objects).map(({ name }) => name.split(" (")[0]);

describe("What manifests need of a server", () => {
  it("is found in pods and in what makes pods", () => {
    const expected = ["native sidecars", "image volumes"];
    expect(names(anObject("Pod", pod))).to.deep.equal(expected);
    expect(names(anObject("Deployment", { template: { spec: pod } }))).to.deep.equal(expected);
  });

  it("is found in claims, also in those that a StatefulSet makes", () => {
    const claim = { accessModes: ["ReadWriteOncePod"] };
    expect(names(anObject("PersistentVolumeClaim", claim))).to.deep.equal(["ReadWriteOncePod"]);
    const sets = anObject("StatefulSet", { volumeClaimTemplates: [{ spec: claim }] });
    expect(names(sets)).to.deep.equal(["ReadWriteOncePod"]);
  });

  it("is nothing for an init container that ends", () => {
    expect(names(anObject("Pod", { initContainers: [{ name: "x" }] }))).to.deep.equal([]);
  });

  it("depends on the release, whatever a provider puts behind it", () => {
    const [sidecars] = findFeatures([anObject("Pod", pod)]);
    if (sidecars === undefined) throw new Error("no feature");
    const served = (version: string) => isServed(sidecars, version);
    expect(served("v1.28.15")).to.equal("no");
    expect(served("v1.29.0")).to.equal("may-be-off");
    expect(served("v1.32.4-gke.1043002")).to.equal("may-be-off");
    expect(served("v1.33.0+k3s1")).to.equal("yes");
    expect(served("v1.100.0")).to.equal("yes");
    expect(served("unknown")).to.equal(null);
  });
});
