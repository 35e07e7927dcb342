// What an executable is made of, as CycloneDX. It holds no time and no random number, so that the
// same program has the same one.

/**
 * @param {string} version
 * @param {readonly import("./third-parties.js").Package[]} packages
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function makeBillOfMaterials(version, packages) {
  const program = describe({ name: "kubectl-shared", version, license: "Apache-2.0" });
  const components = packages.map((it) => ({ ...describe(it), scope: "required" }));
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...program, type: "application" } },
    components,
    dependencies: [
      { ref: program["bom-ref"], dependsOn: components.map((it) => it["bom-ref"]) },
      ...components.map((it) => ({ ref: it["bom-ref"] })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function describe({ name, version, license }) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  // An expression and an identifier are different fields; `MIT` alone is both.
  const isExpression = /\s/.test(license);
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    licenses: [isExpression ? { expression: license } : { license: { id: license } }],
    purl,
  };
}
