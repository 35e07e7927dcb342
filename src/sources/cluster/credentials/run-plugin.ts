import { spawn } from "node:child_process";
import { SourceError } from "../../source-error.ts";
import type { ExecPlugin } from "../kubeconfig/kubeconfig.ts";

/** How to run a plugin, apart from what the kubeconfig says. */
export interface PluginRun {
  env: NodeJS.ProcessEnv;
  /** The ExecCredential that the plugin is told, JSON. */
  input: string;
  /** Whether it gets our standard input. */
  interactive: boolean;
  /** Whether its stderr goes nowhere. */
  isMuted: boolean;
}

/**
 * Runs a credential plugin and resolves to what it printed. Its stderr is ours: it may have a code
 * or a question for the user. Rejects with a SourceError in kubectl's words.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/plugin/pkg/client/auth/exec/exec.go refreshCredsLocked
 */
export function runPlugin(plugin: ExecPlugin, run: PluginRun): Promise<string> {
  const { command = "", args = [], env = [] } = plugin;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: {
        ...run.env,
        ...Object.fromEntries(env.map(({ name = "", value = "" }) => [name, value])),
        KUBERNETES_EXEC_INFO: run.input,
      },
      stdio: [run.interactive ? "inherit" : "ignore", "pipe", run.isMuted ? "ignore" : "inherit"],
    });
    const printed: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => printed.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "ENOENT" ? describeMissing(command, plugin.installHint) : error.message;
      reject(pluginFailure(`exec: ${reason}`, error));
    });
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(printed).toString());
      else reject(pluginFailure(`exec: executable ${command} failed with exit code ${code ?? -1}`));
    });
  });
}

/** kubectl's way to say that a plugin gave no credentials. */
export function pluginFailure(reason: string, cause?: unknown): SourceError {
  return new SourceError(
    "Credentials",
    `Unable to connect to the server: getting credentials: ${reason}`,
    { standsAlone: true, next: ["kubectl config view --minify"], cause },
  );
}

function describeMissing(command: string, installHint: string | undefined): string {
  return [
    `executable ${command} not found`,
    "It looks like you are trying to use a client-go credential plugin that is not installed.",
    `To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins`,
    ...(installHint === undefined ? [] : [installHint]),
  ].join("\n\n");
}
