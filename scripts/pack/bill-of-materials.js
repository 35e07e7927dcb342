// What an executable is made of, as CycloneDX. It holds no time and no random number, so that the
// same program has the same one.

/**
 * @param {string} version
 * @param {readonly import("./third-parties.js").Package[]} packages each name and version once
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function makeBillOfMaterials(version, packages) {
  const program = describe({ name: "kubectl-shared", version, license: "Apache-2.0" });
  const components = packages.map((it) => ({
    ...describe(it),
    scope: "required",
    externalReferences: it.archives.map(describeArchive),
  }));
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...program, type: "application" } },
    components,
    // The bundler tells what is inside, and not what asked for it; what is linked into the runtime
    // is told by its licenses only.
    compositions: [
      { aggregate: "unknown", dependencies: [program["bom-ref"]] },
      { aggregate: "incomplete", assemblies: [program["bom-ref"]] },
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

/** The checksum is of the archive that npm serves, as package-lock.json has it. */
function describeArchive({ name, version, integrity }) {
  const file = `${name.replace(/^.*\//, "")}-${version}.tgz`;
  const [algorithm, sum] = integrity.split("-", 2);
  if (algorithm !== "sha512") throw new Error(`${name}@${version} has no SHA-512`);
  return {
    type: "distribution",
    url: `https://registry.npmjs.org/${name}/-/${file}`,
    hashes: [{ alg: "SHA-512", content: Buffer.from(sum, "base64").toString("hex") }],
  };
}
