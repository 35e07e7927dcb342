/** krew's manifest, as far as its rules look at it. */
export interface KrewManifest {
  apiVersion?: string;
  kind?: string;
  metadata?: { name?: string };
  spec?: {
    version?: string;
    shortDescription?: string;
    description?: string;
    caveats?: string;
    platforms?: KrewPlatform[];
  };
}

export interface KrewPlatform {
  uri?: string;
  sha256?: string;
  bin?: string;
  selector?: { matchLabels?: Record<string, string> };
  files?: { from: string; to: string }[];
}

const SYSTEMS = [
  ...["386", "amd64", "arm64"].map((arch) => `windows/${arch}`),
  ...["386", "amd64", "arm", "arm64", "ppc64le"].map((arch) => `linux/${arch}`),
  ...["386", "amd64", "arm64"].map((arch) => `darwin/${arch}`),
];

const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

const SEMVER = /^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/**
 * What krew and those who review for its index would refuse in a manifest; nothing: none.
 *
 * @see https://github.com/kubernetes-sigs/krew/blob/db921d5/internal/index/validation/validate.go
 * @see https://github.com/kubernetes-sigs/krew/blob/db921d5/cmd/validate-krew-manifest/main.go
 */
export function findKrewFaults(fileName: string, manifest: KrewManifest): string[] {
  const { apiVersion, kind, metadata: { name = "" } = {}, spec = {} } = manifest;
  const { version = "", shortDescription = "", description = "", platforms = [] } = spec;
  const matched = platforms.flatMap(matchedSystems);
  return Object.entries({
    "apiVersion is not krew's": apiVersion !== "krew.googlecontainertools.github.com/v1alpha2",
    "kind is not Plugin": kind !== "Plugin",
    "name is not the file's": fileName !== `${name}.yaml`,
    "name has other characters": !/^[\w-]+$/.test(name),
    "name is a device of Windows": DEVICES.test(name),
    "version is no semantic one with a v": !SEMVER.test(version),
    "shortDescription is absent": shortDescription === "",
    "shortDescription is longer than 50": shortDescription.length > 50,
    "shortDescription has lines": shortDescription.includes("\n"),
    "description is wider than 80": description.split("\n").some((line) => line.length > 80),
    "description has usage examples": /kubectl shared |^\s*\$ /m.test(description),
    "there are no platforms": platforms.length === 0,
    "two platforms match one system": new Set(matched).size < matched.length,
  })
    .filter(([, isFault]) => isFault)
    .map(([fault]) => fault)
    .concat(platforms.flatMap(findPlatformFaults));
}

function findPlatformFaults(platform: KrewPlatform): string[] {
  const { uri = "", sha256 = "", bin = "", selector, files } = platform;
  const keys = Object.keys(selector?.matchLabels ?? {});
  return Object.entries({
    "uri is absent": uri === "",
    "uri is no archive that krew unpacks": !/\.(zip|tar\.gz)$/.test(uri),
    "sha256 is none in lower case": !/^[a-f0-9]{64}$/.test(sha256),
    "bin is absent": bin === "",
    "bin leaves the archive": bin.includes("..") || bin.startsWith("/"),
    "bin is none that Windows runs":
      selector?.matchLabels?.os === "windows" && !bin.endsWith(".exe"),
    "selector is empty": keys.length === 0,
    "selector has other keys": keys.some((key) => key !== "os" && key !== "arch"),
    "selector matches nothing": matchedSystems(platform).length === 0,
    "files is empty": files !== undefined && files.length === 0,
  })
    .filter(([, isFault]) => isFault)
    .map(([fault]) => `${uri || "a platform"}: ${fault}`);
}

function matchedSystems({ selector }: KrewPlatform): string[] {
  const { os, arch } = selector?.matchLabels ?? {};
  return SYSTEMS.filter((system) => {
    const [itsOs, itsArch] = system.split("/");
    return (os ?? itsOs) === itsOs && (arch ?? itsArch) === itsArch;
  });
}

/** What krew would refuse in an archive, of which the paths and kinds of the entries are given. */
export function findArchiveFaults(entries: readonly { path: string; kind: string }[]): string[] {
  const faults = entries.flatMap(({ path, kind }) => [
    ...(kind === "file" || kind === "folder" ? [] : [`${path} is a ${kind}`]),
    ...(path.includes("..") ? [`${path} has ..`] : []),
  ]);
  const isLicense = (path: string) => /^(licen[cs]es?|copying)(\.txt|\.md)?$/i.test(path);
  const hasLicense = entries.some(({ path }) => isLicense(path.split("/").at(-1) ?? ""));
  return hasLicense ? faults : [...faults, "there is no license"];
}
