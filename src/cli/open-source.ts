import type { PlannedObjects } from "../sources/cluster/planned-objects.ts";
import type { Source } from "../sources/source.ts";
import type { SourceFlags } from "./flags/source-flags.ts";
import type { ShownProgress } from "./read-progress.ts";

/** What a source is opened in. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** Opens it. */
  stdin: () => NodeJS.ReadStream;
  version: string;
  signal: AbortSignal;
  progress: ShownProgress;
  /** Told each request, for `-v=6`. */
  log: (line: string) => void;
}

export interface OpenedSource {
  source: Source;
  /** What a server says of objects that are still to be made; files say nothing of them. */
  planned?: PlannedObjects;
  /** Where to look if nothing else is said; null: everywhere. */
  namespace: string | null;
  /** Frees what is open. */
  close(): void;
}

/** Opens the source of the flags, and closes it again. */
export type WithSource = <T>(use: (opened: OpenedSource) => Promise<T>) => Promise<T>;

/**
 * The cluster, or with `-f` the files: nothing else in the program knows which. Whichever is not
 * asked for is not even loaded.
 *
 * @throws SourceError
 */
export async function openSource(flags: SourceFlags, within: Surroundings): Promise<OpenedSource> {
  // Several at one -f are separated by commas, as in kubectl.
  const paths = flags.filename?.flatMap((value) => value.split(","));
  return paths ? openSnapshot(paths, flags, within) : openCluster(flags, within);
}

async function openSnapshot(
  paths: readonly string[],
  flags: SourceFlags,
  { stdin, progress }: Surroundings,
): Promise<OpenedSource> {
  const { createSnapshotSource } = await import("../sources/snapshot/snapshot-source.ts");
  const source = createSnapshotSource({
    paths,
    recursive: flags.recursive,
    stdin: stdin(),
    defaultNamespace: flags.namespace || "default",
    progress,
  });
  return { source, namespace: null, close: () => {} };
}

async function openCluster(flags: SourceFlags, within: Surroundings): Promise<OpenedSource> {
  const { connectToCluster } = await import("../sources/cluster/connect.ts");
  const { env, stdin, version, signal, progress, log } = within;
  const { source, planned, connection, close } = await connectToCluster(flags, {
    env,
    version,
    signal,
    progress,
    log,
    requestTimeout: flags["request-timeout"],
    kuberc: flags.kuberc ?? "",
    stdinIsTerminal: () => stdin().isTTY === true,
    lendTerminal: (use) => progress.lend(use),
    now: () => new Date().toISOString().replace(/\.\d+Z$/, "Z"),
  });
  return { source, planned, namespace: connection.namespace, close };
}
