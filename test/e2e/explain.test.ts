import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import type {
  ClassExplanation,
  ClassReport,
  NodeExplanation,
  ObjectReport,
} from "../../src/core/reports/object/object-report.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { runKubectlShared, runShared } from "./run-program.ts";
import { openShop, type Shop } from "./shop-cluster.ts";

/** Longer than can be drawn beside anything at 80 columns: addresses, names of volumes. */
const UNBREAKABLE = /\S{36}/;

describe("explain of an object on a real control plane", () => {
  let shop: Shop;

  before(async function () {
    shop = await openShop(this);
  });

  async function explain(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runShared(shop.cluster, ["explain", ...args]);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    return stdout;
  }

  async function ask(...args: string[]): Promise<ObjectReport> {
    return JSON.parse(await explain(...args, "-o", "json"));
  }

  const describeObject = (...args: string[]) => runKubectl(shop.cluster, ["describe", ...args]);

  /** Of every type, in each way that the shop knows. */
  function listObjects(): string[][] {
    return [
      ["pvc/db-data", "-n", "shop"],
      ["pvc/media", "-n", "shop"],
      ["pvc/ledger", "-n", "shop"],
      ["pvc/reports", "-n", "shop"],
      ["pvc/price-import", "-n", "shop"],
      ["pvc/shared-data", "-n", "examples"],
      [`pv/${shop.databaseVolume}`],
      ["pv/shop-catalog"],
      [`pod/${shop.databasePod}`, "-n", "shop"],
      [`pod/${shop.waitingDatabasePod}`, "-n", "shop"],
      ["pod/shared-pvc-pod", "-n", "examples"],
      ["pod/video-encoder", "-n", "shop"],
      ["node/node-a"],
      ["deployment/db", "-n", "shop"],
      ["deployment/web", "-n", "shop"],
      ["statefulset/search", "-n", "shop"],
      ["storageclass/efs"],
      ["storageclass/gp3"],
    ];
  }

  it("keeps to 80 columns, but for commands and what cannot be broken", async () => {
    for (const args of listObjects()) {
      const lines = (await explain(...args)).split("\n");
      expect(lines.length, args.join(" ")).to.be.greaterThan(5);
      const long = lines.filter(
        (line) => line.length > 80 && !UNBREAKABLE.test(line) && !line.includes("kubectl "),
      );
      expect(long, args.join(" ")).to.deep.equal([]);
    }
  });

  it("prints what the schemas promise", async () => {
    const ajv = new Ajv({ allErrors: true });
    const compile = (file: string) =>
      ajv.compile(
        JSON.parse(readFileSync(new URL(`../../schemas/${file}`, import.meta.url), "utf8")),
      );
    const isObject = compile("object-report.json");
    for (const args of listObjects()) {
      const report = await ask(...args);
      expect(isObject(report), `${args.join(" ")}: ${JSON.stringify(isObject.errors)}`).to.equal(
        true,
      );
      expect(report.gaps, args.join(" ")).to.deep.equal([]);
    }
    const isClasses = compile("class-report.json");
    const classes = JSON.parse(await explain("classes", "-o", "json"));
    expect(isClasses(classes), JSON.stringify(isClasses.errors)).to.equal(true);
  });

  it("answers through the real kubectl as it does by itself", async () => {
    const args = ["explain", "pvc/media", "-n", "shop"];
    const { code, stdout } = await runKubectlShared(shop.cluster, args);
    expect(code).to.equal(0);
    expect(stdout).to.equal(await explain(...args.slice(1)));
  });

  describe("beside what kubectl describe tells", () => {
    it("names the same pods of each claim", async () => {
      for (const name of ["db-data", "media", "ledger", "catalog", "old-uploads"]) {
        const { claims } = await ask(`pvc/${name}`, "-n", "shop");
        const pods = (claims[0]?.consumers ?? []).map(({ pod }) => pod);
        const said = await describeObject("pvc", name, "-n", "shop");
        expect(pods.toSorted(), name).to.deep.equal(readList(said, "Used By").toSorted());
      }
    });

    it("names the same pods of a node, and its state", async () => {
      for (const name of ["node-a", "node-b", "node-c"]) {
        const node = (await ask(`node/${name}`)).node as NodeExplanation;
        const said = await describeObject("node", name);
        const total = /Non-terminated Pods:\s+\((\d+) in total\)/.exec(said)?.[1];
        expect(node.pods.length, name).to.equal(Number(total));
        for (const pod of node.pods) expect(said).to.include(` ${pod.name} `);
        expect(said).to.include(`topology.kubernetes.io/zone=${node.zone}`);
        expect(said).to.match(/\n {2}Ready +True /);
        expect(node.ready).to.equal(true);
        expect(readField(said, "Unschedulable")).to.equal(String(node.unschedulable));
      }
    });

    it("tells the same of a volume", async () => {
      const { volume } = await ask(`pv/${shop.databaseVolume}`);
      const said = await describeObject("pv", shop.databaseVolume);
      expect(`${volume?.claim?.namespace}/${volume?.claim?.name}`).to.equal(
        readField(said, "Claim"),
      );
      expect(readField(said, "Access Modes")).to.equal("RWO");
      expect(volume?.grantedModes).to.deep.equal(["ReadWriteOnce"]);
      expect(volume?.driver?.name).to.equal(/Driver: +(\S+)/.exec(said)?.[1]);
    });

    it("tells the same of workloads", async () => {
      const { workload } = await ask("deployment/db", "-n", "shop");
      const said = await describeObject("deployment", "db", "-n", "shop");
      expect(readField(said, "Replicas")).to.include(`${workload?.replicas} desired`);
      expect(readField(said, "StrategyType")).to.equal(workload?.strategy);
      const search = (await ask("statefulset/search", "-n", "shop")).workload;
      const stateful = await describeObject("statefulset", "search", "-n", "shop");
      expect(readField(stateful, "Replicas")).to.include(`${search?.replicas} desired`);
    });

    it("tells the same of every class, one by one and all together", async () => {
      const { items }: ClassReport = JSON.parse(await explain("classes", "-o", "json"));
      expect(items.map(({ name }) => name)).to.deep.equal(["efs", "efs-sc", "gp3"]);
      for (const item of items) {
        const said = await describeObject("storageclass", item.name);
        expect({
          isDefault: readField(said, "IsDefaultClass") === "Yes",
          provisioner: readField(said, "Provisioner"),
          bindingMode: readField(said, "VolumeBindingMode"),
          reclaimPolicy: readField(said, "ReclaimPolicy"),
        }).to.deep.equal(selectSaid(item));
        const { storageClass } = await ask(`storageclass/${item.name}`);
        expect(storageClass, item.name).to.deep.equal(item);
      }
    });
  });

  it("names the pod that has a ReadWriteOncePod claim, not one that waits for it", async () => {
    const { claims } = await ask("pvc/ledger", "-n", "shop");
    const [claim] = claims;
    const holder = claim?.consumers?.find(({ state }) => state === "running")?.pod ?? "nobody";
    const here = claim?.oneMorePod.find(({ place }) => place === "same-node");
    expect(here?.answer).to.equal("no");
    expect(here?.because.text).to.include(holder);
  });

  it("fails with kubectl's own words for what is not there", async () => {
    const { code, stdout, stderr } = await runShared(shop.cluster, ["explain", "pv/nothing"]);
    expect(code).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.include('"nothing" not found');
  });
});

/** What `kubectl describe` says after a label. */
function readField(said: string, label: string): string | undefined {
  return new RegExp(`^${label}:\\s+(.*)$`, "m").exec(said)?.[1]?.trim();
}

/** The lines of a list of names; empty for `<none>`. */
function readList(said: string, label: string): string[] {
  const block = new RegExp(`^${label}:\\s+(.*(?:\\n {2,}\\S+)*)`, "m").exec(said)?.[1] ?? "";
  return block.split(/\s+/).filter((name) => name !== "" && name !== "<none>");
}

function selectSaid({ isDefault, provisioner, bindingMode, reclaimPolicy }: ClassExplanation) {
  return { isDefault, provisioner, bindingMode, reclaimPolicy };
}
