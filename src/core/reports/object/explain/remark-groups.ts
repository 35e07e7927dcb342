import { listNames } from "../../../model/text.ts";
import type { JoinedInventory } from "../../../sharing/joined-inventory.ts";
import type { Remark } from "../object-report.ts";
import { installedNameOf } from "./identify-handler.ts";
import { groupPolicy } from "./kubernetes-citations.ts";
import type { PlacementContext } from "./placement-context.ts";
import { remark } from "./remark.ts";

/**
 * What becomes of the fsGroup that pods ask for: of a shared volume it is often left out without a
 * word. Nothing where no pod asks, or where who handles the volume is no CSI driver.
 */
export function remarkOnGroups(context: PlacementContext, joined: JoinedInventory): Remark[] {
  const { handler, modes, volumeMode } = context;
  const users = findUsersWithGroup(context, joined);
  const { name, driver } = handler;
  if (users.length === 0 || name === null || volumeMode === "Block") return [];
  if (driver !== null && driver.kind !== "csi") return [];
  const groups = [...new Set(users.map(({ fsGroup }) => fsGroup))];
  const names = users.slice(0, 3).map((it) => it.name);
  const more = users.length > 3 ? ` and ${users.length - 3} more` : "";
  const subject = `fsGroup ${groups.join(", ")} of ${listNames(names)}${more}`;
  if (driver?.mountGroup) {
    return [remark(`${subject}: ${driver.mountGroup.value}`, ...driver.mountGroup.citations)];
  }
  const installed = joined.inventory.drivers.get(installedNameOf(name))?.fsGroupPolicy;
  const policy = installed ?? driver?.fsGroupPolicy.value ?? null;
  const citations = [groupPolicy, ...(installed ? [] : (driver?.fsGroupPolicy.citations ?? []))];
  const says = `the fsGroupPolicy of ${name} is ${policy}`;
  if (policy === "None") {
    return [remark(`${subject} does nothing here: ${says}.`, ...citations)];
  }
  const isOnce = modes.some((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");
  if (policy === "ReadWriteOnceWithFSType" && !isOnce) {
    return [
      remark(
        `${subject} does nothing here: ${says}, so that the kubelet leaves out volumes without ReadWriteOnce. Set owner and mode on the share itself.`,
        ...citations,
      ),
    ];
  }
  return [];
}

/** Pods, and templates whose pods are still to come. */
function findUsersWithGroup({ storage }: PlacementContext, joined: JoinedInventory): GroupUser[] {
  const users = (storage.consumers ?? []).filter(({ state }) => state !== "finished");
  const planned = new Set(
    users.flatMap(({ pod, workload }) => (pod === null ? workload : null)?.name ?? []),
  );
  const all = [
    ...users.flatMap((user) => {
      const pod = joined.podOf(user);
      return pod === null ? [] : [{ name: pod.name, security: pod.spec.security }];
    }),
    ...joined
      .workloadsOf(storage)
      .filter(({ name }) => planned.has(name))
      .map(({ kind, name, template }) => ({
        name: `${kind} ${name}`,
        security: template.security,
      })),
  ];
  return all.flatMap(({ name, security }) =>
    security?.fsGroup == null ? [] : [{ name, fsGroup: security.fsGroup }],
  );
}

interface GroupUser {
  name: string;
  fsGroup: number;
}
