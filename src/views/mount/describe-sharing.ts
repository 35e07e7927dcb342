import { count } from "../../core/model/text.ts";
import type { Consumer, Sharing } from "../../core/reports/mount/mount-report.ts";

/** `4 pods on 3 nodes, 3 can write`; `2 planned` where there are only templates. */
export function describeSharing(
  { pods, nodes, writers }: Sharing,
  consumers: readonly Consumer[] | null,
): string {
  const planned = (consumers ?? []).filter(({ state }) => state === "planned").length;
  if (!pods && planned > 0) return `${planned} planned`;
  if (pods === null) return "how many pods is not known";
  if (pods === 0) return "no live pods";
  const where = nodes === null ? "nodes not known" : `on ${count(nodes, "node")}`;
  const write = writers === null ? "not known how many can write" : `${writers} can write`;
  return `${count(pods, "pod")} ${where}, ${write}`;
}
