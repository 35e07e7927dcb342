import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import {
  decodeCronJob,
  decodeJob,
  decodeWorkload,
} from "../../../../src/sources/decode/workload.ts";

const metadata = { namespace: "shop", name: "web" };

const template = {
  metadata: { labels: { app: "web" } },
  spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "media" } }] },
};

describe("a workload", () => {
  it("has its template, whose labels are its pods'", () => {
    const workload = decodeWorkload({ metadata, spec: { replicas: 3, template } }, "ReplicaSet");
    expect(workload).to.deep.include({
      kind: "ReplicaSet",
      namespace: "shop",
      name: "web",
      replicas: 3,
      templateLabels: { app: "web" },
      rollout: null,
      claimTemplates: [],
      firstOrdinal: 0,
    });
    expect(workload.template.volumes).to.deep.equal([
      { name: "data", source: { kind: "PersistentVolumeClaim", claim: "media", readOnly: false } },
    ]);
  });

  it("makes one pod unless it says otherwise; none is a number too", () => {
    expect(decodeWorkload({ metadata }, "Deployment").replicas).to.equal(1);
    expect(decodeWorkload({ metadata, spec: { replicas: 0 } }, "Deployment").replicas).to.equal(0);
  });

  it("that is a DaemonSet makes as many as there are nodes", () => {
    expect(decodeWorkload({ metadata, spec: { replicas: 3 } }, "DaemonSet").replicas).to.equal(
      null,
    );
  });

  it("that is a Deployment surges by a quarter, and lacks one, unless it says otherwise", () => {
    const rollout = (strategy: unknown) =>
      decodeWorkload({ metadata, spec: { strategy } }, "Deployment").rollout;
    expect(rollout(undefined)).to.deep.equal({
      type: "RollingUpdate",
      maxSurge: "25%",
      maxUnavailable: "25%",
    });
    expect(rollout({ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } })).to.deep.equal({
      type: "RollingUpdate",
      maxSurge: "0",
      maxUnavailable: "1",
    });
    expect(rollout({ type: "Recreate" })?.type).to.equal("Recreate");
  });

  it("that is a StatefulSet has claim templates, and may begin to count later", () => {
    const spec = {
      volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { storageClassName: "gp3" } }],
      ordinals: { start: 5 },
    };
    const workload = decodeWorkload({ metadata, spec }, "StatefulSet");
    expect(workload.firstOrdinal).to.equal(5);
    expect(
      workload.claimTemplates.map(({ name, storageClass }) => [name, storageClass]),
    ).to.deep.equal([["data", "gp3"]]);
  });

  it("that is a StatefulSet keeps its claims unless it says otherwise; others have no say", () => {
    const retention = (policy: unknown, kind = "StatefulSet") =>
      decodeWorkload({ metadata, spec: { persistentVolumeClaimRetentionPolicy: policy } }, kind)
        .retention;
    expect(retention(undefined)).to.deep.equal({ whenDeleted: "Retain", whenScaled: "Retain" });
    expect(retention({ whenScaled: "Delete" })).to.deep.equal({
      whenDeleted: "Retain",
      whenScaled: "Delete",
    });
    expect(retention({ whenDeleted: "Delete" }, "Deployment")).to.equal(null);
  });

  it("tells in detail what its pods run, a Job's and a CronJob's too", () => {
    const spec = { template: { spec: { containers: [{ name: "app", image: "busybox" }] } } };
    const decodings = {
      Deployment: (details: boolean) => decodeWorkload({ metadata, spec }, "Deployment", details),
      Job: (details: boolean) => decodeJob({ metadata, spec }, details),
      CronJob: (details: boolean) =>
        decodeCronJob({ metadata, spec: { jobTemplate: { spec } } }, details),
    };
    for (const [kind, decode] of Object.entries(decodings)) {
      expect(decode(true).template.containers[0]?.run?.image, kind).to.equal("busybox");
      expect(decode(false).template.containers[0]?.run, kind).to.equal(null);
    }
  });

  it("of wrong shape is an error that names the field", () => {
    expect(() => decodeWorkload({ metadata, spec: { replicas: "3" } }, "Deployment")).to.throw(
      DecodeError,
      "replicas: expected a number",
    );
    expect(() => decodeWorkload({ metadata, spec: { template: [] } }, "Deployment")).to.throw(
      DecodeError,
      "template: expected an object",
    );
  });
});

describe("a Job", () => {
  const replicasOf = (spec: object, status: object = {}) =>
    decodeJob({ metadata, spec: { template, ...spec }, status }).replicas;

  it("makes as many pods at once as it is parallel", () => {
    expect(replicasOf({ parallelism: 3 })).to.equal(3);
    expect(replicasOf({})).to.equal(1);
  });

  it("makes no more when it is suspended or over", () => {
    const is = (type: string, status: string) => ({ conditions: [{ type, status }] });
    expect(replicasOf({ suspend: true })).to.equal(0);
    expect(replicasOf({}, is("Complete", "True"))).to.equal(0);
    expect(replicasOf({}, is("Failed", "True"))).to.equal(0);
    expect(replicasOf({}, is("Complete", "False"))).to.equal(1);
    expect(replicasOf({}, is("Suspended", "True"))).to.equal(1);
  });
});

describe("a CronJob", () => {
  it("has the template of its Job", () => {
    const spec = { jobTemplate: { spec: { parallelism: 2, template } } };
    const cronJob = decodeCronJob({ metadata, spec });
    expect(cronJob).to.include({ kind: "CronJob", replicas: 2 });
    expect(cronJob.template.volumes).to.have.length(1);
    expect(decodeCronJob({ metadata, spec: { ...spec, suspend: true } }).replicas).to.equal(0);
  });
});
