import { delimiter, join, normalize, sep } from "node:path";
import { isExecutable } from "../../is-executable.ts";
import { SourceError } from "../../source-error.ts";
import { fieldsOf, listOf, text } from "../kubeconfig/field-readers.ts";
import { describeFileError, isMissing } from "../kubeconfig/file-error.ts";
import { homeDirectory } from "../kubeconfig/home-directory.ts";
import { loadDocuments } from "../kubeconfig/load-documents.ts";
import { readTextFile } from "../read-text-file.ts";
import { pluginFailure } from "./run-plugin.ts";

/** What the user's kuberc says of credential plugins. */
export interface PluginPolicy {
  /** `AllowAll`, also where it is absent, `DenyAll` or `Allowlist`. */
  credentialPluginPolicy?: string;
  /** An empty list is another mistake than none. */
  credentialPluginAllowlist?: AllowedPlugin[];
}

export interface AllowedPlugin {
  command?: string;
  /** The former name of `command`. */
  name?: string;
}

const readEntries = listOf(fieldsOf<AllowedPlugin>({ command: text, name: text }), {});

const readPolicy = fieldsOf<PluginPolicy & { apiVersion?: string; kind?: string }>({
  apiVersion: text,
  kind: text,
  credentialPluginPolicy: text,
  credentialPluginAllowlist: (value, field) =>
    Array.isArray(value) && value.length === 0 ? [] : readEntries(value, field),
});

/**
 * Reads the policy that kubectl keeps to: from the file of `--kuberc` or else of `KUBERC`, which must
 * be there, else from `~/.kube/kuberc`, unless the environment switches kuberc off.
 *
 * @param named the value of `--kuberc`; "": not given
 * @see https://kubernetes.io/docs/reference/kubectl/kuberc/
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/kuberc/kuberc.go LoadKuberc
 */
export async function loadPluginPolicy(
  named: string,
  env: NodeJS.ProcessEnv,
): Promise<PluginPolicy> {
  const off = findSwitch(env);
  if (off !== null && named === "") return {};
  if (off !== null) {
    throw preferenceFailure(
      `kuberc error disabling kuberc via ${off} and passing kuberc flag are mutually exclusive`,
    );
  }
  const asked = named || env.KUBERC;
  const file = asked || join(homeDirectory(env), ".kube", "kuberc");
  try {
    return parsePolicy(await readTextFile(file));
  } catch (error) {
    if (!asked && isMissing(error)) return {};
    // kubectl goes on without the policy; what we cannot read may deny, so we do not.
    const reason = describeFileError(error, file);
    const where = reason.includes(file) ? "" : `${file}: `;
    throw preferenceFailure(`kuberc error kuberc: ${where}${reason}`);
  }
}

/** kubectl's way to say that it takes a kuberc for none. */
function preferenceFailure(reason: string): SourceError {
  const message = `error occurred while applying preferences ${reason}`;
  return new SourceError("Config", message, { standsAlone: true });
}

/** What switches kuberc off; null: nothing. */
function findSwitch(env: NodeJS.ProcessEnv): string | null {
  if (env.KUBERC === "off") return "KUBERC=off";
  return env.KUBECTL_KUBERC?.toLowerCase() === "false" ? "KUBECTL_KUBERC=false" : null;
}

/** Older versions have no policy, and what is no Preference is somebody else's. */
function parsePolicy(content: string): PluginPolicy {
  const found = loadDocuments(content)
    .map((document) => readPolicy(document, ""))
    .find((it) => it?.apiVersion === "kubectl.config.k8s.io/v1beta1" && it.kind === "Preference");
  return found ?? {};
}

/**
 * Holds the command against the policy of the kubeconfig's user.
 *
 * @throws SourceError in kubectl's words unless the policy lets the command run
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/plugin/pkg/client/auth/exec/exec.go checkAllowlistLocked
 */
export function checkPluginPolicy(
  policy: PluginPolicy,
  command: string,
  env: NodeJS.ProcessEnv,
): void {
  const mistake = findMistake(policy);
  if (mistake !== null) throw preferenceFailure(mistake);
  if (policy.credentialPluginPolicy === "DenyAll") {
    throw pluginFailure(`plugin "${command}" not allowed: policy set to "DenyAll"`);
  }
  if (policy.credentialPluginPolicy !== "Allowlist") return;
  const placesOf = (name: string) => [normalize(name), findOnPath(name, env)];
  const allowed = new Set(listCommands(policy).flatMap(placesOf));
  if (!placesOf(command).some((place) => place !== null && allowed.has(place))) {
    const path = findOnPath(command, env) ?? command;
    throw pluginFailure(
      `plugin path "${path}" is not permitted by the credential plugin allowlist`,
    );
  }
}

function listCommands({ credentialPluginAllowlist = [] }: PluginPolicy): string[] {
  return credentialPluginAllowlist.map(({ command, name = "" }) => command ?? name);
}

/**
 * What makes the policy none, since who wrote it may have meant to deny; null: nothing.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/plugin/pkg/client/auth/exec/exec.go ValidatePluginPolicy
 */
function findMistake(policy: PluginPolicy): string | null {
  const { credentialPluginPolicy: type = "", credentialPluginAllowlist: list } = policy;
  if (["", "AllowAll", "DenyAll"].includes(type)) {
    return list === undefined
      ? null
      : `misconfigured credential plugin allowlist: plugin policy is "${type}" but allowlist is non-nil`;
  }
  if (type !== "Allowlist") return `unknown plugin policy: "${type}"`;
  if (list === undefined) {
    return 'credential plugin policy set to "Allowlist", but allowlist is unspecified';
  }
  if (list.length === 0) {
    return 'credential plugin policy set to "Allowlist", but allowlist is empty; use "DenyAll" policy instead';
  }
  const commands = listCommands(policy);
  const empty = commands.indexOf("");
  if (empty !== -1) {
    return `misconfigured credential plugin allowlist: empty allowlist entry #${empty + 1}`;
  }
  const loose = commands.find((it) => normalize(it) !== it);
  return loose === undefined
    ? null
    : `non-normalized file path: "${loose}" vs "${normalize(loose)}"`;
}

/** Where a command would be run from; null: nowhere. */
function findOnPath(command: string, env: NodeJS.ProcessEnv): string | null {
  if (command.includes(sep)) return normalize(command);
  const places = (env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  return places.find(isExecutable) ?? null;
}
