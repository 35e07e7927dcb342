import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join, normalize, sep } from "node:path";
import { parseAllDocuments } from "yaml";
import { SourceError } from "../../source-error.ts";
import { fieldsOf, listOf, text } from "../kubeconfig/field-readers.ts";
import { describeFileError, isMissing } from "../kubeconfig/file-error.ts";
import { homeDirectory } from "../kubeconfig/home-directory.ts";
import { pluginFailure } from "./run-plugin.ts";

/** What the user's kuberc says of credential plugins. */
export interface PluginPolicy {
  /** `AllowAll`, also where it is absent, `DenyAll` or `Allowlist`. */
  credentialPluginPolicy?: string;
  credentialPluginAllowlist?: AllowedPlugin[];
}

export interface AllowedPlugin {
  command?: string;
  /** The former name of `command`. */
  name?: string;
}

const readPolicy = fieldsOf<PluginPolicy & { apiVersion?: string }>({
  apiVersion: text,
  credentialPluginPolicy: text,
  credentialPluginAllowlist: listOf(fieldsOf<AllowedPlugin>({ command: text, name: text }), {}),
});

/**
 * Reads the policy that kubectl keeps to: from the file that `KUBERC` names, which must be there,
 * else from `~/.kube/kuberc`, unless the environment switches kuberc off.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/kuberc/
 */
export async function loadPluginPolicy(env: NodeJS.ProcessEnv): Promise<PluginPolicy> {
  if (env.KUBERC === "off" || env.KUBECTL_KUBERC?.toLowerCase() === "false") return {};
  const file = env.KUBERC || join(homeDirectory(env), ".kube", "kuberc");
  try {
    const documents = parseAllDocuments(await readFile(file, "utf8"), { version: "1.1" });
    const preferences = [...documents].map((document) => readPolicy(document.toJS(), ""));
    // Older versions have no policy.
    return preferences.find((found) => found?.apiVersion?.endsWith("/v1beta1")) ?? {};
  } catch (error) {
    if (!env.KUBERC && isMissing(error)) return {};
    // kubectl goes on without the policy; what we cannot read may deny, so we do not.
    throw new SourceError("Config", `kuberc: ${describeFileError(error, file)}`);
  }
}

/**
 * Holds the command against the policy of the kubeconfig's user.
 *
 * @throws SourceError in kubectl's words unless the policy lets the command run
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/plugin/pkg/client/auth/exec/exec.go checkAllowlistLocked
 */
export function checkPluginPolicy(
  { credentialPluginPolicy: policy = "AllowAll", credentialPluginAllowlist = [] }: PluginPolicy,
  command: string,
  env: NodeJS.ProcessEnv,
): void {
  if (policy === "AllowAll") return;
  if (policy === "DenyAll") {
    throw pluginFailure(`plugin "${command}" not allowed: policy set to "DenyAll"`);
  }
  if (policy !== "Allowlist") {
    throw new SourceError(
      "Config",
      `allowlist misconfiguration: unknown plugin policy: "${policy}"`,
    );
  }
  const placesOf = (name: string) => [normalize(name), findOnPath(name, env)];
  const allowed = new Set(
    credentialPluginAllowlist.flatMap(({ command, name = "" }) => placesOf(command ?? name)),
  );
  if (!placesOf(command).some((place) => place !== null && allowed.has(place))) {
    const path = findOnPath(command, env) ?? command;
    throw pluginFailure(
      `plugin path "${path}" is not permitted by the credential plugin allowlist`,
    );
  }
}

/** Where a command would be run from; null: nowhere. */
function findOnPath(command: string, env: NodeJS.ProcessEnv): string | null {
  if (command.includes(sep)) return normalize(command);
  const places = (env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
