import { delimiter, join } from "node:path";
import { SourceError } from "../../source-error.ts";
import { readTextFile } from "../read-text-file.ts";
import { describeFileError, isMissing } from "./file-error.ts";
import { homeDirectory } from "./home-directory.ts";
import type { Kubeconfig } from "./kubeconfig.ts";
import { parseKubeconfig } from "./parse-kubeconfig.ts";

/**
 * Reads the kubeconfig files that apply, merged: `--kubeconfig`, which then must exist; else those
 * that KUBECONFIG lists; else `~/.kube/config`. Listed files that are missing are passed over, all
 * of them if need be.
 *
 * @throws SourceError for files that cannot be read, naming every one
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/loader.go Load
 */
export async function loadKubeconfig(
  explicit: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Kubeconfig> {
  const files = explicit ? [explicit] : listedFiles(env);
  const read: Kubeconfig[] = [];
  const failures: string[] = [];
  for (const file of files) {
    try {
      read.push(parseKubeconfig(await readTextFile(file), file));
    } catch (error) {
      if (!isMissing(error)) {
        failures.push(`error loading config file "${file}": ${describeFileError(error, file)}`);
      } else if (explicit) {
        throw new SourceError("Config", `stat ${file}: no such file or directory`);
      }
    }
  }
  if (failures.length > 0) {
    // kubectl puts `error: ` before a single one only.
    throw new SourceError("Config", failures.join("\n"), { standsAlone: failures.length > 1 });
  }
  return mergeKubeconfigs(read);
}

function listedFiles(env: NodeJS.ProcessEnv): string[] {
  const listed = env.KUBECONFIG;
  if (!listed) return [join(homeDirectory(env), ".kube", "config")];
  return [...new Set(listed.split(delimiter))].filter((file) => file !== "");
}

/**
 * One kubeconfig out of several. The first file that knows a name decides its whole entry; the
 * first that has a current context decides that.
 */
export function mergeKubeconfigs(files: readonly Kubeconfig[]): Kubeconfig {
  // Of two entries with one key a Map keeps the later, so the first file has to come last.
  const first = files.toReversed();
  return {
    currentContext: files.find((file) => file.currentContext !== undefined)?.currentContext,
    clusters: new Map(first.flatMap((file) => [...file.clusters])),
    contexts: new Map(first.flatMap((file) => [...file.contexts])),
    users: new Map(first.flatMap((file) => [...file.users])),
  };
}
