import { expect } from "chai";
import type { Claim, List, Pod } from "../bed/kubernetes-objects.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { createBoundClaim } from "../bed/play-storage.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import {
  type BuildingSite,
  createRestrictedNamespace,
  openBuildingSite,
  restrict,
} from "../bed/stories/scaffold.ts";
import { waitFor } from "../bed/wait-for.ts";
import { type Outcome, runKubectlShared, runShared } from "./run-program.ts";

/** What becomes of a pattern when it is applied. */
interface Built {
  /** What is typed behind `kubectl shared scaffold`, with the objects' name. */
  command: string;
  /** In stderr: what was chosen. */
  says?: string;
  /** How many pods there are in the end, in each namespace. */
  pods: number;
  /** Names of claims; all are bound. */
  claims: readonly string[];
  /** On how many nodes they run. */
  nodes?: number;
  /** A claim that is there before. */
  source?: string;
  /** Namespaces that the manifests name; else they go where `kubectl apply -n` says. */
  namespaces?: readonly string[];
}

const EFS = "--driver efs --file-system-id fs-0a1b2c3d4e5f60718";
const DEFAULT = "Storage class gp3 (ebs.csi.aws.com) for ReadWriteOnce: the default class";
const FILES =
  "Storage class efs (efs.csi.aws.com) for ReadWriteMany: the default class gp3 cannot give ReadWriteMany";

const BUILT: readonly Built[] = [
  { command: "claim-in-pod notes", says: DEFAULT, pods: 1, claims: ["notes"] },
  { command: "empty-dir handed", pods: 1, claims: [] },
  {
    command: "empty-dir ram --medium memory --workload deployment --replicas 2",
    pods: 2,
    claims: [],
  },
  { command: "sidecar logs", pods: 1, claims: [] },
  { command: "sidecar agent --workload daemonset", pods: 3, claims: [], nodes: 3 },
  { command: "init-handover prepared", pods: 1, claims: [] },
  { command: "init-handover once --workload job", pods: 1, claims: [] },
  { command: "localhost inside", pods: 1, claims: [] },
  { command: "unix-socket socket", pods: 1, claims: [] },
  { command: "shm memory", pods: 1, claims: [] },
  { command: "service front", pods: 3, claims: [] },
  { command: "rwx media", says: FILES, pods: 2, claims: ["media"], nodes: 2 },
  { command: `rwx own --replicas 3 ${EFS}`, pods: 3, claims: ["own"], nodes: 3 },
  { command: "rwx pair --workload pod", pods: 2, claims: ["pair"], nodes: 2 },
  { command: "rwx ordered --workload statefulset", pods: 2, claims: ["ordered"], nodes: 2 },
  { command: "rwx everywhere --workload daemonset", pods: 3, claims: ["everywhere"], nodes: 3 },
  { command: "rwx batch --workload job", pods: 2, claims: ["batch"], nodes: 2 },
  {
    command: "rwx exported --driver nfs --server nfs.example.com --share /srv/shop",
    pods: 2,
    claims: ["exported"],
    nodes: 2,
  },
  { command: "rwx replicated --driver longhorn", pods: 2, claims: ["replicated"], nodes: 2 },
  { command: "rwx share --driver azure-files-smb", pods: 2, claims: ["share"], nodes: 2 },
  { command: "rox models", says: FILES, pods: 3, claims: ["models"] },
  {
    command: "rox pages --variant static --driver nfs --server nfs.example.com --share /srv/pages",
    pods: 2,
    claims: ["pages"],
    nodes: 2,
    namespaces: ["default"],
  },
  {
    command: "rox restored --variant snapshot --source trained --driver pd",
    source: "trained",
    pods: 2,
    claims: ["restored"],
    nodes: 2,
  },
  {
    command: "rox copied --variant clone --source trained --driver pd",
    source: "trained",
    pods: 2,
    claims: ["copied"],
    nodes: 2,
  },
  {
    command: "rox carried --variant image --source registry.example.com/models:2.1",
    pods: 2,
    claims: [],
    nodes: 2,
  },
  {
    command: "rwo-same-node cache --replicas 3",
    says: DEFAULT,
    pods: 3,
    claims: ["cache"],
    nodes: 1,
  },
  { command: "rwo-same-node both --workload pod", pods: 2, claims: ["both"], nodes: 1 },
  { command: "rwo-same-node set --workload statefulset", pods: 2, claims: ["set"], nodes: 1 },
  {
    command: "rwop alone",
    says: "Storage class gp3 (ebs.csi.aws.com) for ReadWriteOncePod: the default class",
    pods: 1,
    claims: ["alone"],
  },
  { command: "stateful db", says: DEFAULT, pods: 2, claims: ["data-db-0", "data-db-1"] },
  {
    command: `per-team files --teams red,blue ${EFS}`,
    pods: 2,
    claims: ["files"],
    nodes: 2,
    namespaces: ["red", "blue"],
  },
  {
    command: `static there ${EFS} --access-point-id fsap-0a1b2c3d4e5f60718`,
    pods: 2,
    claims: ["there"],
    nodes: 2,
    namespaces: ["default"],
  },
  {
    command:
      "static folder --driver cephfs --cluster-id ceph --fs-name myfs --root-path /volumes/a --secret-name ceph --secret-namespace ceph",
    pods: 2,
    claims: ["folder"],
    nodes: 2,
    namespaces: ["default"],
  },
  {
    command:
      "cross-namespace common --teams east,west --driver nfs --server nfs.example.com --share /srv/common",
    pods: 1,
    claims: ["common"],
    namespaces: ["east", "west"],
  },
];

