import type { MountReport } from "../../core/reports/mount/mount-report.ts";
import { escapeForTerminal } from "../escape.ts";
import { resourceName } from "./storage-name.ts";

/** One line for each piece of storage, `persistentvolumeclaim/media`, for the next command to read. */
export function* name({ items }: MountReport): Iterable<string> {
  for (const { storage } of items) yield `${escapeForTerminal(resourceName(storage))}\n`;
}
