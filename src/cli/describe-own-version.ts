import type { OwnVersion } from "../core/reports/version/version-report.ts";
import { describePlatform } from "../sources/cluster/user-agent.ts";

/** @param version of package.json */
export function describeOwnVersion(version: string): OwnVersion {
  const { node, bun } = process.versions;
  return {
    clientVersion: { gitVersion: `v${version}`, platform: describePlatform() },
    runtimeVersion:
      bun === undefined
        ? { name: "Node.js", version: `v${node}` }
        : { name: "Bun", version: `v${bun}` },
  };
}