describe("What is scaffolded, on a real control plane", () => {
  let cluster: Cluster;
  let site: BuildingSite | undefined;

  before(async function () {
    this.timeout(20 * 60_000);
    const bed = await openTestBed();
    if (!bed.available) {
      if (process.env.CI) throw new Error(bed.reason);
      process.stderr.write(`pending: ${bed.reason}\n`);
      return this.skip();
    }
    cluster = await startCluster(bed.binaries);
    site = await openBuildingSite(cluster);
    await restrict(cluster, "default");
  });

  after(async function () {
    this.timeout(60_000);
    await site?.stopPlaying();
    await cluster?.stop();
  });

  /** With the cluster's kubeconfig, through the real kubectl. */
  function scaffold(command: string, ...further: string[]): Promise<Outcome> {
    return runKubectlShared(cluster, ["scaffold", ...command.split(" "), ...further]);
  }

  describe("before anything is applied", () => {
    it("refuses what no class of the cluster can do, and says what each can", async () => {
      const { code, stdout, stderr } = await scaffold("rox a --variant clone --source b");
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(stderr).to.match(/^error: no storage class here is known to give ReadOnlyMany:$/m);
      expect(stderr).to.match(/^ {2}efs \(efs\.csi\.aws\.com\): RWO, RWX, RWOP$/m);
      expect(stderr).to.match(/^ {2}gp3 \(ebs\.csi\.aws\.com, the default\): RWO, RWOP$/m);
    });

    it("says what is wrong with a class that was named and cannot do it", async () => {
      const { code, stderr } = await scaffold("rwx a --storage-class gp3");
      expect(code).to.equal(1);
      expect(stderr).to.include("error: Amazon EBS (ebs.csi.aws.com) gives no ReadWriteMany claim");
      expect(stderr).to.include("Try: kubectl shared scaffold rwx a --storage-class efs\n");
      expect(stderr).to.include("Try: kubectl shared scaffold rwo-same-node a --storage-class gp3");
      const missing = await scaffold("rwx a --storage-class gp33");
      expect(missing.stderr).to.include('"gp33" not found, there is efs, gp3\n');
    });

    it("says that a node is not there, and which are", async () => {
      const words = "rwo-same-node a --driver local --path /mnt/a --node";
      const { code, stderr } = await scaffold(`${words} node-aa`);
      expect({ code, first: stderr.split("\n")[0] }).to.deep.equal({
        code: 1,
        first: "error: no node has the label kubernetes.io/hostname=node-aa",
      });
      expect((await scaffold(`${words} node-a`)).code).to.equal(0);
    });

    it("says that what is to be copied is not there", async () => {
      const { code, stderr } = await scaffold("rox a --variant snapshot --source b --driver pd");
      expect(code).to.equal(0);
      expect(stderr).to.equal("Warning: there is no claim b in namespace default to be copied\n");
    });

    it("prints the server's verdict on each object, and creates none", async () => {
      await createRestrictedNamespace(cluster, "tried");
      const { code, stdout } = await scaffold("rwx tried -n tried --dry-run=server");
      expect({ code, stdout }).to.deep.equal({
        code: 0,
        stdout: [
          "persistentvolumeclaim/tried in tried created (server dry run)",
          "deployment.apps/tried in tried created (server dry run)",
          "",
        ].join("\n"),
      });
      const { items } = await claimsIn("tried");
      expect(items).to.deep.equal([]);
    });

    it("tries what is of a namespace that is still to be made in another one, and says so", async () => {
      const { code, stdout } = await scaffold("per-team tried --teams x1,x2 --dry-run=server");
      const lines = stdout.trimEnd().split("\n");
      expect({ code, count: lines.length }).to.deep.equal({ code: 0, count: 8 });
      expect(lines.filter((line) => !line.includes(" created (server dry run)"))).to.deep.equal([]);
      const elsewhere = lines.filter((line) => line.includes(": tried in default, there is no"));
      expect(elsewhere).to.have.length(6);
    });

    it("fails with the server's words where a quota lets no claim in", async () => {
      await createRestrictedNamespace(cluster, "full");
      const inNamespace = (...args: string[]) => runKubectl(cluster, ["-n", "full", ...args]);
      await inNamespace("create", "quota", "none", "--hard=persistentvolumeclaims=0");
      const counted = "--for=jsonpath={.status.used.persistentvolumeclaims}";
      await inNamespace("wait", counted, "quota/none", "--timeout=60s");
      const { code, stdout } = await scaffold("rwx tried -n full --dry-run=server");
      expect(code).to.equal(1);
      expect(stdout).to.match(
        /^persistentvolumeclaim\/tried in full refused \(server dry run\): Forbidden: .*exceeded quota: none/,
      );
    });
  });

  describe("and applied as it is", () => {
    const outcomes = new Map<string, { made: Outcome; applied: string }>();

    before(async function () {
      this.timeout(120_000);
      const waiting = [...BUILT];
      // Two programs each: more at once would only wait for one another.
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          for (let it = waiting.shift(); it !== undefined; it = waiting.shift()) {
            outcomes.set(it.command, await build(it));
          }
        }),
      );
    });

    for (const built of BUILT) {
      it(`${built.command}: its claims are bound, its pods are let in and run`, async () => {
        const { made, applied } = outcomes.get(built.command) ?? {};
        expect(made?.code, made?.stderr).to.equal(0);
        if (built.says !== undefined) expect(made?.stderr).to.include(built.says);
        expect(made?.stderr).not.to.include("Warning: ");
        expect(applied, "what kubectl says").not.to.match(/error/i);
        for (const namespace of namespacesOf(built)) await check(built, namespace);
      });
    }

    it("refuses names that are taken, in this namespace only", async () => {
      const { code, stderr } = await scaffold("rwx media -n b-media");
      expect({ code, first: stderr.split("\n")[0] }).to.deep.equal({
        code: 1,
        first:
          "error: persistentvolumeclaim/media in namespace b-media, deployment.apps/media in namespace b-media are there already: applying this would change them",
      });
      expect((await scaffold("rwx media -n tried")).code).to.equal(0);
    });

    it("takes no label from a namespace that is there: it is left out", async () => {
      const restricted = { "pod-security.kubernetes.io/enforce": "restricted" };
      const applied = { apiVersion: "v1", kind: "Namespace" };
      await Promise.all(
        ["green", "grey"].map((name) =>
          runKubectl(cluster, ["apply", "-f", "-"], {
            input: JSON.stringify({ ...applied, metadata: { name, labels: restricted } }),
          }),
        ),
      );
      const { stdout, stderr } = await scaffold("per-team lots --teams green,grey,new");
      expect(stderr).to.include("Namespace green is there already and left out\n");
      expect(stdout.match(/^kind: Namespace$/gm)).to.have.length(1);
      const said = await runKubectl(cluster, ["apply", "-f", "-"], { input: stdout });
      expect(said)
        .to.include("namespace/new created")
        .and.to.include("deployment.apps/lots created");
      const { metadata } = await cluster.request<{ metadata: { labels: object } }>(
        "GET",
        "/api/v1/namespaces/green",
      );
      expect(metadata.labels).to.include(restricted);
    });

    it("rolls out pods that share a disk on one node, to one node", async () => {
      const inNamespace = (...args: string[]) => runKubectl(cluster, ["-n", "b-cache", ...args]);
      await inNamespace("rollout", "restart", "deployment/cache");
      await inNamespace("rollout", "status", "deployment/cache", "--timeout=60s");
      const built = BUILT.find(({ command }) => command.startsWith("rwo-same-node cache"));
      await check(built as Built, "b-cache");
    });

    it("rolls out a pod that is alone with its claim, and lets no second one in", async () => {
      const inNamespace = (...args: string[]) => runKubectl(cluster, ["-n", "b-alone", ...args]);
      await inNamespace("rollout", "restart", "deployment/alone");
      await inNamespace("rollout", "status", "deployment/alone", "--timeout=60s");
      await inNamespace("scale", "deployment/alone", "--replicas=2");
      const path = "/api/v1/namespaces/b-alone/pods";
      await waitFor("the scheduler to refuse the second pod", async () => {
        const { items } = await cluster.request<List<Pod>>("GET", path);
        const said = items.flatMap(({ status }) => status.conditions ?? []);
        return said.some(({ message }) => message?.includes("ReadWriteOncePod"));
      });
      await inNamespace("scale", "deployment/alone", "--replicas=1");
      await waitFor("the second pod to go", async () => {
        const { items } = await cluster.request<List<Pod>>("GET", path);
        return items.length === 1;
      });
    });

    it("has nothing about it that our own rules would warn of", async () => {
      const { code, stdout } = await runShared(cluster, ["who-mounts", "-A", "-o", "json"]);
      expect(code).to.equal(0);
      const { items } = JSON.parse(stdout) as { items: { findings: Finding[] }[] };
      const told = items
        .flatMap(({ findings }) => findings)
        .filter(({ severity }) => severity !== "info")
        .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
      expect(items).to.have.length.above(20);
      expect(told).to.deep.equal([]);
    });
  });

  /** Where it is applied: a namespace of its own, or those that it names. */
  function namespacesOf({ command, namespaces }: Built): readonly string[] {
    return namespaces ?? [`b-${command.split(" ")[1]}`];
  }

  async function build(built: Built): Promise<{ made: Outcome; applied: string }> {
    const namespaces = namespacesOf(built).filter((name) => name !== "default");
    await Promise.all(namespaces.map((name) => createRestrictedNamespace(cluster, name)));
    const [own = ""] = namespaces;
    if (built.source !== undefined) {
      const volumeHandle = `projects/shop/zones/eu-central-1a/disks/${own}`;
      await createBoundClaim(cluster, {
        namespace: own,
        name: built.source,
        source: { csi: { driver: "pd.csi.storage.gke.io", volumeHandle, fsType: "ext4" } },
      });
    }
    const where = built.namespaces === undefined ? ["-n", own] : [];
    const made = await scaffold(built.command, ...where);
    if (made.code !== 0) return { made, applied: "" };
    const strictly = ["apply", "--warnings-as-errors", "-f", "-"];
    const applied = await runKubectl(cluster, strictly, { input: made.stdout }).catch(
      (error: Error) => `error: ${error.message}`,
    );
    return { made, applied };
  }

  async function check(built: Built, namespace: string): Promise<void> {
    const [, name = ""] = built.command.split(" ");
    const pods = await waitFor(`the pods of ${built.command}`, async () => {
      const selector = `labelSelector=app.kubernetes.io/name%3D${name}`;
      const path = `/api/v1/namespaces/${namespace}/pods?${selector}`;
      const { items } = await cluster.request<List<Pod>>("GET", path);
      const there = items.filter(({ status }) => /^(Running|Succeeded)$/.test(status.phase));
      return items.length === built.pods && there.length === built.pods && items;
    });
    if (built.nodes !== undefined) {
      expect(new Set(pods.map(({ spec }) => spec.nodeName)).size, "nodes").to.equal(built.nodes);
    }
    const { items } = await claimsIn(namespace);
    const own = items.filter(({ metadata }) => built.claims.includes(metadata.name));
    expect(
      own.map(({ metadata, status }) => `${metadata.name} ${status.phase}`).toSorted(),
    ).to.deep.equal(built.claims.map((claim) => `${claim} Bound`));
  }

  function claimsIn(namespace: string): Promise<List<Claim>> {
    return cluster.request("GET", `/api/v1/namespaces/${namespace}/persistentvolumeclaims`);
  }
});

interface Finding {
  rule: string;
  severity: string;
  message: string;
}
