import type { Citation } from "../../knowledge/citation.ts";
import type { BackendContext } from "../backend.ts";
import { because, type Tree } from "../tree.ts";

/** The mount options by which all files belong to the pod's user and group. */
export function ownerOptions(
  { runAsUser, fsGroup }: BackendContext,
  citation: Citation | null,
): Tree[] {
  return [
    because(`uid=${runAsUser}`, "All files belong to the user that the pods run as.", citation),
    `gid=${fsGroup}`,
  ];
}
