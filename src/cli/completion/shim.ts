/** The name that kubectl looks for on the PATH; see `lookupCompletionExec`. */
export const SHIM_NAME = "kubectl_complete-shared";

/**
 * The script that kubectl runs for `kubectl shared …` and a tabulator. It asks the program that lies
 * beside it, as krew's link does, or else the one on the PATH.
 *
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/plugin/plugin_completion.go
 */
export const SHIM = `#!/bin/sh
# Written by \`kubectl shared completion install\`, which also replaces it.
program=\${0%/*}/kubectl-shared
[ -x "$program" ] || program=kubectl-shared
exec 2>/dev/null
exec "$program" __complete "$@"
`;

/** Whether a file is a shim of ours, of this release or another. */
export function isShim(text: string): boolean {
  return text.startsWith("#!/bin/sh\n# Written by `kubectl shared completion install`");
}
