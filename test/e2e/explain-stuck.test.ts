import { expect } from "chai";
import type {
  CauseFacts,
  ObjectReport,
  PodExplanation,
} from "../../src/core/reports/object/object-report.ts";
import type { List, VolumeAttachment } from "../bed/kubernetes-objects.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { startCluster } from "../bed/start-cluster.ts";
import { type StuckStory, stuckStory } from "../bed/stories/stuck.ts";
import { getClaim, getPod, untilEvent, untilRunning } from "../bed/stories/stuck-stage.ts";
import { waitFor } from "../bed/wait-for.ts";
import { findRemedy, LOOKING, runFix } from "./run-fix.ts";
import { runShared } from "./run-program.ts";

/** Every story of stuck.ts, its explanation, and what becomes of the pod after the printed fix. */
describe("explain on a real control plane, of a pod that does not start", function () {
  // Pods of a silent node are collected every 20 s.
  this.timeout(150_000);

  let story: StuckStory;

  before(async function () {
    this.timeout(20 * 60_000);
    const bed = await openTestBed();
    if (!bed.available) {
      if (process.env.CI) throw new Error(bed.reason);
      process.stderr.write(`pending: ${bed.reason}\n`);
      return this.skip();
    }
    story = await stuckStory(await startCluster(bed.binaries));
  });

  after(async () => {
    await story?.stopPlaying();
    await story?.cluster.stop();
  });

  async function explainPod(
    namespace: string,
    name = "orders-2",
    kubeconfig?: string,
  ): Promise<{ report: ObjectReport; pod: PodExplanation }> {
    const { code, stdout, stderr } = await runShared(
      story.cluster,
      ["explain", `pod/${name}`, "-n", namespace, "-o", "json"],
      kubeconfig === undefined ? {} : { kubeconfig },
    );
    expect(code, stderr).to.equal(0);
    const report: ObjectReport = JSON.parse(stdout);
    const pod = report.pods.find((it) => it.name === name);
    if (pod === undefined) throw new Error(`pod ${name} is not in the report`);
    return { report, pod };
  }

  async function explainCause(namespace: string, name?: string): Promise<CauseFacts> {
    const { cause } = (await explainPod(namespace, name)).pod;
    if (cause === null) throw new Error(`no cause is told for ${namespace}`);
    return cause;
  }

  function untilAttached(namespace: string, node: string): Promise<VolumeAttachment> {
    const what = `the volume of ${namespace}/data to be attached to ${node}`;
    const path = "/apis/storage.k8s.io/v1/volumeattachments";
    return waitFor(
      what,
      async () => {
        const { spec } = await getClaim(story, namespace, "data");
        const { items } = await story.cluster.request<List<VolumeAttachment>>("GET", path);
        return items.find(
          (it) =>
            it.spec.source.persistentVolumeName === spec.volumeName &&
            it.spec.nodeName === node &&
            it.status?.attached,
        );
      },
      { timeout: 120_000 },
    );
  }

  function untilScheduled(namespace: string): Promise<string> {
    return waitFor(
      `${namespace}/orders-2 to be scheduled`,
      async () => (await getPod(story, namespace, "orders-2")).spec.nodeName,
    );
  }

  describe("because a bare pod has its disk on another node", () => {
    it("names both pods, the holder's node and the event", async () => {
      const { pod } = await explainPod("held-by-pod");
      expect(pod).to.include({ verdict: "stuck", node: "node-b" });
      expect(pod.cause?.rule).to.equal("waiting-for-attach");
      expect(pod.cause?.message).to.include("orders-2 on node-b").and.include("node-a");
      expect(pod.cause?.message).to.match(/used there by pod orders-1\b/);
      expect(pod.cause?.outlook.endsByItself).to.equal(false);
      const message = await untilEvent(story, "held-by-pod", "orders-2", "FailedAttachVolume");
      expect(pod.cause?.evidence.map(({ value }) => value.trim())).to.include(message.trim());
      expect(pod.cause?.evidence.map(({ object }) => object)).to.include.members([
        "Pod held-by-pod/orders-1",
        "Pod held-by-pod/orders-2",
      ]);
    });

    it("has the disk attached to its node after the printed fix", async () => {
      await runFix(story.cluster, findRemedy(await explainCause("held-by-pod")));
      await untilAttached("held-by-pod", "node-b");
      await untilRunning(story, "held-by-pod", "orders-2");
      expect((await explainPod("held-by-pod")).pod).to.include({ verdict: "started", cause: null });
    });
  });

  it("moves its Deployment to the node of the disk, beside the pod that has it", async () => {
    const cause = await explainCause("held-from-workload", story.reportPod);
    const remedy = findRemedy(cause);
    expect(cause.fixes[0]).to.deep.equal(remedy);
    await runFix(story.cluster, remedy);
    await waitFor("the Deployment to run on node-a", async () => {
      const { items } = await story.cluster.request<
        List<{ spec: { nodeName?: string }; status: { phase: string } }>
      >("GET", "/api/v1/namespaces/held-from-workload/pods?labelSelector=app%3Dreport");
      return items.length === 1 && items[0]?.status.phase === "Running"
        ? items[0].spec.nodeName === "node-a"
        : undefined;
    });
    expect((await getPod(story, "held-from-workload", "orders-1")).status.phase).to.equal(
      "Running",
    );
  });

  it("blames the strategy of a rollout that surges, and its patch lets the new pod have the disk", async () => {
    const { oldPod, newPod } = story.rollout;
    const { pod } = await explainPod("rollout", newPod);
    expect(pod.verdict).to.equal("stuck");
    expect(pod.cause?.message).to.include(oldPod);
    expect(JSON.stringify(pod.cause?.evidence)).to.include("RollingUpdate");
    const [first] = pod.cause?.fixes ?? [];
    expect(first?.commands.join()).to.include("Recreate");
    if (first === undefined) throw new Error("no fix");
    const node = pod.node ?? "";
    await runFix(story.cluster, first);
    await untilAttached("rollout", node);
    await untilRunning(story, "rollout", newPod);
    const done = ["rollout", "status", "deployment/db", "--timeout=60s"];
    await runKubectl(story.cluster, ["-n", "rollout", ...done]);
  });

  it("quotes the scheduler on a ReadWriteOncePod claim, and names who has it", async () => {
    const { pod } = await explainPod("held-by-one");
    expect(pod).to.include({ verdict: "stuck", state: "unscheduled" });
    expect(pod.cause?.rule).to.equal("rwop-second-pod");
    expect(pod.cause?.message).to.include("orders-1");
    expect(JSON.stringify(pod.cause?.evidence)).to.include(
      "unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
    );
    if (pod.cause === null) throw new Error("no cause");
    await runFix(story.cluster, findRemedy(pod.cause));
    await untilScheduled("held-by-one");
  });

  it("gives a new claim the data of the one that is being deleted, line by line", async () => {
    const old = (await getClaim(story, "being-deleted", "data")).spec.volumeName;
    const cause = await explainCause("being-deleted");
    expect(cause.rule).to.equal("claim-terminating");
    expect(cause.fixes.length).to.equal(1);
    await runFix(story.cluster, findRemedy(cause));
    await untilRunning(story, "being-deleted", "orders-2");
    expect((await getClaim(story, "being-deleted", "data")).spec.volumeName).to.equal(old);
  });

  it("tells the zone that its volume cannot leave, and the one that it wants", async () => {
    const { pod } = await explainPod("other-zone");
    expect(pod.verdict).to.equal("stuck");
    const told = JSON.stringify(pod.cause);
    expect(told).to.include("eu-central-1b").and.include("eu-central-1a");
    expect(told).to.include("other-zone-data");
    expect(pod.cause?.outlook.endsByItself).to.equal(false);
    // There is a node in the volume's zone, so that another one there would not help.
    expect(pod.cause?.fixes.map(({ text }) => text).join()).not.to.include("Add a node");
  });

  it("lets a cordoned node of its volume's zone be uncordoned, and is scheduled then", async () => {
    const cause = await explainCause("zone-cordoned");
    const remedy = findRemedy(cause);
    expect(remedy.commands).to.deep.equal(["kubectl uncordon node-d"]);
    await runFix(story.cluster, remedy);
    expect(await untilScheduled("zone-cordoned")).to.equal("node-d");
  });

  describe("because its claim has no volume", () => {
    it("names the provisioner that does not answer", async () => {
      const { pod } = await explainPod("provisioner-silent");
      expect(pod.verdict).to.equal("stuck");
      expect(pod.cause?.rule).to.equal("claim-not-bound");
      const told = JSON.stringify(pod.cause);
      expect(told).to.include("disk.csi.azure.com").and.include("azure-disk");
      expect(told).to.include("ExternalProvisioning");
    });

    it("tells that there is no class and no default class", async () => {
      const { pod } = await explainPod("no-class");
      expect(pod.verdict).to.equal("stuck");
      expect(pod.cause?.rule).to.equal("claim-not-bound");
      expect(pod.cause?.message).to.match(/names no class,? and no class is the default/);
      expect(pod.cause?.outlook.endsByItself).to.equal(false);
      expect(JSON.stringify(pod.cause?.evidence)).to.include("FailedBinding");
    });

    it("tells that the claim does not exist", async () => {
      const { pod } = await explainPod("claim-not-there");
      expect(pod.verdict).to.equal("stuck");
      expect(pod.cause?.rule).to.equal("claim-not-found");
      expect(pod.cause?.message).to.include("data");
    });

    it("names the quota that forbids the claim of its ephemeral volume", async () => {
      const { pod } = await explainPod("quota-used-up", "encoder");
      expect(pod.verdict).to.equal("stuck");
      const told = JSON.stringify(pod.cause);
      expect(told).to.include("ResourceQuota quota-used-up/none");
      expect(told).to.include("exceeded quota: none");
      // That the claim is not there yet is the same trouble, not a second one.
      expect(pod.furtherCauses).to.deep.equal([]);
    });

    it("does not blame the claim where no node has room for the pod", async () => {
      const { pod } = await explainPod("too-large");
      expect(pod).to.include({ verdict: "other", cause: null });
      expect(pod.furtherCauses).to.deep.equal([]);
      expect(JSON.stringify(pod.remarks)).to.include("Insufficient cpu");
    });
  });

  it("passes by itself where the holder is stopping on a node that is well", async () => {
    const { pod } = await explainPod("stopping");
    expect(pod.verdict).to.equal("waits");
    expect(pod.cause?.message).to.include("slow-orders");
    expect(pod.cause?.outlook.endsByItself).to.equal(true);
    const { metadata } = await getPod(story, "stopping", "slow-orders");
    expect(pod.cause?.outlook.text).to.include(metadata.deletionTimestamp);
    story.letStop("slow-orders");
    await untilAttached("stopping", "node-b");
    await untilRunning(story, "stopping", "orders-2");
  });

  it("tells of the silent node itself what its pod comes to, and nobody to wait for it", async () => {
    const { code, stdout, stderr } = await runShared(story.cluster, [
      "explain",
      "node/node-x",
      "-o",
      "json",
    ]);
    expect(code, stderr).to.equal(0);
    const { node, findings }: ObjectReport = JSON.parse(stdout);
    expect(node).to.include({ ready: false, zone: "eu-central-1a", outOfService: false });
    expect(node?.pods.map(({ name, fate }) => `${name} ${fate}`)).to.deep.equal(["orders-1 ends"]);
    expect(node?.pinned.map(({ id, to }) => `${id} ${to}`)).to.deep.equal([
      "PersistentVolumeClaim/lost-node/data zone",
    ]);
    const waiting = findings.find(({ finding }) => finding.rule === "waiting-for-attach");
    expect(waiting?.finding.hint).not.to.match(/^Wait/);
  });

  it("does not pass by itself where the holder is stopping on a node that is silent", async () => {
    const { pod } = await explainPod("lost-node");
    expect(pod.verdict).to.equal("stuck");
    expect(pod.cause?.message).to.include("orders-1").and.include("node-x");
    expect(pod.cause?.outlook.endsByItself).to.equal(false);
    expect(JSON.stringify(pod.cause?.evidence)).to.include("Node node-x");
    if (pod.cause === null) throw new Error("no cause");
    const remedy = findRemedy(pod.cause);
    expect(remedy.commands.join()).to.include("node.kubernetes.io/out-of-service");
    await runFix(story.cluster, remedy);
    // The collector of pods deletes the holder, and the controller detaches without its node's word.
    await untilAttached("lost-node", "node-b");
    await untilRunning(story, "lost-node", "orders-2");
    const names = ["get", "pods", "-o", "name"];
    expect(await runKubectl(story.cluster, ["-n", "lost-node", ...names])).to.equal(
      "pod/orders-2\n",
    );
  });

  it("passes in six minutes where the holder was deleted by force, and at once after the taint", async () => {
    const { pod } = await explainPod("forced-off");
    expect(pod.verdict).to.equal("waits");
    expect(pod.cause?.message).to.include("node-y");
    expect(pod.cause?.outlook.endsByItself).to.equal(true);
    expect(pod.cause?.outlook.text).to.match(/six minutes/);
    // Nobody waits for them here; what is printed beside is faster.
    if (pod.cause === null) throw new Error("no cause");
    const remedy = findRemedy(pod.cause);
    expect(remedy.commands.join()).to.include("node.kubernetes.io/out-of-service");
    await runFix(story.cluster, remedy);
    await untilAttached("forced-off", "node-b");
    await untilRunning(story, "forced-off", "orders-2");
  });

  describe("to a user who may read pods and claims only", () => {
    let kubeconfig: string;

    before(async () => {
      const namespaces = ["held-unseen", "other-zone"];
      const role = ["create", "clusterrole", "claims", "--verb=get,list,watch"];
      await runKubectl(story.cluster, [...role, "--resource=pods,persistentvolumeclaims"]);
      const bind = ["create", "rolebinding", "olga", "--clusterrole=claims", "--user=olga", "-n"];
      for (const namespace of namespaces) await runKubectl(story.cluster, [...bind, namespace]);
      kubeconfig = await story.cluster.userKubeconfig("olga");
      for (const namespace of namespaces) {
        await waitFor("the role binding", () =>
          story.cluster.request("GET", `/api/v1/namespaces/${namespace}/pods`, undefined, {
            user: { name: "olga" },
          }),
        );
      }
    });

    const unread = [
      "persistentvolumes Forbidden",
      "volumeattachments Forbidden",
      "nodes Forbidden",
      "events Forbidden",
    ];

    it("tells no cause where nothing that shows one could be read", async () => {
      const { report, pod } = await explainPod("held-unseen", "orders-2", kubeconfig);
      const gaps = report.gaps.map(({ resource, reason }) => `${resource} ${reason}`);
      expect(gaps).to.include.members(unread);
      expect(report.rulesNotRun.map(({ rule }) => rule)).to.include("waiting-for-attach");
      expect(pod).to.include({ verdict: "unknown", cause: null });
      const said = pod.remarks.map(({ text }) => text).join(" ");
      expect(said)
        .to.match(/not (be )?read/i)
        .and.include("volumeattachments");
    });

    it("has the scheduler's word in the pod itself, and says no more than that", async () => {
      const { report, pod } = await explainPod("other-zone", "orders-2", kubeconfig);
      const gaps = report.gaps.map(({ resource, reason }) => `${resource} ${reason}`);
      expect(gaps).to.include.members(unread);
      expect(pod.cause?.rule).to.equal("storage-not-scheduled");
      expect(pod.cause?.message).to.include("didn't match PersistentVolume's node affinity");
      expect(JSON.stringify(pod.cause)).not.to.include("eu-central");
      expect(pod.cause?.outlook.endsByItself).to.equal(null);
      expect(pod.cause?.fixes).to.satisfy((fixes: CauseFacts["fixes"]) =>
        fixes.every(({ commands }) => commands.every((line) => LOOKING.test(line))),
      );
    });
  });
});
