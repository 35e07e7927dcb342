// Where the program runs, one executable each. A platform that krew can select has the names that
// krew knows it by; musl is not among them, so Alpine's archives stand beside.

export interface Platform {
  /** Of the archive's name. */
  id: string;
  /** What npm calls Bun's package for it, without `@oven/bun-`. */
  runtime: string;
  /** What Bun calls it. */
  target: string;
  /** krew's. */
  selector: { os: string; arch: Arch } | null;
  executable: string;
  format: "tar.gz" | "zip";
}

type Arch = "amd64" | "arm64";

export const PLATFORMS: readonly Platform[] = [
  describe("linux", "amd64"),
  describe("linux", "arm64"),
  describe("darwin", "amd64"),
  describe("darwin", "arm64"),
  describe("windows", "amd64"),
  describe("windows", "arm64"),
  describe("linux", "amd64", "musl"),
  describe("linux", "arm64", "musl"),
];

function describe(os: string, arch: Arch, libc = ""): Platform {
  const runtimeArch = { amd64: "x64", arm64: "aarch64" }[arch];
  const isWindows = os === "windows";
  return {
    id: [os, arch, libc].filter(Boolean).join("_"),
    runtime: [os, runtimeArch, libc].filter(Boolean).join("-"),
    target: ["bun", os, { amd64: "x64", arm64: "arm64" }[arch], libc].filter(Boolean).join("-"),
    selector: libc === "" ? { os, arch } : null,
    executable: isWindows ? "kubectl-shared.exe" : "kubectl-shared",
    format: isWindows ? "zip" : "tar.gz",
  };
}

/** The platform of this machine; undefined: none that we pack for. */
export function findHostPlatform(): Platform | undefined {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const arch = new Map([
    ["x64", "amd64"],
    ["arm64", "arm64"],
  ]).get(process.arch);
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const isMusl = os === "linux" && header.glibcVersionRuntime === undefined;
  return PLATFORMS.find(({ id }) => id === [os, arch, isMusl && "musl"].filter(Boolean).join("_"));
}
