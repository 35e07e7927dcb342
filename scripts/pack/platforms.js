// Where the program runs, one executable each. A platform that krew can select has the names that
// krew knows it by; musl is not among them, so Alpine's archives stand beside.

/**
 * @typedef Platform
 * @property {string} id of the archive's name
 * @property {string} runtime what npm calls Bun's package for it, without `@oven/bun-`
 * @property {string} target what Bun calls it
 * @property {{os: string, arch: string} | null} selector krew's
 * @property {string} executable
 * @property {"tar.gz" | "zip"} format
 */

/** @returns {Platform} */
function describe(os, arch, libc = "") {
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

/** @type {readonly Platform[]} */
export const PLATFORMS = [
  describe("linux", "amd64"),
  describe("linux", "arm64"),
  describe("darwin", "amd64"),
  describe("darwin", "arm64"),
  describe("windows", "amd64"),
  describe("windows", "arm64"),
  describe("linux", "amd64", "musl"),
  describe("linux", "arm64", "musl"),
];

/** The platform of this machine; undefined: none that we pack for. */
export function findHostPlatform() {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const arch = { x64: "amd64", arm64: "arm64" }[process.arch];
  const { header } = process.report.getReport();
  const isMusl = os === "linux" && header.glibcVersionRuntime === undefined;
  return PLATFORMS.find(({ id }) => id === [os, arch, isMusl && "musl"].filter(Boolean).join("_"));
}
