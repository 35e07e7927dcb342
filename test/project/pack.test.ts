import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { parse } from "yaml";
import { makeTarGz, makeZip } from "../../scripts/pack/archive.ts";
import { checkFormat, readFormat } from "../../scripts/pack/check-format.ts";
import { dropSignature } from "../../scripts/pack/drop-signature.ts";
import { compileInto, type Packed, packForHost } from "../artifact/packed.ts";
import { findArchiveFaults, findKrewFaults } from "./krew-rules.ts";
import { PROJECT } from "./run-tool.ts";

const run = promisify(execFile);

/** What an archive holds, as tar tells it: `-rwxr-xr-x 0/0 12 1970-01-01 00:00 name`. */
function listArchive(archive: string) {
  const kinds: Record<string, string> = { "-": "file", d: "folder", l: "link", h: "link" };
  return execFileSync("tar", ["-tvzf", archive, "--numeric-owner"], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => {
      const [mode = "", owner = "", , day = "", , path = ""] = line.split(/\s+/);
      return { path, kind: kinds[mode.charAt(0)] ?? "other", mode: mode.slice(1), owner, day };
    });
}

const PLUGIN = `${PROJECT}/plugin.yaml`;

const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("npm run pack", () => {
  let packed: Packed;
  let plugin: string;

  before(async function () {
    this.timeout(170_000);
    plugin = readFileSync(PLUGIN, "utf8");
    packed = await packForHost();
  });

  it("puts the executable and the licenses into an archive, and nothing else", () => {
    const entries = listArchive(packed.archive);
    expect(entries.map(({ path, mode }) => [path, mode])).to.deep.equal([
      ["kubectl-shared", "rwxr-xr-x"],
      ["LICENSE", "rw-r--r--"],
      ["THIRD-PARTY-LICENSES", "rw-r--r--"],
    ]);
    expect(findArchiveFaults(entries)).to.deep.equal([]);
  });

  it("compiles the same program of the same sources, in whatever folder", async function () {
    this.timeout(170_000);
    const folder = mkdtempSync(join(tmpdir(), "kubectl-shared-again-"));
    const sum = sha256(await compileInto(folder));
    rmSync(folder, { recursive: true });
    expect(sum).to.equal(sha256(packed.executable));
  });

  it("tells the checksum of each file, and of what is inside of an archive", () => {
    const sums = readFileSync(join(packed.release, "SHA256SUMS"), "utf8").trim().split("\n");
    const files = readdirSync(packed.release).filter((name) => name !== "SHA256SUMS");
    const archive = basename(packed.archive);
    const inside = `${archive.replace(".tar.gz", "")}/kubectl-shared`;
    expect(sums).to.have.members([
      ...files.map((name) => `${sha256(join(packed.release, name))}  ${name}`),
      `${sha256(packed.executable)}  ${inside}`,
    ]);
  });

  it("leaves the tree's manifest as it was, packing to try", () => {
    expect(readFileSync(PLUGIN, "utf8")).to.equal(plugin);
  });

  it("tells krew the checksum of each archive", () => {
    const sum = sha256(packed.archive);
    const manifest = parse(readFileSync(join(packed.release, "shared.yaml"), "utf8"));
    expect(findKrewFaults("shared.yaml", manifest)).to.deep.equal([]);
    expect(manifest.spec.platforms).to.have.length(1);
    expect(manifest.spec.platforms[0]).to.include({ sha256: sum, bin: "kubectl-shared" });
  });

  /** CycloneDX, as far as the tests look at it. */
  interface Bill {
    components: {
      "bom-ref": string;
      name: string;
      version: string;
      externalReferences: { hashes: { content: string }[] }[];
    }[];
    compositions: { assemblies?: string[]; dependencies?: string[] }[];
    metadata: { component: { "bom-ref": string } };
  }

  function readBill(): Bill {
    const name = readdirSync(packed.release).find((it) => it.endsWith(".cdx.json")) ?? "";
    return JSON.parse(readFileSync(join(packed.release, name), "utf8"));
  }

  it("writes a bill of materials that names each part once, and only parts that are there", () => {
    const { components, compositions, metadata } = readBill();
    const refs = [metadata.component["bom-ref"], ...components.map((it) => it["bom-ref"])];
    expect(refs).to.have.length(new Set(refs).size);
    const named = compositions.flatMap((it) => [
      ...(it.assemblies ?? []),
      ...(it.dependencies ?? []),
    ]);
    expect(refs).to.include.members(named);
  });

  it("writes a bill of materials with the checksums of package-lock.json", () => {
    const { packages } = JSON.parse(readFileSync(`${PROJECT}/package-lock.json`, "utf8"));
    const integrity: string = packages["node_modules/@oclif/core"].integrity;
    const { components } = readBill();
    const oclif = components.find(({ name }) => name === "@oclif/core");
    const sum = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
    expect(oclif?.externalReferences[0]?.hashes[0]?.content).to.equal(sum);
    for (const { name, externalReferences } of components) {
      expect(externalReferences, name).not.to.be.empty;
    }
  });

  it("names the licenses of all that is in the executable, the runtime too", () => {
    const licenses = readFileSync(join(packed.unpacked, "THIRD-PARTY-LICENSES"), "utf8");
    const { components } = readBill();
    const names = components.map(({ name }) => name);
    expect(names).to.include.members(["@oclif/core", "@kubernetes/client-node", "yaml", "bun"]);
    for (const { name, version } of components) {
      expect(licenses).to.contain(`\n${name} ${version}, `);
    }
    expect(licenses).to.contain("GNU LIBRARY GENERAL PUBLIC LICENSE");
  });

  it("ships the terms of the Bun that is packed, and not of another", () => {
    const { packages } = JSON.parse(readFileSync(`${PROJECT}/package-lock.json`, "utf8"));
    const terms = readFileSync(`${PROJECT}/scripts/pack/licenses/bun.md`, "utf8");
    expect(terms).to.contain(`Bun ${packages["node_modules/bun"].version}. `);
    const licenses = readFileSync(join(packed.unpacked, "THIRD-PARTY-LICENSES"), "utf8");
    expect(licenses).to.contain(terms.trim());
    for (const text of [
      "GNU LESSER GENERAL PUBLIC",
      "Apache License",
      "UNICODE LICENSE V3",
      "Mozilla Public License Version 2.0",
    ]) {
      expect(licenses.slice(licenses.indexOf(terms.trim()))).to.contain(text);
    }
  });

  it("ships a notice of each polyfill that the runtime is told to have", () => {
    const folder = `${PROJECT}/scripts/pack/licenses`;
    const [, listed = ""] =
      /^Embedded polyfills, all MIT: ([^.]+)\.$/m.exec(readFileSync(`${folder}/bun.md`, "utf8")) ??
      [];
    const notices = readFileSync(`${folder}/bun-parts.txt`, "utf8");
    const polyfills = listed.split(/,\s+/);
    expect(polyfills).to.include.members(["assert", "domain-browser", "vm-browserify"]);
    for (const polyfill of polyfills) {
      expect(notices, polyfill).to.match(
        new RegExp(`^(?:[\\w.-]+, )*${polyfill}(?:[:,]| \\()`, "m"),
      );
    }
  });

  it("ships no tool of the development", () => {
    const text = readFileSync(join(packed.unpacked, "THIRD-PARTY-LICENSES"), "utf8");
    expect(text).not.to.match(/^(mocha|chai|esbuild|typescript) \d/m);
  });

  it("knows no file and no folder of the machine that packed", () => {
    const bytes = readFileSync(packed.executable);
    for (const place of [PROJECT, packed.release]) expect(bytes.includes(place)).to.equal(false);
  });
});

