/**
 * `kubectl shared` where kubectl runs us, which it does by the name of its link.
 *
 * @see https://krew.sigs.k8s.io/docs/developer-guide/develop/best-practices/
 */
export function displayName(script: string | undefined): string {
  const name = script?.split(/[\\/]/).at(-1) ?? "";
  return name.startsWith("kubectl-") ? "kubectl shared" : "kubectl-shared";
}
