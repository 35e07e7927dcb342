import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Cluster } from "../bed/start-cluster.ts";

/** What a program asks a server for: addresses without the server, in the order of the answers. */
export async function findLists(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  cluster: Cluster,
): Promise<string[]> {
  const [file = "", ...args] = [...command, "-v=6"];
  const { stderr } = await promisify(execFile)(file, args, { env, maxBuffer: 2 ** 30 });
  const asked = [...stderr.matchAll(/^GET (\S+) 200/gm)].map(([, url = ""]) => new URL(url));
  return wholeLists(asked.filter(({ origin }) => origin === new URL(cluster.server).origin));
}

/** A list that was read in pages is one list. */
function wholeLists(asked: readonly URL[]): string[] {
  const paged = new Set(
    asked.filter((url) => url.searchParams.has("continue")).map((url) => url.pathname),
  );
  const lists = asked
    .filter((url) => !url.searchParams.has("continue"))
    .map((url) => {
      const whole = new URL(url);
      if (paged.has(url.pathname)) whole.searchParams.delete("limit");
      return whole.pathname + whole.search;
    });
  return [...new Set(lists)];
}

/**
 * The least that a client can do: curl asks for the same, in the same encoding, and throws it away. Writes
 * what curl has to know into the folder.
 *
 * @param atOnce how many it asks for at a time
 * @returns the command
 */
export async function floorCommand(
  cluster: Cluster,
  lists: readonly string[],
  folder: string,
  atOnce = 1,
): Promise<string[]> {
  await mkdir(folder);
  const certificate = join(folder, "curl.crt");
  const key = join(folder, "curl.key");
  await writeFile(certificate, cluster.administrator.certificate);
  await writeFile(key, cluster.administrator.key, { mode: 0o600 });
  const config = join(folder, "curl.conf");
  const quote = (text: string) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
  await writeFile(
    config,
    [
      "silent",
      "show-error",
      "fail",
      ...(atOnce > 1 ? ["parallel", `parallel-max = ${atOnce}`] : []),
      `cacert = ${quote(cluster.caFile)}`,
      `cert = ${quote(certificate)}`,
      `key = ${quote(key)}`,
      'header = "Accept: application/vnd.kubernetes.protobuf"',
      ...lists.flatMap((list) => [`url = ${quote(cluster.server + list)}`, 'output = "/dev/null"']),
    ].join("\n"),
  );
  return ["curl", "--config", config];
}
