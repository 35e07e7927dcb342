import { expect } from "chai";
import type { Container } from "../../../../src/core/model/pod.ts";
import { controllerKey } from "../../../../src/core/model/workload.ts";
import {
  climb,
  consumerOfPod,
  consumerOfWorkload,
  mountPointsOf,
} from "../../../../src/core/sharing/join-consumers.ts";
import { aContainer, anInventory, aPod, aStorage, aWorkload, claimSource } from "../objects.ts";

describe("the consumer that a pod is", () => {
  it("knows its controller and the workload on top of it", () => {
    const controllers = new Map([
      [
        controllerKey("ReplicaSet", "shop", "web-7d9f"),
        { kind: "Deployment", name: "web", uid: null },
      ],
    ]);
    const owner = { kind: "ReplicaSet", name: "web-7d9f", uid: "u" };
    const pod = aPod("web-7d9f-x", {}, { owner });
    expect(consumerOfPod(pod, anInventory({ controllers }))).to.deep.equal({
      namespace: "shop",
      pod: "web-7d9f-x",
      podUid: "uid-web-7d9f-x",
      node: "node-a",
      phase: "Running",
      state: "running",
      createdAt: "2026-11-22T22:00:00Z",
      owner: { kind: "ReplicaSet", name: "web-7d9f" },
      workload: { kind: "Deployment", name: "web" },
      replicas: 1,
      mounts: [],
    });
  });

  it("is nobody's where the pod is bare", () => {
    expect(consumerOfPod(aPod("web-0", {}), anInventory())).to.include({
      owner: null,
      workload: null,
    });
  });
});

describe("the workload on top", () => {
  const owned = (kind: string, name: string, by: string, byName: string, namespace = "shop") =>
    [controllerKey(kind, namespace, name), { kind: by, name: byName, uid: null }] as const;

  it("is the controller itself where no owner of it was read", () => {
    const job = { kind: "Job", name: "nightly-1" };
    expect(climb(job, "shop", anInventory())).to.deep.equal(job);
  });

  it("is looked for in the pod's namespace", () => {
    const controllers = new Map([owned("Job", "nightly-1", "CronJob", "nightly", "other")]);
    const job = { kind: "Job", name: "nightly-1" };
    expect(climb(job, "shop", anInventory({ controllers }))).to.deep.equal(job);
  });

  it("is found although a file says that two own each other", () => {
    const controllers = new Map([owned("A", "a", "B", "b"), owned("B", "b", "A", "a")]);
    const top = climb({ kind: "A", name: "a" }, "shop", anInventory({ controllers }));
    expect(["A", "B"]).to.include(top.kind);
  });
});

describe("the consumer that a template will be", () => {
  it("has no pod yet", () => {
    expect(consumerOfWorkload(aWorkload("web", {}), 3)).to.deep.include({
      pod: null,
      podUid: null,
      node: null,
      phase: null,
      state: "planned",
      workload: { kind: "Deployment", name: "web" },
      replicas: 3,
    });
  });
});

describe("the mounts of a pod volume", () => {
  const source = claimSource("media");
  const data = { name: "data", source };
  const specOf = (...containers: Container[]) => ({ volumes: [data], containers, security: null });

  it("are those of every container that names it, and no others", () => {
    const containers = [
      { ...aContainer("setup", "data"), type: "init" as const },
      aContainer("app", "cache", "data"),
      aContainer("idle"),
    ];
    const mounts = mountPointsOf(specOf(...containers), data, aStorage("media"));
    expect(
      mounts.map(({ container, containerType, path }) => [container, containerType, path]),
    ).to.deep.equal([
      ["setup", "init", "/data"],
      ["app", "container", "/data"],
    ]);
  });

  it("keep the paths below it, and whether only the kubelet knows them", () => {
    const [mount] = aContainer("app", "data").mounts;
    if (!mount) throw new Error("no mount");
    const app = {
      ...aContainer("app"),
      mounts: [
        { ...mount, subPath: "a" },
        { ...mount, subPath: "$(POD_NAME)", subPathIsExpression: true },
      ],
    };
    const mounts = mountPointsOf(specOf(app), data, aStorage("media"));
    expect(mounts.map((it) => [it.subPath, it.subPathIsExpression])).to.deep.equal([
      ["a", false],
      ["$(POD_NAME)", true],
    ]);
  });

  it("are read-only or not, nobody knows, where another volume that is mounted says so of the claim", () => {
    const { spec } = aPod("web-0", {
      data: source,
      frozen: claimSource("media", true),
      other: claimSource("notes", true),
    });
    const readOnly = ({ volumes, containers }: typeof spec) =>
      volumes.flatMap((volume) =>
        mountPointsOf({ ...spec, containers }, volume, aStorage("media")).map((it) => it.readOnly),
      );
    expect(readOnly(spec)).to.deep.equal([null, null, true]);
    // The kubelet passes over what no container mounts.
    const containers = [aContainer("app", "data", "other")];
    expect(readOnly({ ...spec, containers })).to.deep.equal([false, true]);
  });

  it("may be raw devices", () => {
    const app = { ...aContainer("app"), devices: [{ podVolume: "data", path: "/dev/xvda" }] };
    expect(mountPointsOf(specOf(app), data, aStorage("media"))).to.deep.equal([
      {
        container: "app",
        containerType: "container",
        podVolume: "data",
        path: "/dev/xvda",
        subPath: "",
        subPathIsExpression: false,
        device: true,
        readOnly: false,
        readOnlyBecause: [],
      },
    ]);
  });
});
