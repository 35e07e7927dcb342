import { expect } from "chai";
import { findBackend } from "../../../../src/scaffold/backends.ts";
import type { Manifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions, StorageChoice } from "../../../../src/scaffold/options.ts";
import { findPattern } from "../find-pattern.ts";
import { containersOf, findPodSpecs } from "../find-pod-specs.ts";
import { judgeManifests } from "../judge-manifests.ts";
import { optionsFor } from "../options-for.ts";
import { build, onBackend } from "./claim-cases.ts";

/** An example as one often reads it, and the pattern that does the same and works. */
interface Example {
  /** What is shown, and what is wrong with it. */
  title: string;
  pattern: string;
  asked?: Partial<ScaffoldOptions>;
  /** Must be in the manifests, which the example lacks. */
  mends: RegExp;
}

const EXAMPLES: readonly Example[] = [
  {
    title: "two containers on an emptyDir, of which one reads before the other has written",
    pattern: "empty-dir",
    mends: /"startupProbe"/,
  },
  {
    title: "two containers on the claim my-pvc, which nobody makes",
    pattern: "claim-in-pod",
    asked: on("ebs"),
    mends: /"kind":"PersistentVolumeClaim"/,
  },
  {
    title: "a class of EFS without parameters, a claim and two pods",
    pattern: "rwx",
    asked: { ...on("efs"), workload: "pod" },
    mends: /"provisioningMode":"efs-ap".*"fileSystemId":"fs-/,
  },
  {
    title: "a class of Azure Files whose files belong to root",
    pattern: "rwx",
    asked: on("azure-files-smb"),
    mends: /"skuName":"Standard_LRS".*"uid=10001","gid=10001"/,
  },
  {
    title: "ReadOnlyMany, which EFS refuses and which keeps nobody from writing",
    pattern: "rox",
    asked: on("efs"),
    mends: /"ReadWriteMany".*"readOnly":true/,
  },
  {
    title: "three pods on one ReadWriteOnce claim that happen to be on one node",
    pattern: "rwo-same-node",
    asked: { ...on("ebs"), workload: "pod", replicas: 3 },
    mends: /"podAffinity".*"kubernetes.io\/hostname"/,
  },
  {
    title: "a volume of 50Gi for the logs of all pods",
    pattern: "rwx",
    asked: { ...on("cephfs"), size: "50Gi" },
    mends: /"storage":"50Gi"/,
  },
  {
    title: "a claim for each team on EFS, whose size is taken for a quota",
    pattern: "per-team",
    asked: { ...on("efs"), size: "50Gi", teams: ["team-a", "team-b"] },
    mends: /"kind":"ResourceQuota"/,
  },
  {
    title: "containers without a command that end at once",
    pattern: "empty-dir",
    asked: { mountPath: "/tmp/data" },
    mends: /"command":\["sh","-c"/,
  },
  {
    title: "a database that must be alone with its disk, on a ReadWriteOnce claim",
    pattern: "rwop",
    asked: on("ebs"),
    mends: /"ReadWriteOncePod"/,
  },
  {
    title: "a server and a client over localhost, of which nobody knows whether they answer",
    pattern: "localhost",
    mends: /Probe"/,
  },
  {
    title: "a UNIX socket in /tmp, which containers do not share",
    pattern: "unix-socket",
    mends: /"emptyDir"/,
  },
  {
    title: "model weights that pods on many nodes read, protected by the access mode alone",
    pattern: "rox",
    asked: { ...on("nfs"), variant: "static", accessMode: "ReadOnlyMany" },
    mends: /"ReadOnlyMany".*"claimName":"rox","readOnly":true/,
  },
  {
    title: "static files on a share that is there, without a volume that names it",
    pattern: "static",
    asked: on("nfs"),
    mends: /"share":"\/exports\/shop".*"storageClassName":"","volumeName":"default-static"/,
  },
  {
    title: "a sidecar for logs that starts beside the app and ends in any order",
    pattern: "sidecar",
    mends: /"restartPolicy":"Always"/,
  },
  {
    title: "a helper that prepares data while the app reads already",
    pattern: "init-handover",
    mends: /"initContainers":\[\{"name":"prepare"/,
  },
  {
    title: "a cache for all replicas on a shared volume, where they had better ask one server",
    pattern: "service",
    mends: /"readinessProbe"/,
  },
  { title: "pods that talk by a Service", pattern: "service", mends: /"kind":"Service"/ },
];

describe("examples that one often reads, as a pattern", () => {
  for (const { title, pattern, asked = {}, mends } of EXAMPLES) {
    it(`${pattern}: ${title}`, async () => {
      const manifests = make(pattern, asked);
      expect(JSON.stringify(manifests.map(({ object }) => object))).to.match(mends);
      const findings = await judgeManifests(manifests);
      expect(findings.filter(({ severity }) => severity !== "info")).to.deep.equal([]);
      for (const spec of findPodSpecs(manifests)) {
        for (const { image, volumeMounts = [] } of containersOf(spec)) {
          expect(image).to.match(/:\d/);
          for (const { mountPath } of volumeMounts) expect(mountPath).to.match(/^\//);
        }
      }
    });
  }

  it("promises nothing of the size on EFS, where it is no quota", () => {
    const comments = make("per-team", on("efs")).flatMap(({ comments: it }) => it);
    expect(comments.map(({ text }) => text)).to.include(
      "Nothing stops pods at this size. The requested size is a placeholder that is not actually used.",
    );
  });
});

function on(name: string): { storage: StorageChoice } {
  const backend = findBackend(name);
  if (backend === null) throw new Error(name);
  return { storage: onBackend(backend) };
}

function make(name: string, asked: Partial<ScaffoldOptions>): Manifest[] {
  const pattern = findPattern(name);
  const ids = { runAsUser: 10001, fsGroup: 10001 };
  const teams = pattern.defaults.teams ?? [];
  const options = { ...optionsFor(pattern), ...ids, teams, ...asked };
  const refusal = pattern.refuse?.(options) ?? null;
  if (refusal !== null) throw new Error(refusal.message);
  return build({ pattern, options });
}
