/**
 * `kubectl shared` where kubectl runs us: by the name of its link, or, behind a wrapper that hides
 * that name, by the variable that kubectl sets for plugins from 1.37 on.
 *
 * @see https://krew.sigs.k8s.io/docs/developer-guide/develop/best-practices/
 * @see https://github.com/kubernetes/kubernetes/pull/138694
 */
export function displayName(script: string | undefined, env: NodeJS.ProcessEnv): string {
  const name = script?.split(/[\\/]/).at(-1) ?? "";
  return name.startsWith("kubectl-") || env.KUBECTL_PATH ? "kubectl shared" : "kubectl-shared";
}
