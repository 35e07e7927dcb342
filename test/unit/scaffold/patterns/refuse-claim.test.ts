import { expect } from "chai";
import fc from "fast-check";
import { ACCESS_MODES } from "../../../../src/core/model/access-mode.ts";
import { DRIVERS } from "../../../../src/knowledge/drivers.ts";
import { BACKENDS, findBackend } from "../../../../src/scaffold/backends.ts";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions, StorageChoice } from "../../../../src/scaffold/options.ts";
import type { Pattern, Refusal } from "../../../../src/scaffold/pattern.ts";
import { findPattern } from "../find-pattern.ts";
import { optionsFor } from "../options-for.ts";
import { CLAIM_PATTERNS, onBackend } from "./claim-cases.ts";

describe("what a pattern with claims refuses", () => {
  it("refuses ReadWriteMany on an EBS file system, and names EFS and what a disk can do", () => {
    expect(refuse("rwx", on("ebs"))).to.deep.equal({
      message:
        "Amazon EBS (ebs.csi.aws.com) gives no ReadWriteMany claim: a disk with a file system is for one node at a time",
      next: [
        "kubectl shared scaffold rwx shop --driver efs",
        "kubectl shared scaffold rwo-same-node shop --driver ebs",
        "kubectl shared scaffold stateful shop --driver ebs",
      ],
    });
  });

  it("refuses it of a class of the cluster by its driver", () => {
    const storage: StorageChoice = { kind: "class", name: "gp3", driver: "ebs.csi.aws.com" };
    const { message, next } = refuse("rwx", { storage });
    expect(message).to.contain("Amazon EBS");
    expect(next).to.include("kubectl shared scaffold rwo-same-node shop --storage-class gp3");
  });

  it("refuses nothing of a class whose driver nobody knows", () => {
    const storage: StorageChoice = { kind: "class", name: "fast", driver: "csi.example.com" };
    expect(answer("rwx", { storage })).to.equal(null);
    expect(answer("rwx", { storage: { ...storage, driver: null } })).to.equal(null);
  });

  it("refuses ReadOnlyMany on EFS, and names read-only mounts", () => {
    const asked = { ...on("efs"), accessMode: "ReadOnlyMany" as const };
    for (const pattern of ["rox", "static"]) {
      const { message, next } = refuse(pattern, asked);
      expect(message).to.equal(
        "Amazon EFS and S3 Files (efs.csi.aws.com) gives no ReadOnlyMany claim: it takes ReadWriteOnce, ReadWriteMany or ReadWriteOncePod",
      );
      expect(next).to.include("kubectl shared scaffold rox shop --driver efs");
    }
  });

  it("refuses a new ReadOnlyMany volume, which nobody could fill", () => {
    expect(refuse("rox", { ...on("nfs"), accessMode: "ReadOnlyMany" as const }).message).to.equal(
      "claims of pattern rox are ReadWriteMany, not ReadOnlyMany",
    );
  });

  it("names a snapshot where a disk can be read on many nodes once it is filled", () => {
    expect(refuse("rox", on("pd")).next).to.include(
      "kubectl shared scaffold rox shop --driver pd --variant snapshot --source CLAIM",
    );
    expect(refuse("rox", on("ebs")).next.join()).not.to.contain("snapshot");
  });

  it("refuses a copy by drivers of which nobody knows that they make one", () => {
    const asked = { variant: "clone", source: "models", accessMode: "ReadOnlyMany" as const };
    expect(refuse("rox", { ...on("azure-files-smb"), ...asked }).message).to.contain(
      "fills a ReadOnlyMany claim from another one is not known",
    );
    expect(answer("rox", { ...on("cephfs"), ...asked })).to.equal(null);
  });

  it("asks for what is to be copied, and for a name that the copy can have beside it", () => {
    const asked = { ...on("cephfs"), variant: "snapshot", accessMode: "ReadOnlyMany" as const };
    expect(refuse("rox", asked).message).to.equal(
      "variant snapshot needs --source (the claim to take a snapshot of)",
    );
    expect(refuse("rox", { ...asked, source: "shop" }).next[0]).to.contain(
      "rox shop-copy --driver cephfs --variant snapshot --source shop",
    );
  });

  it("refuses a second pod on a ReadWriteOncePod claim", () => {
    expect(refuse("rwop", { ...on("efs"), replicas: 2 })).to.deep.equal({
      message:
        "one pod can have a ReadWriteOncePod claim, not 2: the scheduler gives the second one no node",
      next: [
        "--replicas 1",
        "kubectl shared scaffold rwx shop --driver efs --replicas 2",
        "kubectl shared scaffold stateful shop --driver efs --replicas 2",
      ],
    });
  });

  it("refuses several pods on a ReadWriteOnce claim that nothing keeps on one node", () => {
    const { message, next } = refuse("claim-in-pod", { ...on("ebs"), replicas: 3 });
    expect(message).to.contain("nothing keeps 3 pods on the one node");
    expect(next[0]).to.equal(
      "kubectl shared scaffold rwo-same-node shop --driver ebs --replicas 3",
    );
    expect(next[1]).to.equal("kubectl shared scaffold rwx shop --driver efs --replicas 3");
  });

  it("refuses a DaemonSet on a volume that is attached to one node", () => {
    const asked = { workload: "daemonset" } as const;
    expect(refuse("rwo-same-node", { ...on("ebs"), ...asked })).to.deep.equal({
      message:
        "a DaemonSet runs on every node, and ReadWriteOnce is for one: ebs.csi.aws.com attaches the volume to one node, pods on others wait",
      next: ["kubectl shared scaffold rwx shop --driver efs --workload daemonset"],
    });
    expect(refuse("rwo-same-node", { ...on("efs"), ...asked }).message).to.contain(
      "does not enforce",
    );
  });

  it("refuses several pods of drivers that let one only have a ReadWriteOnce claim", () => {
    const driver = DRIVERS.find(({ variants }) => variants.some((it) => it.onePodOnly));
    const parameters = {};
    const name = driver?.names[0] ?? "";
    const storage: StorageChoice = { kind: "class", name: "lvm", driver: name, parameters };
    expect(refuse("rwo-same-node", { storage }).message).to.contain(
      `${name} lets one pod only have a ReadWriteOnce claim`,
    );
  });

  it("refuses replicas with claims of their own, or teams, where nobody makes volumes", () => {
    const { message, next } = refuse("stateful", on("gcs-fuse"));
    expect(message).to.contain("only a class can give, and gcs-fuse has none");
    expect(next).to.deep.equal(["kubectl shared scaffold static shop --driver gcs-fuse"]);
    expect(refuse("per-team", on("gcs-fuse")).message).to.contain("needs a class");
  });

  it("refuses a volume for what is there where a class is named, or none is known", () => {
    const storage: StorageChoice = { kind: "class", name: "efs", driver: "efs.csi.aws.com" };
    expect(refuse("static", { storage }).message).to.contain("a class makes new ones");
  });

  it("refuses two namespaces on a backend that has one handle for a place", () => {
    const { message, next } = refuse("cross-namespace", on("longhorn"));
    expect(message).to.contain("would have one handle");
    expect(next).to.include("kubectl shared scaffold cross-namespace shop --driver nfs");
  });

  it("refuses one namespace for all teams, a team twice, and too few namespaces", () => {
    expect(refuse("per-team", { ...on("efs"), namespace: "shop" }).message).to.equal(
      "pattern per-team makes a namespace of each team, it cannot be put into shop",
    );
    expect(refuse("per-team", { ...on("efs"), teams: ["a", "b", "a"] }).next[0]).to.contain(
      "--teams a,b",
    );
    expect(refuse("cross-namespace", { ...on("efs"), teams: ["a"] }).message).to.equal(
      "pattern cross-namespace needs 2 namespaces: --teams",
    );
  });

  it("lists all values that are missing in one sentence", () => {
    const efs = findBackend("efs") ?? raise("efs");
    const storage: StorageChoice = { kind: "backend", backend: efs, values: {} };
    expect(refuse("static", { storage })).to.deep.equal({
      message:
        "efs needs --file-system-id (the EFS file system), --access-point-id (the access point of it that pods go through)",
      next: ["--file-system-id fs-0123456789abcdef0 --access-point-id fsap-0123456789abcdef0"],
    });
  });

  it("tells what is wrong with a value", () => {
    const efs = findBackend("efs") ?? raise("efs");
    const values = { "file-system-id": "my-efs" };
    expect(refuse("rwx", { storage: { kind: "backend", backend: efs, values } }).message).to.equal(
      'invalid argument "my-efs" for --file-system-id: must be fs- and 8 to 40 hexadecimal digits',
    );
  });

  it("asks for storage where none was chosen", () => {
    for (const { name } of CLAIM_PATTERNS) {
      expect(refuse(name, { storage: null }).message).to.contain("needs storage");
    }
  });

  it("proposes only command lines that are not refused themselves", () => {
    for (const pattern of CLAIM_PATTERNS) {
      for (const backend of BACKENDS) {
        for (const accessMode of ACCESS_MODES) {
          for (const replicas of [1, 2]) {
            const asked = { storage: onBackend(backend), accessMode, replicas };
            for (const line of answer(pattern.name, asked)?.next ?? []) checkLine(line);
          }
        }
      }
    }
  });

  it("has objects or one refusal for any options", () => {
    fc.assert(
      fc.property(anyOptions(), fc.constantFrom(...CLAIM_PATTERNS), (options, pattern) => {
        const refusal = pattern.refuse?.(options) ?? null;
        if (refusal !== null) {
          expect(refusal.message).to.match(/^\S.*[^.\s]$/);
          return;
        }
        const manifests = pattern.build(options).map(toManifest);
        expect(manifests.length).to.be.above(0);
        for (const { object } of manifests) {
          expect(object.apiVersion).to.be.a("string");
          expect(object.kind).to.be.a("string");
          expect(object.metadata.name).to.contain(object.kind === "Namespace" ? "" : options.name);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function on(name: string): { storage: StorageChoice } {
  return { storage: onBackend(findBackend(name) ?? raise(name)) };
}

function answer(name: string, asked: Partial<ScaffoldOptions>): Refusal | null {
  const pattern = findPattern(name);
  return pattern.refuse?.(ask(pattern, asked)) ?? null;
}

function ask(pattern: Pattern, asked: Partial<ScaffoldOptions>): ScaffoldOptions {
  const teams = pattern.defaults.teams ?? [];
  return { ...optionsFor(pattern), name: "shop", teams, ...asked };
}

function refuse(name: string, asked: Partial<ScaffoldOptions>): Refusal {
  return answer(name, asked) ?? raise(`${name} is not refused`);
}

function raise(what: string): never {
  throw new Error(what);
}

/** Runs what the line says, with the examples of the backend's flags. */
function checkLine(line: string): void {
  const words = line.split(" ");
  if (words[0] !== "kubectl") return;
  const [, , , name = "", , ...rest] = words;
  const flags = new Map(rest.flatMap((word, at) => (at % 2 ? [] : [[word, rest[at + 1] ?? ""]])));
  const pattern = findPattern(name);
  const variant = flags.get("--variant") ?? null;
  const driver = flags.get("--driver");
  if (driver === "NAME") return;
  const modes = pattern.variants?.find((it) => it.name === variant)?.accessModes;
  const asked: Partial<ScaffoldOptions> = {
    variant,
    ...(modes && { accessMode: modes[0] }),
    ...(flags.has("--source") && { source: "models" }),
    ...(flags.has("--replicas") && { replicas: Number(flags.get("--replicas")) }),
    ...(driver && on(driver)),
  };
  expect(answer(name, asked), line).to.equal(null);
}

function anyOptions(): fc.Arbitrary<ScaffoldOptions> {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);
  const drivers = DRIVERS.map(({ names }) => names[0]);
  return fc.record({
    name,
    namespace: fc.option(name),
    labels: fc.constantFrom<ScaffoldOptions["labels"]>({}, { team: "shop" }),
    workload: fc.constantFrom("pod", "deployment", "statefulset", "daemonset", "job"),
    image: fc.option(fc.constant("registry.example.com/app:1.2.3")),
    command: fc.option(fc.array(fc.string(), { minLength: 1, maxLength: 3 })),
    replicas: fc.integer({ min: 0, max: 4 }),
    size: fc.constantFrom("1Gi", "100Mi", "2T"),
    accessMode: fc.constantFrom(...ACCESS_MODES),
    mountPath: fc.constantFrom("/data", "/var/lib/my data", "/a/"),
    runAsUser: fc.integer({ min: 1, max: 65_535 }),
    fsGroup: fc.integer({ min: 1, max: 65_535 }),
    medium: fc.constantFrom<ScaffoldOptions["medium"]>("", "Memory"),
    teams: fc.array(name, { maxLength: 3 }),
    variant: fc.constantFrom(null, "static", "snapshot", "clone", "image", "other"),
    source: fc.option<string, null>(name),
    storage: fc.option<StorageChoice>(
      fc.oneof(
        fc.record({
          kind: fc.constant("class" as const),
          name,
          driver: fc.option(fc.constantFrom(...drivers, "csi.example.com")),
        }),
        fc
          .tuple(fc.constantFrom(...BACKENDS), fc.boolean())
          .map(
            ([backend, isComplete]): StorageChoice =>
              isComplete ? onBackend(backend) : { kind: "backend", backend, values: {} },
          ),
      ),
    ),
  });
}
