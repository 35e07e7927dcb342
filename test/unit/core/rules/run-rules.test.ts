import { readdir, readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import type { Storage } from "../../../../src/core/model/storage.ts";
import { CLAIM_KINDS } from "../../../../src/core/model/storage-kind.ts";
import type { Severity } from "../../../../src/core/rules/finding.ts";
import type { Need, Rule } from "../../../../src/core/rules/rule.ts";
import { need } from "../../../../src/core/rules/rule.ts";
import { RULES } from "../../../../src/core/rules/rules.ts";
import { runRules } from "../../../../src/core/rules/run-rules.ts";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import { aClaim, aConsumer, anInventory, aStorage, readAsAWhole } from "../objects.ts";

/** A rule that finds something of each severity in every piece of storage. */
const aRule = (id: string, changes: Partial<Rule> & { says?: Severity[] } = {}): Rule => ({
  id,
  summary: id,
  kinds: ["PersistentVolumeClaim"],
  needs: [],
  tellsCauses: false,
  citation: { document: "Example", address: "https://example.com" },
  *check(storage) {
    for (const severity of changes.says ?? ["warning" as const]) {
      yield { severity, message: `${id} on ${storage.name}`, hint: null };
    }
  },
  ...changes,
});

const run = (
  rules: Rule[],
  inventory: Inventory = anInventory(),
  storages: Storage[] = [aStorage("media")],
) => runRules(rules, CLAIM_KINDS, storages, new JoinedInventory(inventory, storages));

const extents = (changes: Inventory["extents"]) => ({ ...readAsAWhole(), ...changes });

describe("the rules", () => {
  it("look at every piece of storage of their kinds, and at no other", () => {
    const secret = aStorage("tls", { id: "Secret/shop/tls", kind: "Secret", claim: null });
    const storages = [aStorage("media"), aStorage("logs"), secret];
    const { findings, rulesRun } = run([aRule("a")], anInventory(), storages);
    expect(rulesRun).to.deep.equal(["a"]);
    expect([...findings].map(([id, found]) => [id, found.length])).to.deep.equal([
      ["PersistentVolumeClaim/shop/media", 1],
      ["PersistentVolumeClaim/shop/logs", 1],
    ]);
  });

  it("are told with who says it and where that comes from", () => {
    const { findings } = run([aRule("a")]);
    expect(findings.get("PersistentVolumeClaim/shop/media")).to.deep.equal([
      {
        finding: {
          rule: "a",
          severity: "warning",
          message: "a on media",
          hint: null,
          citation: "https://example.com",
        },
        cause: null,
      },
    ]);
  });

  it("tell the most severe first, else in their own order", () => {
    const rules = [
      aRule("a", { says: ["info", "warning"] }),
      aRule("b", { says: ["error", "info"] }),
    ];
    const found = run(rules).findings.get("PersistentVolumeClaim/shop/media");
    expect(found?.map(({ finding }) => `${finding.severity} ${finding.rule}`)).to.deep.equal([
      "error b",
      "warning a",
      "info a",
      "info b",
    ]);
  });

  it("that concern nothing of what is shown are neither run nor missed", () => {
    const rule = aRule("a", { kinds: ["HostPath"], needs: [need("nodes", "cluster")] });
    expect(run([rule], anInventory({ extents: {} }))).to.deep.include({
      rulesRun: [],
      rulesNotRun: [],
    });
  });
});

describe("a rule whose need was not read", () => {
  it("is left out as a whole, and says what it would have to read", () => {
    const rules = [aRule("a", { needs: [need("nodes", "cluster")] }), aRule("b")];
    const { findings, rulesRun, rulesNotRun } = run(
      rules,
      anInventory({ extents: extents({ nodes: { of: "some" } }) }),
    );
    expect(rulesRun).to.deep.equal(["b"]);
    expect(rulesNotRun).to.deep.equal([
      {
        rule: "a",
        needs: "all nodes",
        reason: "the query reads only a part; -A or --deep reads all",
      },
    ]);
    expect(
      findings.get("PersistentVolumeClaim/shop/media")?.map(({ finding }) => finding.rule),
    ).to.deep.equal(["b"]);
  });

  it("says why, where a gap tells", () => {
    const gap = { resource: "nodes", namespace: null, reason: "Forbidden", effect: "" };
    const inventory = anInventory({ extents: extents({ nodes: { of: "none" } }), gaps: [gap] });
    expect(
      run([aRule("a", { needs: [need("nodes", "some")] })], inventory).rulesNotRun,
    ).to.deep.equal([{ rule: "a", needs: "nodes", reason: "Forbidden" }]);
  });

  it("says that files hold none, where it is a snapshot", () => {
    const inventory = anInventory({
      source: { kind: "snapshot", files: [] },
      extents: extents({ nodes: { of: "none" } }),
    });
    expect(
      run([aRule("a", { needs: [need("nodes", "some")] })], inventory).rulesNotRun[0],
    ).to.include({
      reason: "NotInSnapshot",
    });
  });

  it("is told once, for the first of its needs", () => {
    const needs = [need("nodes", "cluster"), need("events", "cluster")];
    expect(run([aRule("a", { needs })], anInventory({ extents: {} })).rulesNotRun).to.have.length(
      1,
    );
  });

  it("runs after all where no storage could have anything of that", () => {
    const needs = [need("persistentvolumes", "cluster"), need("pods", "cluster")];
    const claim = aClaim("media", { volumeName: null, phase: null });
    const planned = aStorage("media", { claim, volume: null, consumers: [] });
    const { rulesRun } = run([aRule("a", { needs })], anInventory({ extents: {} }), [planned]);
    expect(rulesRun).to.deep.equal(["a"]);
    const applied = aStorage("media", { claim, volume: null, consumers: [aConsumer()] });
    expect(
      run([aRule("a", { needs })], anInventory({ extents: {} }), [applied]).rulesRun,
    ).to.deep.equal([]);
  });
});

describe("the need of a rule", () => {
  const isMet = (wanted: Need, read: Inventory["extents"], namespace: string | null = null) =>
    run([aRule("a", { needs: [wanted] })], anInventory({ extents: read, namespace })).rulesRun
      .length === 1;
  const shop = { of: "namespace", namespace: "shop" } as const;

  it("for all of the cluster is met by nothing less", () => {
    expect(isMet(need("nodes", "cluster"), { nodes: { of: "cluster" } })).to.equal(true);
    expect(isMet(need("nodes", "cluster"), { nodes: shop }, "shop")).to.equal(false);
    expect(isMet(need("nodes", "cluster"), { nodes: { of: "some" } })).to.equal(false);
    expect(isMet(need("nodes", "cluster"), {})).to.equal(false);
  });

  it("for the namespace is met by the namespace that was read", () => {
    expect(isMet(need("events"), { events: shop }, "shop")).to.equal(true);
    expect(isMet(need("events"), { events: { of: "cluster" } }, "shop")).to.equal(true);
    expect(isMet(need("events"), { events: shop }, "other")).to.equal(false);
    expect(isMet(need("events"), { events: shop }, null)).to.equal(false);
  });

  it("for some is met by whatever was read", () => {
    expect(isMet(need("events", "some"), { events: { of: "some" } })).to.equal(true);
    expect(isMet(need("events", "some"), { events: { of: "none" } })).to.equal(false);
    expect(isMet(need("events", "some"), {})).to.equal(false);
  });

  it("may be met by any one of several resources", () => {
    const either: Need = {
      anyOf: ["events", "volumeattachments"],
      extent: "cluster",
      of: () => true,
    };
    expect(isMet(either, { volumeattachments: { of: "cluster" } })).to.equal(true);
    expect(isMet(either, {})).to.equal(false);
    const { rulesNotRun } = run([aRule("a", { needs: [either] })], anInventory({ extents: {} }));
    expect(rulesNotRun[0]?.needs).to.equal("all events or volumeattachments");
  });
});

describe("the rules that there are", () => {
  it("say whether they tell causes, as recorded clusters show", async () => {
    const found = await readCauses();
    expect(found).to.not.be.empty;
    const telling = new Set(RULES.filter(({ tellsCauses }) => tellsCauses).map(({ id }) => id));
    expect([...found].filter((rule) => !telling.has(rule))).to.deep.equal([]);
  });

  it("have ids of their own, in kebab-case, and a citation that can be opened", () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { id, summary, citation } of RULES) {
      expect(id).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(summary).not.to.equal("");
      expect(new URL(citation.address ?? "").protocol).to.equal("https:");
    }
  });
});

const CASES = new URL("../../../golden-objects/", import.meta.url);

/** The rules that are some pod's cause in the cases of `explain`. */
async function readCauses(): Promise<Set<string>> {
  const files = (await readdir(CASES, { recursive: true })).filter((it) =>
    it.endsWith("report.json"),
  );
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, CASES), "utf8")));
  const pods = texts.flatMap(
    (text): { cause: { rule: string } | null }[] => JSON.parse(text).pods ?? [],
  );
  return new Set(pods.flatMap(({ cause }) => (cause === null ? [] : [cause.rule])));
}
