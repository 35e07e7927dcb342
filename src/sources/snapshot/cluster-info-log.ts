import type { ByteWindow } from "../json/byte-window.ts";
import { parsingError } from "./input-error.ts";

/**
 * How `kubectl cluster-info dump` begins a container's log where it writes all to one stream.
 *
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/clusterinfo/clusterinfo_dump.go
 */
export const LOG_START = "==== START logs for container ";

/**
 * Passes over a log: up to the mark that names the same container again, which stands in the
 * middle of a line where the log does not end with one.
 *
 * @param start the line that begins the log, just taken, and its number.
 */
export async function skipLog(
  window: ByteWindow,
  file: string,
  start: string,
  line: number,
): Promise<void> {
  if (await window.skipPast(start.replace("START", "END"))) return;
  throw parsingError(file, line, "the log that begins here has no end", [
    "write the file again: it is cut off",
  ]);
}
