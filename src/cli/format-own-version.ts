/** The program, the system and what runs it: `kubectl-shared/1.2.3 linux-x64 node-v26.10.0`. */
export function formatOwnVersion(version: string): string {
  const { bun } = process.versions;
  const runtime = bun === undefined ? `node-${process.version}` : `bun-v${bun}`;
  return `kubectl-shared/${version} ${process.platform}-${process.arch} ${runtime}`;
}
