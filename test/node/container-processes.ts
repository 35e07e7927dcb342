import { readdirSync, readFileSync } from "node:fs";
import type { ContainerStatus } from "./workspace.ts";

/** What one container sees at a path. */
export interface SeenMount {
  path: string;
  readOnly: boolean;
  /** The file system's number and the folder in it: equal where two mounts are of one place. */
  place: string;
}

/** The first process of a running container, by its number on this machine. */
export function findProcess({ name, containerID }: ContainerStatus): number {
  const id = containerID?.replace("containerd://", "") ?? "";
  for (const entry of readdirSync("/proc")) {
    if (/^\d+$/.test(entry) && id !== "" && readProcess(entry, "cgroup").includes(id)) {
      return Number(entry);
    }
  }
  throw new Error(`no process runs in container ${name}`);
}

/**
 * The container's own table of mounts, as the kernel has it, without what every container has: its
 * root, `/proc`, `/sys`, devices, and the files that the kubelet writes for it.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function readMounts(container: ContainerStatus): SeenMount[] {
  return readProcess(String(findProcess(container)), "mountinfo")
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [before = "", after = ""] = line.split(" - ");
      const [, , device, root, path = "", options = ""] = before.split(" ");
      const [, source = ""] = after.split(" ");
      if (isOfEveryContainer(path, source)) return [];
      return [{ path, readOnly: options.split(",").includes("ro"), place: `${device} ${root}` }];
    });
}

const FILES = [
  "/",
  "/dev",
  "/etc/hosts",
  "/etc/hostname",
  "/etc/resolv.conf",
  "/dev/termination-log",
];

/** @param source what is mounted: `shm` is what the runtime gives to each pod */
function isOfEveryContainer(path: string, source: string): boolean {
  if (FILES.includes(path) || /^\/(proc|sys)(\/|$)/.test(path)) return true;
  return path.startsWith("/dev/") && (path !== "/dev/shm" || source === "shm");
}

/** A process that has just ended has nothing to say. */
function readProcess(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, "utf8");
  } catch {
    return "";
  }
}
