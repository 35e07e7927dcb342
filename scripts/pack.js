// `npm run pack`: what users without Node install. For each platform one archive in release/, beside
// them checksums, a bill of materials and krew's manifest.
//
//   --platform=ID     only this one (repeatable); `host` is the machine's
//   --base=ADDRESS    where the archives will be served from, for krew's manifest
//   --out=FOLDER      in place of release/: a new one, an empty one or that of a former release
//
// A release of all platforms into release/ fills in plugin.yaml too; what is packed to try leaves it.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, VERSION } from "./bundle.js";
import { makeTarGz, makeZip } from "./pack/archive.ts";
import { makeBillOfMaterials } from "./pack/bill-of-materials.js";
import { checkFormat } from "./pack/check-format.ts";
import { bundleInto, compileFor, prepareCompiler } from "./pack/compile.js";
import { dropSignature } from "./pack/drop-signature.ts";
import { keepComment, makeKrewManifest } from "./pack/krew-manifest.ts";
import { findHostPlatform, PLATFORMS } from "./pack/platforms.ts";
import { clearRelease } from "./pack/release-folder.ts";
import { describeRuntime, findPackages, formatLicenses } from "./pack/third-parties.js";

const { values } = parseArgs({
  options: {
    platform: { type: "string", multiple: true },
    base: { type: "string", default: "" },
    out: { type: "string" },
  },
});
if (values.base !== "" && !/^https?:\/\/[^\s"']+$/.test(values.base)) {
  throw new Error(`--base is an address, https://…, and not ${JSON.stringify(values.base)}`);
}
const host = findHostPlatform();
if (host === undefined) throw new Error("no platform that we pack for can pack");
const wanted = values.platform?.map((id) => (id === "host" ? host.id : id));
const platforms = PLATFORMS.filter(({ id }) => wanted?.includes(id) ?? true);
if (wanted !== undefined && platforms.length < new Set(wanted).size) {
  throw new Error(`--platform knows ${PLATFORMS.map(({ id }) => id).join(", ")} and host`);
}

const out = values.out ?? join(ROOT, "release");
const release = resolve(out);
clearRelease(release);
const work = mkdtempSync(join(tmpdir(), "kubectl-shared-pack-"));
try {
  await pack();
} finally {
  rmSync(work, { recursive: true });
}

async function pack() {
  const packages = [...findPackages(await bundleInto(work)), describeRuntime()];
  const papers = [
    entry("LICENSE", readFileSync(`${ROOT}/LICENSE`)),
    entry("THIRD-PARTY-LICENSES", Buffer.from(formatLicenses(packages))),
  ];
  const compiler = prepareCompiler(host, work);
  const archives = platforms.map((platform) => {
    const executable = compileFor(platform, compiler, work);
    const program = entry(platform.executable, dropSignature(readFileSync(executable)), true);
    // A runtime and a program of each platform are more than many a /tmp holds.
    rmSync(join(work, platform.id), { recursive: true });
    checkFormat(program.content, platform.id);
    const make = platform.format === "zip" ? makeZip : makeTarGz;
    const stem = `kubectl-shared_v${VERSION}_${platform.id}`;
    const name = `${stem}.${platform.format}`;
    const inside = { name: `${stem}/${program.name}`, sha256: sumOf(program.content) };
    return { platform, name, sha256: write(name, make([program, ...papers])), inside };
  });
  const bill = `kubectl-shared_v${VERSION}.cdx.json`;
  const plugin = `${ROOT}/plugin.yaml`;
  const template = readFileSync(plugin, "utf8");
  const manifest = makeKrewManifest(template, VERSION, archives, values.base);
  if (wanted === undefined && values.out === undefined) {
    writeFileSync(plugin, keepComment(template, manifest));
  }
  const sums = [
    ...archives,
    { name: bill, sha256: write(bill, makeBillOfMaterials(VERSION, packages)) },
    // krew wants the file to have the plugin's name.
    { name: "shared.yaml", sha256: write("shared.yaml", manifest) },
    // Of what is inside too: another zip library makes other archives of the same programs.
    ...archives.map(({ inside }) => inside),
  ];
  write("SHA256SUMS", sums.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(""));
}

function entry(name, content, isExecutable = false) {
  return { name, content, isExecutable };
}

/** @returns the file's SHA-256, as krew wants it */
function write(name, content) {
  writeFileSync(join(release, name), content);
  process.stdout.write(`${join(out, name)}\n`);
  return sumOf(content);
}

function sumOf(content) {
  return createHash("sha256").update(content).digest("hex");
}
