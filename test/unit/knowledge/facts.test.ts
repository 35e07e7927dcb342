import { readdirSync } from "node:fs";
import { expect } from "chai";
import { ACCESS_MODES } from "../../../src/core/model/access-mode.ts";
import { type Circumstances, holds } from "../../../src/knowledge/condition.ts";
import type { Driver, Field, Manifest, Variant } from "../../../src/knowledge/driver.ts";
import { DRIVERS } from "../../../src/knowledge/drivers.ts";
import type { Fact } from "../../../src/knowledge/fact.ts";
import { IN_TREE_PLUGINS } from "../../../src/knowledge/in-tree-plugins.ts";
import { MESSAGE_PATTERNS } from "../../../src/knowledge/messages.ts";
import type { Modes } from "../../../src/knowledge/mode-support.ts";
import { modesOf, resolveDriver } from "../../../src/knowledge/resolve-driver.ts";
import { ONE_HANDLE_IN_TWO_VOLUMES } from "../../../src/knowledge/volume-handles.ts";

const DRIVER_FILES = new URL("../../../src/knowledge/drivers/", import.meta.url);

/** Every fact, with the way to it. */
function findFacts(value: unknown, path: string): [path: string, fact: Fact<unknown>][] {
  if (typeof value !== "object" || value === null) return [];
  const found = Object.entries(value).flatMap(([key, it]) => findFacts(it, `${path}.${key}`));
  return "citations" in value ? [[path, value as Fact<unknown>], ...found] : found;
}

function knowsSomething(value: unknown): boolean {
  if (value === null) return false;
  if (typeof value !== "object" || !("ReadWriteOnce" in value)) return true;
  return Object.values(value as Modes).some(
    ({ answer }) => answer !== "unknown" && answer !== "not-applicable",
  );
}

const facts = [
  ...DRIVERS.flatMap((driver) => findFacts(driver, driver.names[0])),
  ...IN_TREE_PLUGINS.flatMap((plugin) => findFacts(plugin, plugin.name)),
  ...MESSAGE_PATTERNS.flatMap((message) => findFacts(message, message.id)),
  ...findFacts(ONE_HANDLE_IN_TWO_VOLUMES, "one handle in two volumes"),
];

const variants: [driver: Driver, variant: Variant][] = DRIVERS.flatMap((driver) =>
  driver.variants.map((variant): [Driver, Variant] => [driver, variant]),
);

const manifests = variants.flatMap(([driver, variant]) =>
  variant.manifests.map(({ value }) => ({ driver, variant, manifest: value })),
);

describe("the knowledge", () => {
  it("has a citation for every fact that it states", () => {
    const uncited = facts.filter(
      ([, { value, citations }]) => knowsSomething(value) && citations.length === 0,
    );
    expect(uncited.map(([path]) => path)).to.deep.equal([]);
    expect(facts.length).to.be.greaterThan(500);
  });

  it("cites documents by name, and by address where one is known", () => {
    for (const [path, { citations }] of facts) {
      for (const { document, address } of citations) {
        expect(document, path).to.match(/\S{3}/);
        if (address !== null) expect(new URL(address).protocol, path).to.equal("https:");
      }
    }
  });

  it("says what it says in sentences", () => {
    const sentences = facts.flatMap(([path, { value }]) =>
      /\.(notes|meaning)\b|onePodOnly|mountGroup/.test(path) ? [String(value)] : [],
    );
    expect(sentences.length).to.be.greaterThan(100);
    for (const sentence of sentences) expect(sentence).to.match(/^[A-Za-z].*\.$/s);
  });

  it("keeps no driver that the index does not know", async () => {
    for (const file of readdirSync(DRIVER_FILES)) {
      const families: Record<string, Driver[]> = await import(new URL(file, DRIVER_FILES).href);
      for (const driver of Object.values(families).flat()) {
        expect(DRIVERS, `${driver.names[0]} of ${file}`).to.include(driver);
      }
    }
  });

  it("names a parameter for every condition that a parameter decides", () => {
    const conditions = variants.flatMap(([, variant]) =>
      [variant.filesystem, variant.block].flatMap(({ value }) =>
        ACCESS_MODES.flatMap((mode) => value[mode].conditions),
      ),
    );
    expect(conditions).not.to.deep.equal([]);
    for (const condition of conditions) {
      if (typeof condition.test !== "object") continue;
      expect(condition.sentence, condition.sentence).to.include(condition.test.name);
    }
  });

  it("lets only the last variant of a driver go without a condition", () => {
    for (const { names, variants: all } of DRIVERS) {
      for (const variant of all.slice(0, -1))
        expect(variant.when, names[0]).not.to.equal(undefined);
      if (all.length > 1) for (const { name } of all) expect(name, names[0]).to.be.a("string");
    }
  });

  it("gives in each class of its manifests what the driver demands of a class", () => {
    for (const { driver, manifest } of manifests) {
      const parameters = asObject(manifest.objects.StorageClass?.parameters);
      if (parameters === undefined) continue;
      expect(driver.staticOnly, driver.names[0]).to.equal(undefined);
      for (const { value } of driver.required ?? []) {
        expect(Object.keys(parameters), driver.names[0]).to.include.oneOf([...value.anyOf]);
      }
    }
    expect(DRIVERS.filter(({ required }) => required !== undefined).length).to.be.greaterThan(5);
  });

  for (const { driver, variant, manifest } of manifests) {
    const about = [driver.names[0], variant.name, manifest.purpose].filter(Boolean).join(", ");
    const given = readCircumstances(manifest);

    for (const mode of manifest.gives) {
      it(`has a manifest that its own rules allow: ${about} ${mode}`, () => {
        const support = modesOf(variant, given.volumeMode ?? "Filesystem").value[mode];
        expect(support.answer).to.be.oneOf(["yes", "conditional"]);
        for (const condition of support.conditions) {
          expect(holds(condition, given), condition.sentence).not.to.equal(false);
        }
      });
    }

    if (given.parameters) {
      it(`has a manifest that makes what it stands beside: ${about}`, () => {
        expect(resolveDriver(driver.names[0], given)?.variant).to.equal(variant);
      });
    }
  }
});

/** What a manifest says of itself: values that the user chooses are left out. */
function readCircumstances({ objects, gives }: Manifest): Circumstances {
  const parameters = asObject(objects.StorageClass?.parameters);
  const claim = asObject(objects.PersistentVolumeClaim?.spec);
  return {
    accessModes: gives,
    volumeMode: claim?.volumeMode === "Block" ? "Block" : "Filesystem",
    ...(claim && "dataSource" in claim && { hasDataSource: true }),
    ...(parameters && {
      parameters: Object.fromEntries(
        Object.entries(parameters).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        ),
      ),
    }),
  };
}

function asObject(field: Field | undefined): { readonly [name: string]: Field } | undefined {
  return typeof field === "object" && field !== null && !Array.isArray(field)
    ? (field as { readonly [name: string]: Field })
    : undefined;
}
