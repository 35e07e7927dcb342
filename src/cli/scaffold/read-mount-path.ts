import { invalidArgument } from "../read-word.ts";

/**
 * The value of `--mount-path`. A colon would divide paths, ".." leads where nobody looks, and over
 * some folders no container starts.
 *
 * @throws UsageError
 */
export function readMountPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  const isRight =
    /^\/[^:\s\p{Cc}\p{Cf}]+$/u.test(path) &&
    parts.length > 0 &&
    !parts.some((part) => /^\.\.?$/.test(part));
  if (!isRight) {
    const rule = "must be an absolute path below /, without : and blanks";
    throw invalidArgument("--mount-path", path, rule);
  }
  const [top = ""] = parts;
  const clean = `/${parts.join("/")}`;
  if (OF_KERNEL.includes(top)) {
    const rule = `must not be in /${top}, which the container's runtime makes itself`;
    throw invalidArgument("--mount-path", path, rule);
  }
  if (OF_IMAGE.includes(clean)) {
    const rule = `must not hide ${clean}, without which the image's programs do not run`;
    throw invalidArgument("--mount-path", path, rule);
  }
  return clean;
}

/**
 * The runtime mounts what the kernel shows there; of /proc it refuses every mount inside.
 *
 * @see https://github.com/opencontainers/runc/blob/v1.3.0/libcontainer/rootfs_linux.go checkProcMount
 */
const OF_KERNEL = ["proc", "sys"];

/** What hides one of these hides devices, the shell, libraries, or who the user is. */
const OF_IMAGE = [
  ...["/dev", "/etc", "/bin", "/sbin", "/lib", "/lib64"],
  ...["/usr", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib64"],
];