describe("A packed program", () => {
  const elf = (machine: number) => {
    const program = Buffer.alloc(64);
    program.write("\x7fELF", "latin1");
    program.writeUInt16LE(machine, 18);
    return program;
  };

  it("is told by its own header", () => {
    const system = { win32: "windows" }[process.platform as string] ?? process.platform;
    expect(readFormat(readFileSync(process.execPath))?.system).to.equal(system);
    expect(readFormat(elf(0xb7))).to.deep.equal({ system: "linux", arch: "arm64" });
    expect(readFormat(Buffer.from("#!/bin/sh\n".padEnd(80)))).to.equal(null);
  });

  it("is not packed under another system's or processor's name", () => {
    checkFormat(elf(0xb7), "linux_arm64_musl");
    expect(() => checkFormat(elf(0xb7), "linux_amd64")).to.throw("it is linux_arm64");
    expect(() => checkFormat(elf(0xb7), "darwin_arm64")).to.throw("it is linux_arm64");
    expect(() => checkFormat(Buffer.alloc(80), "linux_arm64")).to.throw("no program");
  });
});

describe("A packed program for macOS", () => {
  /** As little Mach-O as there can be: `__LINKEDIT`, a signature at the end, one more command. */
  function machO(processor: number): Buffer {
    const program = Buffer.alloc(300);
    [0xfeedfacf, processor, 0, 2, 3, 72 + 16 + 24].forEach((field, index) => {
      program.writeUInt32LE(field, index * 4);
    });
    program.writeUInt32LE(0x19, 32);
    program.writeUInt32LE(72, 36);
    program.write("__LINKEDIT", 40);
    program.writeBigUInt64LE(100n, 32 + 48);
    [0x1d, 16, 260, 40].forEach((field, index) => {
      program.writeUInt32LE(field, 104 + index * 4);
    });
    [0x1b, 24].forEach((field, index) => {
      program.writeUInt32LE(field, 120 + index * 4);
    });
    return program;
  }

  it("has no signature on Intel, since Bun's does not fit", () => {
    const dropped = dropSignature(machO(0x1000007));
    expect(dropped).to.have.length(260);
    expect([16, 20, 104, 108].map((offset) => dropped.readUInt32LE(offset))).to.deep.equal([
      2, 96, 0x1b, 24,
    ]);
    expect(dropped.readBigUInt64LE(32 + 48)).to.equal(60n);
    expect(dropSignature(dropped)).to.equal(dropped);
  });

  it("keeps it on Apple silicon", () => {
    const program = machO(0x100000c);
    expect(dropSignature(program)).to.equal(program);
  });
});

describe("An archive that we write", () => {
  const entries = [
    { name: "kubectl-shared.exe", content: Buffer.from("program"), isExecutable: true },
    { name: "LICENSE", content: Buffer.from("x".repeat(2000)), isExecutable: false },
  ];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubectl-shared-archive-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: Buffer) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  it("is one that tar unpacks", async () => {
    const file = write("a.tar.gz", makeTarGz(entries));
    await run("tar", ["-xzf", file, "-C", folder]);
    expect(readFileSync(join(folder, "LICENSE"), "utf8")).to.equal("x".repeat(2000));
    expect(listArchive(file)[0]).to.include({ owner: "0/0", day: "1970-01-01" });
  });

  it("is one that others' zip readers unpack, with its checksums and modes", async function () {
    const file = write("a.zip", makeZip(entries));
    const check = `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print([(it.filename, oct(it.external_attr >> 16), it.date_time[0]) for it in archive.infolist()])`;
    const { stdout } = await run("python3", ["-c", check, file]).catch(() => this.skip());
    expect(stdout.trim()).to.equal(
      "[('kubectl-shared.exe', '0o100755', 1980), ('LICENSE', '0o100644', 1980)]",
    );
  });
});
