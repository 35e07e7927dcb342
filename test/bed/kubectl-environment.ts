import { join } from "node:path";
import type { Cluster } from "./start-cluster.ts";

/** Has kubectl ask the cluster as its administrator, and leave nothing in the user's `~/.kube/cache`. */
export function kubectlEnvironment({
  kubeconfig,
  folder,
}: Pick<Cluster, "kubeconfig" | "folder">): Readonly<Record<string, string>> {
  return { KUBECONFIG: kubeconfig, KUBECACHEDIR: join(folder, "kubectl-cache") };
}
