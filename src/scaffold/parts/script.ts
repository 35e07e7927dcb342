import { quote } from "../../core/model/text.ts";
import type { ScaffoldOptions } from "../options.ts";

/**
 * A command that runs the lines in a shell. The first process of a container takes no notice of
 * SIGTERM unless it says so: without the trap each end of a pod would take the whole grace period.
 * 143 is what SIGTERM makes of a program, so that nobody takes a Job's pod that was stopped for one
 * that has done its work.
 *
 * @see https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
export function buildScript(...lines: readonly string[]): readonly string[] {
  return ["sh", "-c", ["trap 'exit 143' TERM", ...lines, ""].join("\n")];
}

/** A command that does the same again and again, for ever. */
export function repeat(...lines: readonly string[]): readonly string[] {
  return buildScript(...loop("while true", lines));
}

/** The same, and in a Job it comes to an end: after a minute. */
export function repeatAsApp(
  { workload }: ScaffoldOptions,
  ...lines: readonly string[]
): readonly string[] {
  if (workload !== "job") return repeat(...lines);
  return buildScript(...loop("for round in 1 2 3 4 5 6 7 8 9 10 11 12", lines));
}

/** Lines of a loop with a pause of five seconds, for scripts that do something before it. */
export function loop(head: string, lines: readonly string[]): readonly string[] {
  return [`${head}; do`, ...lines.map((line) => `  ${line}`), "  sleep 5", "done"];
}

/**
 * Lines that write the time and the pod's name to a file, whole or not at all: who reads
 * meanwhile gets the old file or the new one, never a half.
 *
 * @see https://man7.org/linux/man-pages/man2/rename.2.html
 */
export function writeWhole(file: string): readonly string[] {
  const next = quote(`${file}.new`);
  return [`echo "$(date) $(hostname)" > ${next} &&`, `  mv ${next} ${quote(file)}`];
}

/** A file in a folder, however the folder was written. */
export function joinPath(folder: string, file: string): string {
  return folder.endsWith("/") ? `${folder}${file}` : `${folder}/${file}`;
}
