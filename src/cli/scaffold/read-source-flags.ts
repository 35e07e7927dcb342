import type { ScaffoldFlags } from "../flags/scaffold-flags.ts";
import type { SourceFlags } from "../flags/source-flags.ts";
import { splitServer } from "./split-server.ts";

/** What the flags say of the cluster, or of the files, that manifests are held against. */
export function readSourceFlags(flags: ScaffoldFlags): SourceFlags {
  return { ...flags, server: splitServer(flags.server).api, "all-namespaces": false };
}
