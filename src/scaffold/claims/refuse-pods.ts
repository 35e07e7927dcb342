import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { isAttachable } from "../../knowledge/drivers.ts";
import type { ScaffoldOptions } from "../options.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import type { Refusal } from "../pattern.ts";
import { refuseMode } from "./refuse-mode.ts";
import { driverOfStorage } from "./resolve-storage.ts";
import { flagOfStorage, suggestBackend, suggestOwn } from "./suggest.ts";

/**
 * Why so many pods cannot have one claim of that mode; null: they can.
 *
 * @param isTogether something keeps the pods on one node
 */
export function refusePods(
  options: ScaffoldOptions,
  mode: KnownAccessMode,
  isTogether: boolean,
): Refusal | null {
  const { workload, replicas, storage } = options;
  const here = flagOfStorage(options);
  if (mode !== "ReadWriteOnce" && mode !== "ReadWriteOncePod") return null;
  if (workload === "daemonset") {
    return {
      message: `a DaemonSet runs on every node, and ${mode} is for one: ${describeAttach(storage)}`,
      next: suggestMany(options, "--workload", "daemonset"),
    };
  }
  if (replicas <= 1) return null;
  const more = [
    ...suggestMany(options, "--replicas", `${replicas}`),
    ...suggestOwn(options, "--replicas", `${replicas}`),
  ];
  if (mode === "ReadWriteOncePod") {
    return {
      message: `one pod can have a ReadWriteOncePod claim, not ${replicas}: the scheduler gives the second one no node`,
      next: ["--replicas 1", ...more],
    };
  }
  if (isTogether) return null;
  return {
    message: `nothing keeps ${replicas} pods on the one node that can have a ReadWriteOnce claim`,
    next: [scaffold("rwo-same-node", options, ...here, "--replicas", `${replicas}`), ...more],
  };
}

/** A claim for many nodes: on this storage if it has such, else on other storage of the cloud. */
function suggestMany(options: ScaffoldOptions, ...words: string[]): string[] {
  if (refuseMode(options, "class", "ReadWriteMany", false) === null) {
    return [scaffold("rwx", options, ...flagOfStorage(options), ...words)];
  }
  const other = suggestBackend(options, "ReadWriteMany");
  return other === null ? [] : [scaffold("rwx", options, "--driver", other, ...words)];
}

/** Who would keep the other nodes from it; nobody may, and the mode is not what is wanted still. */
function describeAttach(storage: ScaffoldOptions["storage"]): string {
  const driver = storage && driverOfStorage(storage);
  const attaches = driver ? isAttachable(driver, null) : null;
  if (attaches === true) return `${driver} attaches the volume to one node, pods on others wait`;
  if (attaches === false) return `that ${driver} does not enforce it makes it no promise`;
  return "whether the driver enforces it is not known";
}
