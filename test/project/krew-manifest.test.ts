import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { findArchiveFaults, findKrewFaults, type KrewManifest } from "./krew-rules.ts";
import { PROJECT } from "./run-tool.ts";

/** As it is in the tree; krew sees it as `shared.yaml`. */
const read = (): KrewManifest => parse(readFileSync(`${PROJECT}/plugin.yaml`, "utf8"));

type Change = (manifest: Required<KrewManifest>) => unknown;

function faultsOf(change: Change, file = "shared.yaml"): string[] {
  const manifest = read() as Required<KrewManifest>;
  change(manifest);
  return findKrewFaults(file, manifest);
}

const spec =
  (change: object): Change =>
  (manifest) =>
    Object.assign(manifest.spec, change);

/** Of the first platform, which is Linux on amd64. */
const platform =
  (change: object): Change =>
  (manifest) =>
    Object.assign(manifest.spec.platforms?.[0] ?? {}, change);

describe("krew's manifest", () => {
  it("is one that krew takes", () => {
    expect(faultsOf(() => {})).to.deep.equal([]);
  });

  it("is of the version that the package has", () => {
    const { version } = JSON.parse(readFileSync(`${PROJECT}/package.json`, "utf8"));
    expect(read().spec?.version).to.equal(`v${version}`);
  });

  it("serves Linux, macOS and Windows, on both architectures", () => {
    const systems = read().spec?.platforms?.map(({ selector }) => {
      const { os, arch } = selector?.matchLabels ?? {};
      return `${os}/${arch}`;
    });
    expect(systems).to.have.members(
      ["linux", "darwin", "windows"].flatMap((os) => [`${os}/amd64`, `${os}/arm64`]),
    );
  });

  it("names no host that nobody gave", () => {
    for (const { uri } of read().spec?.platforms ?? []) expect(uri).to.match(/^kubectl-shared_v/);
  });

  const faults: Record<string, Change> = {
    "version is no semantic one with a v": spec({ version: "0.1.0" }),
    "name has other characters": ({ metadata }) => Object.assign(metadata, { name: "a b" }),
    "shortDescription is longer than 50": spec({ shortDescription: "x".repeat(51) }),
    "shortDescription has lines": spec({ shortDescription: "a\nb" }),
    "description is wider than 80": spec({ description: "x".repeat(81) }),
    "two platforms match one system": ({ spec }) => spec.platforms?.push({ ...spec.platforms[0] }),
    "sha256 is none in lower case": platform({ sha256: "A".repeat(64) }),
    "selector is empty": platform({ selector: {} }),
    "selector has other keys": platform({
      selector: { matchLabels: { os: "linux", libc: "musl" } },
    }),
    "selector matches nothing": platform({ selector: { matchLabels: { os: "plan9" } } }),
    "bin is none that Windows runs": ({ spec }) =>
      Object.assign(spec.platforms?.at(-1) ?? {}, { bin: "kubectl-shared.cmd" }),
    "bin leaves the archive": platform({ bin: "../kubectl-shared" }),
    "uri is no archive that krew unpacks": platform({ uri: "kubectl-shared.tar.xz" }),
    "files is empty": platform({ files: [] }),
  };
  for (const [fault, change] of Object.entries(faults)) {
    it(`would be refused if ${fault}`, () => {
      expect(faultsOf(change).join("\n")).to.contain(fault);
    });
  }

  it("would be refused under another file name", () => {
    expect(faultsOf(() => {}, "plugin.yaml")).to.deep.equal(["name is not the file's"]);
  });
});

describe("An archive for krew", () => {
  const license = { path: "LICENSE", kind: "file" };

  it("may hold files and folders, and must hold a license", () => {
    expect(findArchiveFaults([license])).to.deep.equal([]);
    expect(findArchiveFaults([{ path: "x", kind: "file" }])).to.deep.equal(["there is no license"]);
  });

  it("may hold no link and no way out", () => {
    const entries = [license, { path: "bin", kind: "link" }, { path: "[...x].js", kind: "file" }];
    expect(findArchiveFaults(entries)).to.deep.equal(["bin is a link", "[...x].js has .."]);
  });
});
