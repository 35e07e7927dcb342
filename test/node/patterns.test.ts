import { expect } from "chai";
import { matchMessage } from "../../src/knowledge/match-message.ts";
import { restrict } from "../bed/stories/scaffold.ts";
import { waitFor } from "../bed/wait-for.ts";
import { runShared } from "../e2e/run-program.ts";
import { findProcess } from "./container-processes.ts";
import { type Nodes, openNodes } from "./nodes.ts";
import { scaffold } from "./scaffold.ts";
import { enterWorkspace, openWorkspace, type RunningPod, type Workspace } from "./workspace.ts";

/** A class for each claim, with an NFS server behind it. */
const FILES = "--driver nfs --server files.test --share /srv";

/** A disk, attached to one node at a time. */
const DISK = "--storage-class gp3";

const READ_ONLY = "Read-only file system";

describe("What is scaffolded does what it says, on real nodes", () => {
  let opened: Nodes;
  let work: Workspace;

  before(async function () {
    opened = await openNodes(this);
    work = await openWorkspace(opened.cluster, "patterns");
    await restrict(opened.cluster, "patterns");
    // Under way while the others are tried: it takes a minute.
    await scaffold(work, "sidecar nightly --workload job");
  });

  const named = (name: string) => `app.kubernetes.io/name=${name}`;
  const nodesOf = (pods: readonly RunningPod[]) => new Set(pods.map(({ spec }) => spec.nodeName));

  /** Nothing failed on the way: the start was in order. */
  function expectNoRestart({ status }: RunningPod): void {
    const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
    expect(all.map(({ name, restartCount }) => [name, restartCount])).to.deep.equal(
      all.map(({ name }) => [name, 0]),
    );
  }

  async function expectReadOnly(pod: string, container: string, folder: string): Promise<void> {
    const { code, output } = await work.run(pod, container, `touch ${folder}/not-allowed`);
    expect(code).not.to.equal(0);
    expect(output).to.include(READ_ONLY);
  }

  describe("inside of a pod", () => {
    it("empty-dir: the reader starts after the writer has written, reads, and cannot write", async () => {
      await scaffold(work, "empty-dir handed");
      const pod = await work.waitForPod("handed");
      const said = await work.waitForLog("handed", "reader", / handed\n/);
      expect(said).not.to.include("can't open");
      expectNoRestart(pod);
      await expectReadOnly("handed", "reader", "/data");
    });

    it("empty-dir: what is over the size limit gets the pod evicted", async () => {
      await scaffold(work, "empty-dir full --size 8Mi");
      await work.waitForPod("full");
      await work.run("full", "writer", "dd if=/dev/zero of=/data/large bs=1M count=16");
      const { status } = await waitFor(
        "the pod to be evicted",
        async () => {
          const pod = await work.pod("full");
          return pod.status.phase === "Failed" && pod;
        },
        { timeout: 90_000 },
      );
      expect(status.reason).to.equal("Evicted");
      expect(status.message).to.equal(
        'Usage of EmptyDir volume "shared" exceeds the limit "8Mi". ',
      );
    });

    it("empty-dir in memory: files count as memory of the container that wrote them, and end at the size", async () => {
      await scaffold(work, "empty-dir ram --medium memory --size 24Mi");
      await work.waitForPod("ram");
      const type = await work.run("ram", "reader", "df -m /data | tail -1");
      expect(type.output).to.match(/^tmpfs +24 /);
      const before = await memoryOf("ram", "writer");
      await work.run("ram", "writer", "dd if=/dev/zero of=/data/large bs=1M count=16");
      await waitFor("the memory to be counted", async () => {
        return (await memoryOf("ram", "writer")) >= before + 15 * 2 ** 20;
      });
      const over = await work.run("ram", "writer", "dd if=/dev/zero of=/data/more bs=1M count=16");
      expect(over.output).to.include("No space left on device");
      expectNoRestart(await work.pod("ram"));
    });

    for (const medium of ["disk", "memory"]) {
      it(`empty-dir on ${medium}: a container that starts again finds the files, a new pod does not`, async () => {
        const name = `again-${medium}`;
        await scaffold(work, `empty-dir ${name} --medium ${medium}`);
        const pod = await work.waitForPod(name);
        await work.run(name, "writer", "echo kept > /data/mark");
        const reader = pod.status.containerStatuses?.find((it) => it.name === "reader");
        if (reader === undefined) throw new Error("there is no reader");
        process.kill(findProcess(reader), "SIGKILL");
        await waitFor("the reader to be started again", async () => {
          const { status } = await work.pod(name);
          return status.containerStatuses?.some(
            (it) => it.name === "reader" && it.restartCount > 0 && it.state.running !== undefined,
          );
        });
        expect((await work.run(name, "reader", "cat /data/mark")).output).to.equal("kept\n");
        await work.kubectl("delete", `pod/${name}`, "--wait=true");
        await scaffold(work, `empty-dir ${name} --medium ${medium}`);
        await work.waitForPod(name);
        expect((await work.run(name, "reader", "cat /data/mark")).code).not.to.equal(0);
      });
    }

    it("claim-in-pod: app and sidecar share a claim, and the sidecar cannot write", async () => {
      await scaffold(work, `claim-in-pod noted ${FILES}`);
      expectNoRestart(await work.waitForPod("noted"));
      const said = await work.waitForLog("noted", "reader", / noted\n/);
      expect(said).not.to.include("can't open");
      await expectReadOnly("noted", "reader", "/data");
    });

    it("sidecar: the log is shipped, and the shipper cannot change it", async () => {
      await scaffold(work, "sidecar logged");
      const [pod] = await work.waitForPods(named("logged"), 1);
      const name = pod?.metadata.name ?? "";
      await work.waitForLog(name, "shipper", new RegExp(` ${name}\n`));
      await expectReadOnly(name, "shipper", "/var/log/app");
    });

    it("init-handover: the app starts when the files are there, and only reads", async () => {
      await scaffold(work, "init-handover prepared");
      expectNoRestart(await work.waitForPod("prepared"));
      const said = await work.waitForLog("prepared", "app", / prepared\n/);
      expect(said).not.to.include("can't open");
      await expectReadOnly("prepared", "app", "/data");
    });

    it("localhost: the client reaches the server, and no other pod does", async () => {
      await scaffold(work, "localhost inside");
      const pod = await work.waitForPod("inside");
      expectNoRestart(pod);
      await work.waitForLog("inside", "client", / inside\n/);
      const fetch = `wget -q -O - http://${pod.status.podIP}:8080/`;
      await scaffold(work, "init-handover outside");
      await work.waitForPod("outside");
      const outside = await work.run("outside", "app", fetch);
      expect(outside.code).not.to.equal(0);
      expect(outside.output).to.include("Connection refused");
    });

    it("unix-socket: the client connects through a read-only mount, as user and group of the socket", async () => {
      await scaffold(work, "unix-socket plugged --run-as-user 2000 --fs-group 3000");
      expectNoRestart(await work.waitForPod("plugged"));
      await work.waitForLog("plugged", "client", /^plugged$/m);
      const socket = await work.run("plugged", "client", "stat -c '%F %a %u %g' /run/app/app.sock");
      expect(socket.output).to.equal("socket 660 2000 3000\n");
      await expectReadOnly("plugged", "client", "/run/app");
    });

    it("shm: shared memory is as large as asked for, and the same for both containers", async () => {
      await scaffold(work, "shm large --size 96Mi");
      expectNoRestart(await work.waitForPod("large"));
      const size = await work.run("large", "app", "df -m /dev/shm | tail -1");
      expect(size.output).to.match(/^tmpfs +96 /);
      await work.waitForLog("large", "app", / large\n/);
      // More than the 64 MB of the default, and more than the limit would be without the volume.
      const filled = await work.run("large", "app", "dd if=/dev/zero of=/dev/shm/a bs=1M count=80");
      expect(filled.code).to.equal(0);
      const seen = await work.run("large", "writer", "stat -c %s /dev/shm/a");
      expect(seen.output).to.equal(`${80 * 2 ** 20}\n`);
    });
  });

  describe("between pods", () => {
    it("rwx: pods of two nodes read what the other wrote, as user and group that were asked for", async () => {
      await scaffold(work, `rwx media ${FILES} --run-as-user 2000 --fs-group 3000`);
      const pods = await work.waitForPods(named("media"), 2);
      expect(nodesOf(pods).size).to.equal(2);
      for (const { metadata } of pods) {
        for (const other of pods) {
          await work.waitForLog(metadata.name, "app", ` ${other.metadata.name}\n`);
        }
      }
      const [{ metadata }] = pods as [RunningPod];
      const owners = await work.run(metadata.name, "app", "stat -c '%u %g' /data/*.txt");
      expect(owners.output).to.equal("2000 3000\n2000 3000\n");
    });

    it("rox: a Job writes once, and pods of two nodes read and cannot write", async () => {
      await scaffold(work, `rox models ${FILES}`);
      const pods = await work.waitForPods(`${named("models")},app.kubernetes.io/component=app`, 2);
      expect(nodesOf(pods).size).to.equal(2);
      for (const { metadata } of pods) {
        await work.waitForLog(metadata.name, "app", / models-writer-/);
        await expectReadOnly(metadata.name, "app", "/data");
      }
    });

    it("rox from an image: what the image holds is there, and cannot be written to", async () => {
      await scaffold(work, "rox carried --variant image --source registry.example.com/models:2.1");
      const pods = await work.waitForPods(named("carried"), 2);
      for (const { metadata } of pods) {
        const { output } = await work.run(metadata.name, "app", "ls /data");
        expect(output).to.include("bin\n");
        await expectReadOnly(metadata.name, "app", "/data");
      }
    });

    it("static: pods of two nodes share what is there already, by the group of the share", async () => {
      const share = "--driver nfs --server files.test --share /srv/pages";
      await scaffold(work, `static pages ${share}`);
      const pods = await work.waitForPods(named("pages"), 2);
      expect(nodesOf(pods).size).to.equal(2);
      const [first, second] = pods.map(({ metadata }) => metadata.name) as [string, string];
      await work.waitForLog(first, "app", ` ${second}\n`);
      const group = await work.run(first, "app", "id -G; stat -c %g /data");
      expect(group.output).to.equal("10001\n10001\n");
    });

    it("rox of a share that is there: what its owner writes is read, and nothing else", async () => {
      const share = "--driver nfs --server files.test --share /srv/shelf";
      await scaffold(work, `static shelf ${share} --replicas 1`);
      await scaffold(work, `rox browsed --variant static ${share}`);
      const [writer] = await work.waitForPods(named("shelf"), 1);
      const readers = await work.waitForPods(named("browsed"), 2);
      for (const { metadata } of readers) {
        const read = "until cat /data/*.txt; do sleep 1; done";
        const { output } = await work.run(metadata.name, "app", read);
        expect(output).to.include(` ${writer?.metadata.name}\n`);
        await expectReadOnly(metadata.name, "app", "/data");
      }
    });

    it("rwo-same-node: several pods write to one disk that is attached once", async () => {
      await scaffold(work, `rwo-same-node cached --replicas 3 ${DISK}`);
      const pods = await work.waitForPods(named("cached"), 3);
      expect(nodesOf(pods).size).to.equal(1);
      const [{ metadata }] = pods as [RunningPod];
      for (const other of pods) {
        await work.waitForLog(metadata.name, "app", ` ${other.metadata.name}\n`);
      }
      const volume = await work.kubectl("get", "pvc/cached", "-o=jsonpath={.spec.volumeName}");
      const attached = await work.kubectl(
        ...["get", "volumeattachments", "-o"],
        `jsonpath={.items[?(@.spec.source.persistentVolumeName=="${volume}")].spec.nodeName}`,
      );
      expect(attached).to.equal([...nodesOf(pods)][0]);
    });

    it("rwo-same-node on a folder of a node: all pods are there, and write by their group", async () => {
      const { nodes } = opened;
      const [{ name, folder }] = nodes;
      await scaffold(
        work,
        `rwo-same-node kept --driver local --node ${name} --path ${folder}/logs`,
      );
      const pods = await work.waitForPods(named("kept"), 2);
      expect([...nodesOf(pods)]).to.deep.equal([name]);
      const [{ metadata }] = pods as [RunningPod];
      for (const other of pods) {
        await work.waitForLog(metadata.name, "app", ` ${other.metadata.name}\n`);
      }
    });

    it("rwop: a second pod waits with the scheduler's words, and starts when the first is gone", async () => {
      await scaffold(work, `rwop alone ${DISK}`);
      const [first] = await work.waitForPods(named("alone"), 1);
      await work.kubectl("scale", "deployment/alone", "--replicas=2");
      const second = await waitFor("the second pod to be refused", async () => {
        const waiting = (await work.pods(named("alone"))).find(({ spec }) => !spec.nodeName);
        const placed = waiting?.status.conditions?.find(({ type }) => type === "PodScheduled");
        return placed?.message !== undefined && { message: placed.message, pod: waiting };
      });
      expect(second.message).to.include(
        "2 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
      );
      const known = matchMessage("FailedScheduling", second.message);
      expect(known.map(({ message }) => message.id)).to.include("single-pod-claim-in-use");
      const name = second.pod?.metadata.name ?? "";
      const { stdout } = await runShared(work.cluster, [
        "explain",
        `pod/${name}`,
        "-n",
        work.namespace,
      ]);
      expect(stdout).to.include(first?.metadata.name);
      await work.kubectl("scale", "deployment/alone", "--replicas=0");
      await work.kubectl("wait", `pod/${first?.metadata.name}`, "--for=delete", "--timeout=60s");
      await work.kubectl("scale", "deployment/alone", "--replicas=1");
      const [third] = await work.waitForPods(named("alone"), 1);
      await work.waitForLog(third?.metadata.name ?? "", "app", ` ${first?.metadata.name}\n`);
    });

    it("stateful: each pod has files of its own, which wait for it", async () => {
      await scaffold(work, `stateful db ${DISK}`);
      const pods = await work.waitForPods(named("db"), 2);
      expect(pods.map(({ metadata }) => metadata.name)).to.deep.equal(["db-0", "db-1"]);
      await work.run("db-0", "app", "echo kept > /data/before");
      const other = await work.run("db-1", "app", "ls /data");
      expect(other.output).to.equal("db-1.txt\n");
      const { uid } = (await work.pod("db-0")).metadata;
      await work.kubectl("delete", "pod/db-0", "--wait=false");
      await waitFor("the next db-0", async () => {
        const pod = await work.pod("db-0");
        return pod.metadata.uid !== uid;
      });
      await work.waitForPod("db-0");
      expect((await work.run("db-0", "app", "cat /data/before")).output).to.equal("kept\n");
      await work.kubectl("delete", "statefulset/db");
      const claims = await work.kubectl("get", "pvc", "-l", named("db"), "-o=name");
      expect(claims).to.equal("persistentvolumeclaim/data-db-0\npersistentvolumeclaim/data-db-1\n");
    });

    it("service: the client is answered by the servers of both nodes", async () => {
      await scaffold(work, "service web");
      const component = (name: string) => `${named("web")},app.kubernetes.io/component=${name}`;
      const [client] = await work.waitForPods(component("client"), 1);
      const servers = await work.waitForPods(component("app"), 2);
      for (const { metadata } of servers) {
        await work.waitForLog(client?.metadata.name ?? "", "client", ` ${metadata.name}\n`);
      }
    });
  });

  describe("around namespaces", () => {
    it("per-team: a team shares its files on two nodes, sees none of the other's, and gets no more claims", async () => {
      await scaffold(work, `per-team files --teams red,blue ${FILES}`);
      const [red, blue] = ["red", "blue"].map((team) => enterWorkspace(work.cluster, team)) as [
        Workspace,
        Workspace,
      ];
      const reds = await red.waitForPods(named("files"), 2);
      const blues = await blue.waitForPods(named("files"), 2);
      expect(nodesOf(reds).size).to.equal(2);
      const [first, second] = reds.map(({ metadata }) => metadata.name) as [string, string];
      const said = await red.waitForLog(first, "app", ` ${second}\n`);
      for (const { metadata } of blues) expect(said).not.to.include(metadata.name);
      const claim = await red.kubectl("get", "pvc/files", "-o=json").then(JSON.parse);
      const { storageClassName, accessModes, resources } = claim.spec;
      const further = {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "further" },
        spec: { storageClassName, accessModes, resources },
      };
      const refusal = await red.apply(JSON.stringify(further)).catch((error: Error) => error);
      expect(String(refusal)).to.include("exceeded quota: files");
    });

    it("cross-namespace: pods of two namespaces read each other's files", async () => {
      const share = "--driver nfs --server files.test --share /srv/common";
      await scaffold(work, `cross-namespace common --teams east,west ${share}`);
      const teams = ["east", "west"].map((team) => enterWorkspace(work.cluster, team));
      for (const team of teams) {
        const [pod] = await team.waitForPods(named("common"), 1);
        const name = pod?.metadata.name ?? "";
        await team.waitForLog(name, "app", / east-common-/);
        await team.waitForLog(name, "app", / west-common-/);
      }
    });
  });

  describe("in a Job", () => {
    it("sidecar: it does not keep the Job from completing", async () => {
      await work.kubectl("wait", "job/nightly", "--for=condition=Complete", "--timeout=120s");
      const [pod] = await work.pods(named("nightly"));
      expect(pod?.status.phase).to.equal("Succeeded");
    });
  });

  /** Bytes that the kubelet counts for a container. */
  async function memoryOf(pod: string, container: string): Promise<number> {
    const { spec } = await work.pod(pod);
    const { nodes } = opened;
    const node = nodes.find(({ name }) => name === spec.nodeName);
    const summary = await node?.readSummary();
    const stats = summary?.pods
      .find(({ podRef }) => podRef.namespace === work.namespace && podRef.name === pod)
      ?.containers?.find(({ name }) => name === container);
    if (stats?.memory?.workingSetBytes === undefined) throw new Error(`nothing counted of ${pod}`);
    return stats.memory.workingSetBytes;
  }
});
