import { expect } from "chai";
import type { KnownAccessMode } from "../../../../src/core/model/access-mode.ts";
import { findBackend } from "../../../../src/scaffold/backends.ts";
import type { Json, Manifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions, StorageChoice } from "../../../../src/scaffold/options.ts";
import { findPattern } from "../find-pattern.ts";
import { findPodSpecs } from "../find-pod-specs.ts";
import { judgeManifests, runAllRules } from "../judge-manifests.ts";
import { optionsFor } from "../options-for.ts";
import { build, onBackend } from "./claim-cases.ts";

describe("what patterns with claims make", () => {
  describe("rwx", () => {
    it("makes class, claim and a Deployment whose pods go to different nodes if they can", () => {
      const manifests = make("rwx", on("efs"));
      expect(kindsOf(manifests)).to.deep.equal([
        "StorageClass",
        "PersistentVolumeClaim",
        "Deployment",
      ]);
      expect(read(manifests, "Deployment", "spec.replicas")).to.equal(2);
      expect(
        read(manifests, "Deployment", "spec.template.spec.topologySpreadConstraints.0"),
      ).to.include({ topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" });
      expect(read(manifests, "PersistentVolumeClaim", "spec.storageClassName")).to.equal("shop");
    });

    it("makes two pods where pods are asked for, with one label and names that differ", () => {
      const pods = make("rwx", { ...on("efs"), workload: "pod" }).filter(isKind("Pod"));
      expect(pods.map(({ object }) => object.metadata.name)).to.deep.equal(["shop-1", "shop-2"]);
      expect(pods[0]?.object.metadata.labels).to.deep.equal(pods[1]?.object.metadata.labels);
    });

    it("gives a StatefulSet the Service that it names", () => {
      const manifests = make("rwx", { ...on("efs"), workload: "statefulset" });
      expect(read(manifests, "Service", "metadata.name")).to.equal(
        read(manifests, "StatefulSet", "spec.serviceName"),
      );
      expect(read(manifests, "StatefulSet", "spec.volumeClaimTemplates")).to.equal(undefined);
    });

    it("makes no class where one of the cluster is named", () => {
      const manifests = make("rwx", aClass("efs.csi.aws.com"));
      expect(kindsOf(manifests)).to.deep.equal(["PersistentVolumeClaim", "Deployment"]);
      expect(read(manifests, "PersistentVolumeClaim", "spec.storageClassName")).to.equal("files");
    });

    it("makes a volume for what is there on backends that make none", () => {
      const manifests = make("rwx", on("gcs-fuse"));
      expect(kindsOf(manifests)).to.deep.equal([
        "PersistentVolume",
        "PersistentVolumeClaim",
        "Deployment",
      ]);
      expect(read(manifests, "Deployment", "spec.template.metadata.annotations")).to.deep.equal({
        "gke-gcsfuse/volumes": "true",
      });
    });

    it("runs the image and the command that were asked for, as they are", () => {
      const asked = { image: "registry.example.com/web:1.2", command: ["serve", "--all"] };
      const [app] = findPodSpecs(make("rwx", { ...on("efs"), ...asked }))[0]?.containers ?? [];
      expect(app).to.include({ image: "registry.example.com/web:1.2" });
      expect(app?.command).to.deep.equal(["serve", "--all"]);
    });
  });

  describe("the right to write", () => {
    it("is given by the class, by the group of the volume or by that of the export", () => {
      expect(rightsOn("efs")).to.deep.equal({});
      expect(rightsOn("azure-files-smb")).to.deep.equal({});
      expect(rightsOn("cephfs")).to.deep.equal({ fsGroup: 2000 });
      expect(rightsOn("nfs-in-tree")).to.deep.equal({ supplementalGroups: [2000] });
    });

    it("stands where the class says it, for the user that the pod has", () => {
      const parameters = read(make("rwx", on("efs")), "StorageClass", "parameters");
      expect(parameters).to.include({ uid: "1000", gid: "2000" });
      const options = read(make("rwx", on("azure-files-smb")), "StorageClass", "mountOptions");
      expect(options).to.include.members(["uid=1000", "gid=2000"]);
    });

    it("is not promised of a class whose driver leaves fsGroup out", () => {
      expect(groupReason("cephfs.csi.ceph.com", "ReadWriteMany")).to.contain("policy is File");
      expect(groupReason("efs.csi.aws.com", "ReadWriteMany")).to.contain("is not given to it");
      expect(groupReason("efs.csi.aws.com", "ReadWriteOnce")).to.contain("if the class names");
      expect(groupReason("smb.csi.k8s.io", "ReadWriteMany")).to.contain("mount option gid");
      expect(groupReason("csi.example.com", "ReadWriteMany")).to.contain("the class decides");
    });
  });

  describe("rwo-same-node", () => {
    for (const workload of ["deployment", "pod", "statefulset", "job"] as const) {
      it(`keeps the pods of a ${workload} together, the first one too`, () => {
        const manifests = make("rwo-same-node", { ...on("ebs"), workload });
        for (const { object } of manifests) {
          const template = object.kind === "Pod" ? (object as Json) : at(object, "spec.template");
          const affinity = at(
            template,
            "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.0",
          );
          if (template === undefined) continue;
          expect(at(affinity, "topologyKey")).to.equal("kubernetes.io/hostname");
          expect(at(template, "metadata.labels")).to.include(
            at(affinity, "labelSelector.matchLabels"),
          );
        }
      });
    }

    it("ends the old pods first, and says that the sharing is on purpose", async () => {
      const manifests = make("rwo-same-node", on("ebs"));
      expect(read(manifests, "Deployment", "spec.strategy.type")).to.equal("Recreate");
      const findings = await judgeManifests(manifests);
      expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).to.deep.equal([
        "info rollout-on-rwo",
      ]);
    });

    it("works on a folder of one node", () => {
      expect(kindsOf(make("rwo-same-node", on("local")))).to.deep.equal([
        "PersistentVolume",
        "PersistentVolumeClaim",
        "Deployment",
      ]);
    });
  });

  it("rwop and a disk in one pod end the old pod before the new one starts", () => {
    for (const pattern of ["rwop", "claim-in-pod"]) {
      const manifests = make(pattern, { ...on("ebs"), workload: "deployment" });
      expect(read(manifests, "Deployment", "spec.strategy.type")).to.equal("Recreate");
      expect(read(manifests, "Deployment", "spec.replicas")).to.equal(1);
    }
  });

  it("claim-in-pod: the app writes, a sidecar beside it reads the same claim", () => {
    const [spec] = findPodSpecs(make("claim-in-pod", on("ebs")));
    const [reader] = spec?.initContainers ?? [];
    expect(reader?.restartPolicy).to.equal("Always");
    expect(reader?.volumeMounts?.[0]).to.include({ name: "data", readOnly: true });
    expect(spec?.containers[0]?.volumeMounts?.[0]).not.to.have.property("readOnly");
  });

  it("stateful: a claim for each replica, which stays, and none in the pods", () => {
    const manifests = make("stateful", on("ebs"));
    expect(kindsOf(manifests)).to.deep.equal(["StorageClass", "Service", "StatefulSet"]);
    expect(read(manifests, "StatefulSet", "spec.volumeClaimTemplates.0.metadata.name")).to.equal(
      "data",
    );
    expect(read(manifests, "StatefulSet", "spec.template.spec.volumes")).to.equal(undefined);
    expect(
      read(manifests, "StatefulSet", "spec.persistentVolumeClaimRetentionPolicy"),
    ).to.deep.equal({ whenDeleted: "Retain", whenScaled: "Retain" });
  });

  it("per-team: a namespace, a claim and a quota for each team, and one class for all", () => {
    const manifests = make("per-team", { ...on("efs"), teams: ["red", "blue", "green"] });
    expect(kindsOf(manifests).filter((kind) => kind === "StorageClass")).to.have.length(1);
    for (const kind of ["PersistentVolumeClaim", "ResourceQuota", "Deployment"]) {
      const found = manifests.filter(isKind(kind));
      expect(found.map(({ object }) => object.metadata.namespace)).to.deep.equal([
        "red",
        "blue",
        "green",
      ]);
    }
    expect(read(manifests, "ResourceQuota", "spec.hard")).to.deep.equal({
      "shop.storageclass.storage.k8s.io/persistentvolumeclaims": "1",
      "shop.storageclass.storage.k8s.io/requests.storage": "1Gi",
    });
  });

  describe("static", () => {
    it("ties volume and claim to each other, in the namespace default unless one is named", () => {
      for (const namespace of [null, "web"]) {
        const manifests = make("static", { ...on("nfs"), namespace });
        const place = namespace ?? "default";
        expect(read(manifests, "PersistentVolume", "spec.claimRef")).to.deep.equal({
          namespace: place,
          name: "shop",
        });
        expect(read(manifests, "PersistentVolumeClaim", "spec.volumeName")).to.equal(
          read(manifests, "PersistentVolume", "metadata.name"),
        );
        expect(read(manifests, "PersistentVolumeClaim", "spec.storageClassName")).to.equal("");
        for (const kind of ["PersistentVolumeClaim", "Deployment"]) {
          expect(read(manifests, kind, "metadata.namespace")).to.equal(place);
        }
      }
    });

    it("gives claim and volume the same mode and size", () => {
      for (const accessMode of ["ReadWriteMany", "ReadOnlyMany"] as const) {
        const manifests = make("static", { ...on("nfs"), accessMode, size: "7Gi" });
        const claim = "PersistentVolumeClaim";
        expect(read(manifests, claim, "spec.accessModes")).to.deep.equal([accessMode]);
        expect(read(manifests, "PersistentVolume", "spec.accessModes")).to.deep.equal([accessMode]);
        expect(read(manifests, claim, "spec.resources.requests.storage")).to.equal("7Gi");
        expect(read(manifests, "PersistentVolume", "spec.capacity.storage")).to.equal("7Gi");
      }
    });

    it("mounts a ReadOnlyMany volume read-only, which the mode does not do", () => {
      const manifests = make("static", { ...on("nfs"), accessMode: "ReadOnlyMany" });
      expect(readOnlyOf(manifests)).to.deep.equal([true]);
    });
  });

  describe("cross-namespace", () => {
    for (const name of ["efs", "azure-files-smb", "nfs", "nfs-in-tree", "smb", "cephfs"]) {
      it(`leads both namespaces to one place on ${name}, by volumes that nodes can tell apart`, async () => {
        const manifests = make("cross-namespace", on(name));
        const volumes = manifests.filter(isKind("PersistentVolume"));
        const handles = volumes.map(({ object }) => at(object, "spec.csi.volumeHandle"));
        if (name !== "nfs-in-tree") expect(new Set(handles).size).to.equal(2);
        const findings = await judgeManifests(manifests);
        expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).to.deep.equal([
          "info same-backend",
          "info same-backend",
        ]);
      });
    }

    it("lets pods of one name in two namespaces write files that differ", () => {
      const manifests = make("cross-namespace", { ...on("nfs"), workload: "pod" });
      const scripts = findPodSpecs(manifests).map(({ containers }) => containers[0]?.command?.[2]);
      expect(scripts[0]).to.contain("me=team-a-$(hostname)");
      expect(scripts[1]).to.contain("me=team-b-$(hostname)");
    });
  });

  describe("rox", () => {
    it("fills a ReadWriteMany claim by one Job and mounts it read-only in the readers", () => {
      const manifests = make("rox", on("efs"));
      expect(kindsOf(manifests)).to.deep.equal([
        "StorageClass",
        "PersistentVolumeClaim",
        "Job",
        "Deployment",
      ]);
      expect(read(manifests, "PersistentVolumeClaim", "spec.accessModes")).to.deep.equal([
        "ReadWriteMany",
      ]);
      expect(readOnlyOf(manifests)).to.deep.equal([undefined, true]);
      expect(read(manifests, "Job", "spec.completions")).to.equal(1);
    });

    it("never takes the pods of the Job for those of the Deployment", () => {
      const manifests = make("rox", on("efs"));
      const selector = read(manifests, "Deployment", "spec.selector.matchLabels") as object;
      const labels = read(manifests, "Job", "spec.template.metadata.labels") as object;
      expect(
        Object.entries(selector).every((it) =>
          Object.entries(labels).join(";").includes(it.join(",")),
        ),
      ).to.equal(false);
    });

    it("reads a copy where the driver demands one: of a snapshot, or of another claim", () => {
      const asked = { ...on("pd"), accessMode: "ReadOnlyMany" as const, source: "models" };
      const snapshot = make("rox", { ...asked, variant: "snapshot" });
      expect(kindsOf(snapshot)).to.deep.equal([
        "StorageClass",
        "VolumeSnapshot",
        "PersistentVolumeClaim",
        "Deployment",
      ]);
      expect(read(snapshot, "VolumeSnapshot", "spec.source")).to.deep.equal({
        persistentVolumeClaimName: "models",
      });
      expect(read(snapshot, "PersistentVolumeClaim", "spec.dataSource")).to.deep.equal({
        apiGroup: "snapshot.storage.k8s.io",
        kind: "VolumeSnapshot",
        name: "shop",
      });
      const clone = make("rox", { ...asked, variant: "clone" });
      expect(read(clone, "PersistentVolumeClaim", "spec.dataSource")).to.deep.equal({
        kind: "PersistentVolumeClaim",
        name: "models",
      });
      for (const manifests of [snapshot, clone]) {
        expect(readOnlyOf(manifests)).to.deep.equal([true]);
      }
    });

    it("needs no claim for an image volume, and no storage", () => {
      const asked = { variant: "image", source: "registry.example.com/models:7", storage: null };
      const manifests = make("rox", asked);
      expect(kindsOf(manifests)).to.deep.equal(["Deployment"]);
      expect(read(manifests, "Deployment", "spec.template.spec.volumes.0.image")).to.deep.equal({
        reference: "registry.example.com/models:7",
        pullPolicy: "IfNotPresent",
      });
    });
  });

  it("is held against every rule: what claims and volumes are needed for was read", async () => {
    const { rulesNotRun, rulesRun } = await runAllRules(make("static", on("nfs")));
    expect(rulesRun).to.include.members([
      "mode-not-supported",
      "claim-not-found",
      "rox-mounted-writable",
      "rollout-on-rwo",
      "start-order",
      "duplicate-handle",
      "same-backend",
    ]);
    expect(rulesNotRun.map(({ rule }) => rule)).to.deep.equal([]);
  });
});

