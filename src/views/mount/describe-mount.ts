import type { MountPoint } from "../../core/reports/mount/mount-report.ts";

/** `app`, `prepare (init)`. */
export function describeContainer({ container, containerType }: MountPoint): string {
  return containerType === "container" ? container : `${container} (${containerType})`;
}

/** Whether the container can write: `rw`, `ro`, `?` where the driver's doing is not known. */
export function describeAccess({ readOnly }: MountPoint): string {
  if (readOnly === null) return "?";
  return readOnly ? "ro" : "rw";
}
