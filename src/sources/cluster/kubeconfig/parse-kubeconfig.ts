import { dirname, resolve } from "node:path";
import { LineCounter, parseAllDocuments } from "yaml";
import type { Kubeconfig, User } from "./kubeconfig.ts";
import { locateClusterFiles, locateUserFiles } from "./locate-files.ts";
import { readDocument } from "./read-document.ts";

/**
 * Reads the text of one kubeconfig file, JSON or YAML.
 *
 * @throws Error, a plain one, that says what is wrong, without the name of the file
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/loader.go LoadFromFile
 */
export function parseKubeconfig(content: string, file: string): Kubeconfig {
  const { apiVersion, kind, ...document } = readDocument(parseYaml(content), "") ?? {};
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

/** The first document, as kubectl reads it: YAML 1.1, where `yes` and `on` are no strings. */
function parseYaml(content: string): unknown {
  const lines = new LineCounter();
  const options = { version: "1.1", lineCounter: lines, prettyErrors: false } as const;
  const [document] = parseAllDocuments(content, options);
  const error = document?.errors[0];
  if (error !== undefined) {
    throw new Error(`yaml: line ${lines.linePos(error.pos[0]).line}: ${error.message}`);
  }
  return document?.toJS();
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