function on(name: string): { storage: StorageChoice } {
  const backend = findBackend(name);
  if (backend === null) throw new Error(name);
  return { storage: onBackend(backend) };
}

function aClass(driver: string): { storage: StorageChoice } {
  return { storage: { kind: "class", name: "files", driver } };
}

function make(name: string, asked: Partial<ScaffoldOptions>): Manifest[] {
  const pattern = findPattern(name);
  const teams = pattern.defaults.teams ?? [];
  const options = { ...optionsFor(pattern), name: "shop", teams, ...asked };
  const refusal = pattern.refuse?.(options) ?? null;
  if (refusal !== null) throw new Error(refusal.message);
  return build({ pattern, options });
}

function kindsOf(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ object }) => object.kind);
}

function isKind(kind: string): (manifest: Manifest) => boolean {
  return ({ object }) => object.kind === kind;
}

/** A field of the first object of that kind. */
function read(manifests: readonly Manifest[], kind: string, path: string): unknown {
  return at(manifests.find(isKind(kind))?.object, path);
}

function at(value: unknown, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<unknown>(
      (it, key) => (it as Record<string, unknown> | undefined)?.[key],
      value,
    ) as Json;
}

/** `readOnly` of the claim in the pods, workload by workload. */
function readOnlyOf(manifests: readonly Manifest[]): unknown[] {
  return findPodSpecs(manifests).map((spec) =>
    at(spec, "volumes.0.persistentVolumeClaim.readOnly"),
  );
}

function rightsOn(name: string): Record<string, unknown> {
  const [spec] = findPodSpecs(make("rwx", on(name)));
  const { fsGroup, supplementalGroups } = spec?.securityContext ?? {};
  return JSON.parse(JSON.stringify({ fsGroup, supplementalGroups }));
}

/** What is said beside fsGroup of a class of that driver. */
function groupReason(driver: string, accessMode: KnownAccessMode): string {
  const pattern = accessMode === "ReadWriteMany" ? "rwx" : "claim-in-pod";
  return make(pattern, { ...aClass(driver), accessMode })
    .flatMap(({ comments }) => comments)
    .filter(({ path }) => path.at(-1) === "fsGroup")
    .map(({ text }) => text)
    .join();
}
