import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { keepComment, makeKrewManifest } from "../../scripts/pack/krew-manifest.ts";
import { PLATFORMS } from "../../scripts/pack/platforms.ts";
import { findArchiveFaults, findKrewFaults, type KrewManifest } from "./krew-rules.ts";
import { PROJECT } from "./run-tool.ts";

/** As `npm run pack` fills it in for all platforms. */
function read(base = ""): KrewManifest {
  const archives = PLATFORMS.map((platform, index) => ({
    platform,
    name: `kubectl-shared_v1.2.3_${platform.id}.${platform.format}`,
    sha256: String(index).repeat(64),
  }));
  const template = readFileSync(`${PROJECT}/plugin.yaml`, "utf8");
  return parse(makeKrewManifest(template, "1.2.3", archives, base));
}

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

  it("is of the version that was packed, and has the archives' checksums", () => {
    const { version, platforms = [] } = read().spec ?? {};
    expect(version).to.equal("v1.2.3");
    expect(platforms.map(({ sha256 }) => sha256?.charAt(0))).to.deep.equal([..."012345"]);
  });

  it("is filled in in the tree as well, for this version and all platforms", () => {
    const text = readFileSync(`${PROJECT}/plugin.yaml`, "utf8");
    const manifest: KrewManifest = parse(text);
    expect(findKrewFaults("shared.yaml", manifest)).to.deep.equal([]);
    const { version } = JSON.parse(readFileSync(`${PROJECT}/package.json`, "utf8"));
    const { platforms = [] } = manifest.spec ?? {};
    const [{ uri = "" } = {}] = platforms;
    const base = uri.slice(0, uri.lastIndexOf("/") + 1);
    const archives = PLATFORMS.filter(({ selector }) => selector !== null).map(
      (platform, index) => ({
        platform,
        name: `kubectl-shared_v${version}_${platform.id}.${platform.format}`,
        sha256: platforms[index]?.sha256 ?? "",
      }),
    );
    expect(keepComment(text, makeKrewManifest(text, version, archives, base))).to.equal(text);
  });

  it("tells how it is filled in where it is, and not where krew reads it", () => {
    const template = "# how\n# why\nspec:\n  # what\n  shortDescription: x\n";
    const made = makeKrewManifest(template, "1.2.3", [], "");
    expect(made).to.match(/^spec:\n {2}# what\n/);
    expect(keepComment(template, made)).to.equal(`# how\n# why\n${made}`);
    expect(makeKrewManifest(keepComment(template, made), "1.2.3", [], "")).to.equal(made);
  });

  it("tells after installation how completion is set up, and nothing else", () => {
    const lines = read().spec?.caveats?.trim().split("\n") ?? [];
    expect(lines).to.have.length(2);
    expect(lines.at(-1)).to.equal("  kubectl shared completion install");
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

  it("names the address that was given, and no host that nobody gave", () => {
    const urisOf = (base: string) => read(base).spec?.platforms?.map(({ uri }) => uri) ?? [];
    const name = "kubectl-shared_v1.2.3_linux_amd64.tar.gz";
    expect(urisOf("")[0]).to.equal(name);
    for (const base of ["https://it.example/v1", "https://it.example/v1/"]) {
      expect(urisOf(base)[0]).to.equal(`https://it.example/v1/${name}`);
    }
    expect(findKrewFaults("shared.yaml", read("https://it.example/v1"))).to.deep.equal([]);
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
