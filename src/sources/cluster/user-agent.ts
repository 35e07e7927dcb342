import { arch, platform } from "node:os";

/** How we introduce ourselves: `kubectl-shared/1.2.3 (linux/amd64)`, as kubectl does. */
export function formatUserAgent(version: string): string {
  return `kubectl-shared/${version} (${describePlatform()})`;
}

/** This system and processor in Go's names, which kubectl and krew use: `windows/amd64`. */
export function describePlatform(): string {
  const system = platform() === "win32" ? "windows" : platform();
  const machine = { x64: "amd64", ia32: "386" }[arch() as string] ?? arch();
  return `${system}/${machine}`;
}
