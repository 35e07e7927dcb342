import type { MountReport } from "../../core/reports/mount/mount-report.ts";
import { LIST_FORMATS } from "../data-formats.ts";
import { type Formats, listFormats } from "../format.ts";
import type { MountViewOptions } from "./mount-view-options.ts";

/** The formats of `who-mounts`; the first is the default. */
export const MOUNT_FORMATS: Formats<MountReport, MountViewOptions> = listFormats(
  {
    name: "table",
    isDrawn: true,
    summary: "a row for each mount, pods that are alike on one row",
    load: async () => (await import("./table.ts")).table,
  },
  {
    name: "wide",
    isDrawn: true,
    summary: "a row for each mount of each pod, with volume, driver, owner and ages",
    load: async () => (await import("./table.ts")).wide,
  },
  {
    name: "tree",
    isDrawn: true,
    summary: "storage, nodes, pods and mounts as a tree, with what is wrong",
    load: async () => (await import("./tree.ts")).tree,
  },
  {
    name: "name",
    summary: "the names of the storage, as kubectl takes them",
    load: async () => (await import("./name.ts")).name,
  },
  ...LIST_FORMATS,
);
