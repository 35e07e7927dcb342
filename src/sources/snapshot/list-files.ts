import type { Dirent } from "node:fs";
import { glob, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileError } from "./file-error.ts";
import { inputError } from "./input-error.ts";

/** What `-f -` names. */
export const STDIN = "-";

export interface SnapshotFile {
  path: string;
  /** Named by the user rather than met in a directory: it has to hold something. */
  named: boolean;
}

/** kubectl's endings, and the same gzipped. */
const READABLE = /\.(?:json|yaml|yml)(?:\.gz)?$/;

/**
 * The files that `-f PATH …` means, in the order in which they are read: as kubectl has it, a file
 * that is named may have any ending, a directory gives its `.json`, `.yaml` and `.yml` files in the
 * order of their names, and its subdirectories' only when `recursive`. Beyond kubectl, a directory
 * that `kubectl cluster-info dump` wrote is read whole either way.
 *
 * @throws SourceError for a path that is not there, cannot be listed, or holds nothing to read.
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/resource/visitor.go ExpandPathsToFileVisitors
 */
export async function listFiles(
  paths: readonly string[],
  recursive: boolean,
): Promise<SnapshotFile[]> {
  const files: SnapshotFile[] = [];
  for (const path of new Set(paths)) {
    if (path === STDIN) files.push({ path, named: true });
    else if (/^https?:\/\//.test(path)) throw urlError(path);
    else
      for (const match of await matchPaths(path)) files.push(...(await expand(match, recursive)));
  }
  return files;
}

/** The path itself, or what it matches: kubectl expands patterns that the shell left alone. */
async function matchPaths(path: string): Promise<string[]> {
  if (await exists(path)) return [path];
  const matches: string[] = [];
  for await (const match of glob(path)) matches.push(match);
  if (matches.length === 0) throw inputError(`the path ${JSON.stringify(path)} does not exist`);
  return matches.sort();
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw fileError(path, error);
  }
}

async function expand(path: string, recursive: boolean): Promise<SnapshotFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, named: true }];
  const found = await walk(path, recursive || (await isClusterInfoDump(path)));
  if (found.length === 0) {
    throw inputError(
      `error reading [${path}]: recognized file extensions are [.json .yaml .yml]`,
      recursive ? [] : ["add -R to read subdirectories"],
    );
  }
  return found.map((file) => ({ path: file, named: false }));
}

async function walk(directory: string, recursive: boolean): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await list(directory)) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) files.push(...(recursive ? await walk(path, recursive) : []));
    else if (READABLE.test(entry.name)) files.push(path);
  }
  return files;
}

/**
 * `nodes.json` beside one directory per namespace, each with its `pods.json`.
 *
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/clusterinfo/clusterinfo_dump.go
 */
async function isClusterInfoDump(directory: string): Promise<boolean> {
  const entries = await list(directory);
  if (!entries.some((entry) => /^nodes\.(?:json|yaml)(?:\.gz)?$/.test(entry.name))) return false;
  for (const namespace of entries.filter((entry) => entry.isDirectory())) {
    const files = await list(join(directory, namespace.name));
    if (files.some((file) => /^pods\.(?:json|yaml)(?:\.gz)?$/.test(file.name))) return true;
  }
  return false;
}

async function list(directory: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileError(directory, error);
  }
}

function urlError(url: string): Error {
  return inputError(`cannot read ${url}: only files, directories and - can be read`, [
    `curl -fsSLO '${url}'`,
  ]);
}
