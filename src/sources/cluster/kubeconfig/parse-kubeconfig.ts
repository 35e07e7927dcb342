import { dirname, resolve } from "node:path";
import type { Kubeconfig, User } from "./kubeconfig.ts";
import { loadDocuments } from "./load-documents.ts";
import { locateClusterFiles, locateUserFiles } from "./locate-files.ts";
import { readDocument } from "./read-document.ts";

/**
 * Reads the text of one kubeconfig file, JSON or YAML.
 *
 * @throws Error, a plain one, that says what is wrong, without the name of the file
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/loader.go LoadFromFile
 */
export function parseKubeconfig(content: string, file: string): Kubeconfig {
  // The first document, and of keys that stand twice the last, as kubectl reads it.
  const [first] = loadDocuments(firstDocument(content), true);
  const { apiVersion, kind, ...document } = readDocument(first, "") ?? {};
  if ((kind ?? "Config") !== "Config" || (apiVersion ?? "v1") !== "v1") {
    throw new Error(`it is no kubeconfig but a "${kind ?? "Config"}" of "${apiVersion ?? "v1"}"`);
  }
  const folder = resolve(dirname(file));
  return {
    currentContext: document["current-context"],
    clusters: byName(document.clusters, "clusters", ({ cluster = {} }) =>
      locateClusterFiles(cluster, folder),
    ),
    contexts: byName(document.contexts, "contexts", ({ context = {} }) => context),
    users: byName(document.users, "users", ({ user = {} }) =>
      locateUserFiles(withOrigin(withPluginDefaults(user), file), folder),
    ),
  };
}

/** Up to the marker that ends it; one may stand at its beginning, below comments. */
function firstDocument(content: string): string {
  const markers = [...content.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map(({ index }) => index);
  const [first = content.length, second = content.length] = markers;
  const isBegun =
    content
      .slice(0, first)
      .replaceAll(/^[#%].*$/gm, "")
      .trim() !== "";
  return content.slice(0, isBegun ? first : second);
}

/**
 * The versions before v1 did not ask plugins whether they want standard input; v1 does.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/api/v1/defaults.go
 */
function withPluginDefaults(user: User): User {
  if (!/\/v1(?:alpha|beta)1$/.test(user.exec?.apiVersion ?? "")) return user;
  return { ...user, exec: { interactiveMode: "IfAvailable", ...user.exec } };
}

function withOrigin(user: User, file: string): User {
  const provider = user["auth-provider"];
  return provider === undefined
    ? user
    : { ...user, "auth-provider": { ...provider, origin: resolve(file) } };
}

/**
 * Between files the first of a name wins.
 *
 * @throws Error where a name stands twice in one file, as kubectl does
 */
function byName<Entry extends { name?: string }, Value>(
  entries: readonly Entry[] | undefined,
  list: string,
  contentOf: (entry: Entry) => Value,
): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const entry of entries ?? []) {
    const name = entry.name ?? "";
    if (found.has(name)) throw new Error(`duplicate name "${name}" in ${list}`);
    found.set(name, contentOf(entry));
  }
  return found;
}
