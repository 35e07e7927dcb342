import { arch, platform } from "node:os";

/** How we introduce ourselves: `kubectl-shared/1.2.3 (linux/amd64)`, in Go's names as kubectl does. */
export function formatUserAgent(version: string): string {
  const system = platform() === "win32" ? "windows" : platform();
  const machine = { x64: "amd64", ia32: "386" }[arch() as string] ?? arch();
  return `kubectl-shared/${version} (${system}/${machine})`;
}
