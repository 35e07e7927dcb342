import { quote } from "../../core/model/text.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildAppContainer } from "../parts/container.ts";
import { joinPath, repeatAsApp } from "../parts/script.ts";
import { buildMount } from "../parts/volumes.ts";
import { because, type TreeObject } from "../tree.ts";

/** The name by which pods mount the claim. */
export const DATA = "data";

/** What the demonstration is to show. */
interface Sharing {
  /** Of the file, where pods of one name may run in several namespaces. */
  prefix?: string;
  /** What stands above the command. */
  reason?: string;
}

/**
 * The app, which writes a file of its own and shows those of all: no two pods write one file, for
 * which they would need locks.
 */
export function buildSharingContainer(
  options: ScaffoldOptions,
  { prefix = "", reason = SHARED }: Sharing = {},
): TreeObject {
  const { mountPath } = options;
  return buildAppContainer(options, {
    name: "app",
    command: because(
      repeatAsApp(
        options,
        `cd ${quote(mountPath)}`,
        `me=${prefix}$(hostname)`,
        `echo "$(date) $me" > "$me.new" && mv "$me.new" "$me.txt"`,
        "tail -n 1 ./*.txt",
      ),
      reason,
    ),
    mounts: [buildMount(DATA, mountPath)],
  });
}

const SHARED = "Each pod writes a file of its own, which needs no locks, and shows those of all.";

/** The app as a reader, which waits for the file that somebody else writes. */
export function buildReadingContainer(options: ScaffoldOptions, file: string): TreeObject {
  const { mountPath } = options;
  const path = quote(joinPath(mountPath, file));
  return buildAppContainer(options, {
    name: "app",
    command: repeatAsApp(options, `until [ -f ${path} ]; do sleep 1; done`, `cat ${path}`),
    mounts: [buildMount(DATA, mountPath)],
  });
}

/** The app as a reader of files whose names nobody here knows. */
export function buildListingContainer(options: ScaffoldOptions): TreeObject {
  const { mountPath } = options;
  return buildAppContainer(options, {
    name: "app",
    command: repeatAsApp(options, `ls -l ${quote(mountPath)}`),
    mounts: [buildMount(DATA, mountPath)],
  });
}
