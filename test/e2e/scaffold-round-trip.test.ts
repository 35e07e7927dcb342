import { expect } from "chai";
import type { MountReport, StorageItem } from "../../src/core/reports/mount/mount-report.ts";
import { run } from "../commands/run.ts";
import { findCommand } from "../golden-scaffold/render-scaffold.ts";

/**
 * The sharing that each pattern promises, as `who-mounts -f -` finds it in what is printed: the
 * storage, who has it, and by which of their containers they write or read. The command lines are
 * those of the golden cases.
 */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  "claim-in-pod": ["claim notes: Pod notes, reader reads, app writes"],
  "empty-dir": ["emptyDir shared: Pod empty-dir, writer writes, reader reads"],
  "empty-dir-memory": ["emptyDir shared: 1 of Deployment cache, writer writes, reader reads"],
  sidecar: ["emptyDir logs: 1 of Deployment web, shipper reads, app writes"],
  "init-handover": ["emptyDir prepared: Pod init-handover, prepare writes, app reads"],
  localhost: ["emptyDir www: Pod localhost, server writes"],
  "unix-socket": ["emptyDir run: Pod unix-socket, server writes, client reads"],
  shm: ["emptyDir shm: Pod shm, writer writes, app writes"],
  service: ["emptyDir www: 2 of Deployment web, server writes"],
  rwx: ["claim media: 2 of Deployment media, app writes"],
  "rwx-pod": ["claim media: Pod media-1, app writes; Pod media-2, app writes"],
  "rwx-statefulset": ["claim media: 2 of StatefulSet media, app writes"],
  "rwx-daemonset": ["claim media: each node's of DaemonSet media, app writes"],
  "rwx-job": ["claim media: 2 of Job media, app writes"],
  "rwx-class": ["claim media: 2 of Deployment media, app writes"],
  "rox-read-only-mounts": [
    "claim models: 1 of Job models-writer, writer writes; 2 of Deployment models, app reads",
  ],
  "rox-static": ["claim models: 2 of Deployment models, app reads"],
  "rox-snapshot": ["claim models: 2 of Deployment models, app reads"],
  "rox-clone": ["claim models: 2 of Deployment models, app reads"],
  "rox-image": ["image data: 2 of Deployment models, app reads"],
  "rwo-same-node": ["claim cache: 3 of Deployment cache, app writes"],
  rwop: ["claim db: 1 of Deployment db, app writes"],
  stateful: [
    "claim data-db-0: 1 of StatefulSet db, app writes",
    "claim data-db-1: 1 of StatefulSet db, app writes",
  ],
  "per-team": [
    "claim blue/files: 2 of Deployment files, app writes",
    "claim red/files: 2 of Deployment files, app writes",
  ],
  static: ["claim media: 2 of Deployment media, app writes"],
  "cross-namespace": [
    "claim analytics/files, the same place as shop/files: 1 of Deployment files, app writes",
    "claim shop/files, the same place as analytics/files: 1 of Deployment files, app writes",
  ],
};

describe("The sharing that a pattern promises", () => {
  for (const [name, promised] of Object.entries(PROMISED)) {
    it(`is what who-mounts finds in it: ${name}`, async () => {
      const command = findCommand(name);
      const made = await run(["scaffold", ...(command ?? "").split(" "), "-o", "yaml"]);
      expect(made.code, made.stderr).to.equal(0);
      const words = ["who-mounts", "-f", "-", "-o", "json", "--kinds", "all"];
      const told = await run(words, { input: made.stdout });
      expect(told.code, told.stderr).to.equal(0);
      const { items } = JSON.parse(told.stdout) as MountReport;
      expect(items.map(describeItem).toSorted()).to.deep.equal(promised);
      const findings = items.flatMap((it) => it.findings);
      expect(findings.filter(({ severity }) => severity !== "info")).to.deep.equal([]);
    });
  }
});

function describeItem({ id, storage, consumers, overlaps }: StorageItem): string {
  const [kind = "", namespace, ...rest] = id.split("/");
  const place = namespace === "default" ? "" : `${namespace}/`;
  const words = { PersistentVolumeClaim: "claim", EmptyDir: "emptyDir", Image: "image" };
  const others = (overlaps ?? []).map((it) => it.id.split("/").slice(1).join("/"));
  const same = others.length === 0 ? "" : `, the same place as ${others.join(" and ")}`;
  const name = kind === "PersistentVolumeClaim" ? `${place}${rest.join("/")}` : rest.at(-1);
  const users = (consumers ?? []).map(describeConsumer).toSorted();
  return `${words[storage.kind as keyof typeof words]} ${name}${same}: ${users.join("; ")}`;
}

function describeConsumer({
  pod,
  workload,
  replicas,
  mounts,
}: NonNullable<StorageItem["consumers"]>[number]): string {
  const count = replicas === null ? "each node's" : `${replicas}`;
  const who = workload === null ? `Pod ${pod}` : `${count} of ${workload.kind} ${workload.name}`;
  return [who, ...mounts.map((it) => `${it.container} ${it.readOnly ? "reads" : "writes"}`)].join(
    ", ",
  );
}
