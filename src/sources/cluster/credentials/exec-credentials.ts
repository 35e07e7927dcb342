import { SourceError } from "../../source-error.ts";
import type { Connection } from "../connection.ts";
import type { ExecPlugin } from "../kubeconfig/kubeconfig.ts";
import type { CredentialSource } from "./credentials.ts";
import {
  execApiVersions,
  type IssuedCredentials,
  readExecCredential,
  writeExecCredential,
} from "./exec-credential.ts";
import { checkPluginPolicy, type PluginPolicy } from "./plugin-policy.ts";
import { pluginFailure, runPlugin } from "./run-plugin.ts";

/** What a plugin runs in. */
export interface PluginSurroundings {
  env: NodeJS.ProcessEnv;
  /** The kuberc that `--kuberc` names; absent and empty are the same. */
  kuberc?: string | undefined;
  stdinIsTerminal: () => boolean;
  /** Runs something that may write to the terminal or read from it: nobody else may meanwhile. */
  lendTerminal: <T>(use: () => Promise<T>) => Promise<T>;
  /**
   * Who asks may be gone before there is an answer: a plugin has nobody to tell anything, and no token
   * is refreshed, since many issuers refresh one once only, and the new one could be lost.
   */
  isHasty?: boolean;
}

/**
 * Credentials from a plugin: run for the first request, again when they expire or the server
 * refuses them, never twice side by side, since it may ask the user. The user's kuberc may forbid it.
 *
 * client-node's own runner is not used: it does not set `KUBERNETES_EXEC_INFO`, holds back the
 * plugin's stderr and leaves it with a standard input that never ends, so no plugin can ask.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/plugin/pkg/client/auth/exec/exec.go
 */
export function execCredentials(
  plugin: ExecPlugin,
  policy: PluginPolicy,
  connection: Connection,
  authority: string | null,
  surroundings: PluginSurroundings,
): CredentialSource {
  const { apiVersion = "" } = plugin;
  if (!execApiVersions.includes(apiVersion)) {
    throw new SourceError("Config", `exec plugin: invalid apiVersion "${apiVersion}"`);
  }
  const ask = () =>
    surroundings.lendTerminal(async () => {
      checkPluginPolicy(policy, plugin.command ?? "", surroundings.env);
      const interactive = isInteractive(plugin, surroundings.stdinIsTerminal());
      const input = writeExecCredential(connection, interactive, authority);
      const printed = await runPlugin(plugin, {
        env: surroundings.env,
        input,
        interactive,
        isMuted: surroundings.isHasty ?? false,
      });
      return readExecCredential(printed, apiVersion);
    });
  return renewed(ask);
}

/** Shares one answer among all who ask, until it expires or is refused. */
function renewed(ask: () => Promise<IssuedCredentials>): CredentialSource {
  let latest: Promise<IssuedCredentials> | undefined;

  /** The latest answer that is not `stale`; whoever comes first asks for it. */
  const after = async (stale: Promise<IssuedCredentials> | undefined) => {
    if (latest === stale) latest = ask();
    return (await (latest as Promise<IssuedCredentials>)).credentials;
  };
  return {
    async current() {
      const known = latest;
      if (known !== undefined) {
        const { credentials, expires } = await known;
        if (Date.now() <= expires) return credentials;
      }
      return after(known);
    },
    async renew(refused) {
      const known = latest;
      const isStale = known !== undefined && (await known).credentials === refused;
      return after(isStale ? known : undefined);
    },
  };
}

function isInteractive(plugin: ExecPlugin, stdinIsTerminal: boolean): boolean {
  if (plugin.interactiveMode === "Never") return false;
  if (plugin.interactiveMode === "Always" && !stdinIsTerminal) {
    throw pluginFailure(
      "exec plugin cannot support interactive mode: standard input is not a terminal",
    );
  }
  return stdinIsTerminal;
}
