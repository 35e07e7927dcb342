import { expect } from "chai";
import type { MountReport, StorageItem } from "../../src/core/reports/mount/mount-report.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { waitFor } from "../bed/wait-for.ts";
import { runKubectlShared, runShared } from "./run-program.ts";
import { openShop, type Shop } from "./shop-cluster.ts";

describe("who-mounts on a real control plane", () => {
  let shop: Shop;

  before(async function () {
    shop = await openShop(this);
  });

  async function ask(...args: string[]): Promise<MountReport> {
    const { code, stdout, stderr } = await runShared(shop.cluster, [
      "who-mounts",
      ...args,
      "-o",
      "json",
    ]);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    return JSON.parse(stdout);
  }

  function findItem(report: MountReport, id: string): StorageItem {
    const item = report.items.find((it) => it.id === id);
    if (item === undefined) throw new Error(`${id} is not in the report`);
    return item;
  }

  describe("beside what kubectl describe pvc calls Used By", () => {
    it("names the same pods for every claim of the shop", async () => {
      const report = await ask("-n", "shop");
      const described = await runKubectl(shop.cluster, ["-n", "shop", "describe", "pvc"]);
      const usedBy = readUsedBy(described);
      expect([...usedBy.keys()].sort()).to.deep.equal(
        report.items.map(({ storage }) => storage.name).sort(),
      );
      for (const { storage, consumers } of report.items) {
        const pods = (consumers ?? []).map((consumer) => consumer.pod).sort();
        expect(pods, storage.name).to.deep.equal(usedBy.get(storage.name)?.sort());
      }
    });

    it("differs by design: kubectl says nothing of a pod's state, here a finished one is no user", async () => {
      const { consumers, sharing } = findItem(
        await ask("-n", "shop"),
        "PersistentVolumeClaim/shop/price-import",
      );
      expect(consumers?.map(({ state }) => state)).to.deep.equal(["finished"]);
      expect(sharing.pods).to.equal(0);
    });
  });

  it("tells the Multi-Attach victim, its holder and the event of the real attach-detach controller", async () => {
    const { consumers, findings, storage } = findItem(
      await ask("pvc/db-data", "-n", "shop"),
      "PersistentVolumeClaim/shop/db-data",
    );
    const states = new Map(consumers?.map(({ pod, state }) => [pod, state]));
    expect(states.get(shop.databasePod)).to.equal("running");
    expect(states.get(shop.waitingDatabasePod)).to.equal("waiting");
    const waiting = findings.find(({ rule }) => rule === "waiting-for-attach");
    expect(waiting?.severity).to.equal("error");
    expect(waiting?.message)
      .to.include(shop.waitingDatabasePod)
      .and.to.include(shop.databasePod)
      .and.to.match(/Multi-Attach error|Waiting for detach/);
    if (!("attachments" in storage)) throw new Error("a claim has attachments");
    expect(
      storage.attachments?.filter(({ attached }) => attached).map(({ node }) => node),
    ).to.deep.equal(["node-a"]);
  });

  it("counts three pods of web on three nodes, some of whose containers only read", async () => {
    const { sharing, consumers } = findItem(
      await ask("-n", "shop"),
      "PersistentVolumeClaim/shop/media",
    );
    expect(sharing).to.deep.equal({ scope: "cluster", pods: 3, nodes: 3, writers: 3 });
    const web = consumers?.find(({ workload }) => workload?.name === "web");
    expect(web?.workload).to.deep.equal({ kind: "Deployment", name: "web" });
    expect(web?.mounts.map(({ readOnly }) => readOnly).sort()).to.deep.equal([false, true]);
  });

  it("sees one NFS export behind claims of two namespaces", async () => {
    const { findings, overlaps } = findItem(await ask("-A"), "PersistentVolumeClaim/shop/catalog");
    expect(overlaps?.map(({ id, relation }) => `${relation} ${id}`).sort()).to.deep.equal([
      "contains PersistentVolumeClaim/analytics/feeds",
      "same PersistentVolumeClaim/analytics/catalog-copy",
    ]);
    expect(findings.map(({ rule }) => rule)).to.include("same-backend");
  });

  it("takes a generic ephemeral volume's claim for the pod that owns it", async () => {
    const { storage, consumers } = findItem(
      await ask("-n", "shop"),
      "EphemeralClaim/shop/video-encoder-scratch",
    );
    expect(storage.kind).to.equal("EphemeralClaim");
    expect(consumers?.map(({ pod }) => pod)).to.deep.equal(["video-encoder"]);
  });

  it("tells which pod has a ReadWriteOncePod claim and which one the scheduler keeps waiting", async () => {
    const { findings } = findItem(await ask("-n", "shop"), "PersistentVolumeClaim/shop/ledger");
    expect(findings.map(({ rule }) => rule)).to.include("rwop-second-pod");
  });

  it("answers the same for a node, a volume, a class and a pod as for the claims themselves", async () => {
    const ids = async (...args: string[]) => (await ask(...args)).items.map(({ id }) => id);
    const media = "PersistentVolumeClaim/shop/media";
    expect(await ids("node/node-a")).to.include(media);
    expect(await ids(`pv/${shop.databaseVolume}`)).to.deep.equal([
      "PersistentVolumeClaim/shop/db-data",
    ]);
    expect(await ids("storageclass/efs")).to.include(media);
    expect(await ids(`pod/${shop.databasePod}`, "-n", "shop")).to.include(
      "PersistentVolumeClaim/shop/db-data",
    );
  });

  it("runs every rule in a small cluster, whatever is asked", async () => {
    for (const args of [["-A"], ["-n", "shop"], ["pvc/media", "-n", "shop"], ["node/node-a"]]) {
      expect((await ask(...args)).rulesNotRun, args.join(" ")).to.deep.equal([]);
    }
  });

  describe("through the real kubectl", () => {
    it("takes flags before and after the command", async () => {
      const after = await runKubectlShared(shop.cluster, [
        "who-mounts",
        "-n",
        "shop",
        "-o",
        "name",
      ]);
      const before = await runKubectlShared(shop.cluster, ["-n", "shop", "-o=name", "who-mounts"]);
      expect(after.code, after.stderr).to.equal(0);
      expect(before).to.deep.equal(after);
      expect(after.stdout).to.include("persistentvolumeclaim/media\n");
    });

    it("says kubectl shared in its help", async () => {
      const { stdout } = await runKubectlShared(shop.cluster, ["who-mounts", "-h"]);
      expect(stdout).to.include("$ kubectl shared who-mounts [TYPE/NAME ...] [flags]");
    });

    it("hands on its exit codes", async () => {
      const { code, stdout } = await runKubectlShared(shop.cluster, [
        "who-mounts",
        "-n",
        "shop",
        "--fail-on",
        "error",
        "-o",
        "name",
      ]);
      expect(code).to.equal(3);
      expect(stdout).not.to.equal("");
    });

    it("reads what kubectl get prints", async () => {
      const dump = await runKubectl(shop.cluster, [
        "get",
        "pods,pvc,pv,volumeattachments,events,deployments,replicasets",
        "-A",
        "-o",
        "yaml",
      ]);
      const { code, stdout, stderr } = await runKubectlShared(
        shop.cluster,
        ["who-mounts", "-f", "-", "-n", "shop", "pvc/db-data", "-o", "json"],
        { input: dump },
      );
      expect(code, stderr).to.equal(0);
      const live = await ask("pvc/db-data", "-n", "shop");
      const recorded: MountReport = JSON.parse(stdout);
      expect(recorded.items[0]?.findings.map(({ rule }) => rule)).to.deep.equal(
        live.items[0]?.findings.map(({ rule }) => rule),
      );
      expect(recorded.items[0]?.consumers).to.deep.equal(live.items[0]?.consumers);
    });
  });

  describe("for a user who may read one namespace only", () => {
    let kubeconfig: string;

    before(async () => {
      await runKubectl(shop.cluster, [
        "create",
        "rolebinding",
        "reader",
        "--clusterrole=view",
        "--user=olga",
        "-n",
        "shop",
      ]);
      kubeconfig = await shop.cluster.userKubeconfig("olga");
      await waitFor("the role binding", () =>
        shop.cluster.request("GET", "/api/v1/namespaces/shop/pods", undefined, {
          user: { name: "olga" },
        }),
      );
    });

    it("answers with what is known, and names every gap", async () => {
      const { code, stdout, stderr } = await runShared(
        shop.cluster,
        ["who-mounts", "-n", "shop", "-o", "json"],
        { kubeconfig },
      );
      expect(code).to.equal(0);
      const report: MountReport = JSON.parse(stdout);
      expect(report.gaps.map(({ resource, reason }) => `${resource} ${reason}`)).to.include.members(
        ["persistentvolumes Forbidden", "volumeattachments Forbidden"],
      );
      expect(stderr).to.include("Warning: persistentvolumes could not be read (Forbidden)");
      const { storage, sharing } = findItem(report, "PersistentVolumeClaim/shop/media");
      if (!("volume" in storage)) throw new Error("a claim has a volume");
      expect(storage.volume?.driver).to.equal(null);
      // EFS never attaches, which is known without reading any attachment; EBS does.
      expect(storage.attachments).to.deep.equal([]);
      const database = findItem(report, "PersistentVolumeClaim/shop/db-data").storage;
      expect(database).to.have.property("attachments", null);
      expect(storage.grantedModes).to.deep.equal(["ReadWriteMany"]);
      expect(sharing.pods).to.equal(3);
      expect(report.rulesNotRun.map(({ rule }) => rule)).to.include("same-backend");
    });

    it("fails with kubectl's own words where no pod may be read", async () => {
      const all = await runShared(shop.cluster, ["who-mounts", "-A"], { kubeconfig });
      expect(all.code).to.equal(1);
      expect(all.stdout).to.equal("");
      expect(all.stderr).to.match(
        /^Error from server \(Forbidden\): pods is forbidden: User "olga" cannot list/,
      );
    });

    it("gives no false green: nothing found, but rules could not run, is 4", async () => {
      const { code } = await runShared(
        shop.cluster,
        ["who-mounts", "pvc/old-uploads", "-n", "shop", "--fail-on", "error"],
        { kubeconfig },
      );
      expect(code).to.equal(4);
    });
  });
});

/** The pods that `kubectl describe pvc` lists, by claim. */
function readUsedBy(described: string): Map<string, string[]> {
  return new Map(
    described.split(/\n(?=Name:)/).map((text) => {
      const name = /^Name:\s+(\S+)/m.exec(text)?.[1] ?? "";
      const block = /^Used By:\s+(.*(?:\n {2,}\S+)*)/m.exec(text)?.[1] ?? "";
      const pods = block.split(/\s+/).filter((pod) => pod !== "" && pod !== "<none>");
      return [name, pods];
    }),
  );
}
