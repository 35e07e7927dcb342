import { randomUUID } from "node:crypto";
import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { isMap, isSeq, parseDocument } from "yaml";

/**
 * Sets fields of a user's auth provider in a kubeconfig file and leaves everything else in it as
 * it is, comments too.
 *
 * @throws Error, a plain one, if the file has changed shape or another program holds its lock, which
 *   is client-go's: a file beside it
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/config.go
 */
export async function keepProviderConfig(
  file: string,
  userName: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const target = await realpath(file);
  const lock = `${target}.lock`;
  await writeFile(lock, "", { flag: "wx" });
  try {
    const changed = withFields(await readFile(target, "utf8"), userName, fields);
    const { mode } = await stat(target);
    // A reader must never see half a kubeconfig.
    const draft = `${target}.${randomUUID()}`;
    await writeFile(draft, changed, { mode });
    await rename(draft, target);
  } finally {
    await rm(lock);
  }
}

function withFields(
  content: string,
  userName: string,
  fields: Readonly<Record<string, string>>,
): string {
  const document = parseDocument(content, { version: "1.1" });
  const users = document.get("users");
  const index = isSeq(users)
    ? users.items.findIndex((user) => isMap(user) && user.get("name") === userName)
    : -1;
  if (index === -1) throw new Error(`there is no user "${userName}" any more`);
  for (const [name, value] of Object.entries(fields)) {
    document.setIn(["users", index, "user", "auth-provider", "config", name], value);
  }
  return document.toString({ lineWidth: 0 });
}
