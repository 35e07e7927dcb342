import { expect } from "chai";
import { RESOURCES } from "../../../src/core/model/resource.ts";
import { findReadableKind, kindOfResource } from "../../../src/sources/readable-kind.ts";

describe("a readable kind", () => {
  it("is there for every resource of the model", () => {
    for (const resource of RESOURCES) expect(kindOfResource(resource).resource).to.equal(resource);
  });

  it("is known by its group and kind, whatever the version", () => {
    expect(findReadableKind("v1", "Pod")?.resource).to.equal("pods");
    expect(findReadableKind("apps/v1", "Deployment")?.resource).to.equal("deployments");
    expect(findReadableKind("batch/v1beta1", "CronJob")?.resource).to.equal("cronjobs");
    expect(findReadableKind("storage.k8s.io/v1", "CSIDriver")?.resource).to.equal("csidrivers");
  });

  it("is an event of either group", () => {
    expect(findReadableKind("v1", "Event")?.resource).to.equal("events");
    expect(findReadableKind("events.k8s.io/v1", "Event")?.resource).to.equal("events");
  });

  it("is not a namesake of another group", () => {
    expect(findReadableKind("example.com/v1", "Pod")).to.equal(undefined);
    expect(findReadableKind("serving.knative.dev/v1", "Deployment")).to.equal(undefined);
    expect(findReadableKind("v1", "Deployment")).to.equal(undefined);
    expect(findReadableKind("events.k8s.io/v1", "Pod")).to.equal(undefined);
  });

  it("is not what says nothing about sharing", () => {
    expect(findReadableKind("v1", "Service")).to.equal(undefined);
    expect(findReadableKind("", "")).to.equal(undefined);
  });

  it("lies in a namespace or does not", () => {
    const clusterWide = RESOURCES.filter((resource) => !kindOfResource(resource).namespaced);
    expect(clusterWide).to.deep.equal([
      "persistentvolumes",
      "volumeattachments",
      "storageclasses",
      "csidrivers",
      "nodes",
    ]);
  });
});
