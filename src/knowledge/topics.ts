import { findDriver } from "./drivers.ts";
import { findInTreePlugin } from "./in-tree-plugins.ts";
import type { Topic } from "./topic.ts";
import { accessModes } from "./topics/access-modes.ts";
import { backends } from "./topics/backends.ts";
import { blockVsFile } from "./topics/block-vs-file.ts";
import { capacity } from "./topics/capacity.ts";
import { describeDriver, describePlugin } from "./topics/driver.ts";
import { localhost } from "./topics/localhost.ts";
import { multiAttach } from "./topics/multi-attach.ts";
import { patterns } from "./topics/patterns.ts";
import { permissions } from "./topics/permissions.ts";
import { podToPod } from "./topics/pod-to-pod.ts";
import { quotas } from "./topics/quotas.ts";
import { readOnly } from "./topics/read-only.ts";
import { rox } from "./topics/rox.ts";
import { rwo } from "./topics/rwo.ts";
import { rwop } from "./topics/rwop.ts";
import { rwx } from "./topics/rwx.ts";
import { samePod } from "./topics/same-pod.ts";
import { shm } from "./topics/shm.ts";
import { sockets } from "./topics/sockets.ts";
import { troubleshooting } from "./topics/troubleshooting.ts";
import { useCases } from "./topics/use-cases.ts";
import { workloads } from "./topics/workloads.ts";

/** Every topic that has a name of its own, in the order in which they build on each other. */
export const TOPICS: readonly Topic[] = [
  accessModes,
  rwo,
  rox,
  rwx,
  rwop,
  backends,
  blockVsFile,
  patterns,
  capacity,
  quotas,
  readOnly,
  samePod,
  localhost,
  sockets,
  shm,
  podToPod,
  workloads,
  permissions,
  multiAttach,
  useCases,
  troubleshooting,
];

const DRIVER = "driver/";

/**
 * The topic of that name; `driver/NAME` takes every name that a driver is known by. null: there is
 * none.
 */
export function findTopic(name: string): Topic | null {
  if (!name.startsWith(DRIVER)) return TOPICS.find(({ topic }) => topic === name) ?? null;
  const asked = name.slice(DRIVER.length);
  const driver = findDriver(asked);
  if (driver !== null) return describeDriver(driver, asked);
  const plugin = findInTreePlugin(asked);
  return plugin && describePlugin(plugin);
}
