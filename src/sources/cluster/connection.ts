import type { Cluster, User } from "./kubeconfig/kubeconfig.ts";

/** A cluster of which it is decided where it is. */
export type ReachableCluster = Cluster & { server: string };

/** All that it takes to talk to one API server: kubeconfig, flags and surroundings, decided. */
export interface Connection {
  /** The kubeconfig's context; null: none, as with flags alone or inside of a pod. */
  context: string | null;
  /** The kubeconfig's name for the cluster, for messages; "" if it has none. */
  clusterName: string;
  cluster: ReachableCluster;
  /** The kubeconfig's name for the user, for messages; "" if it has none. */
  userName: string;
  user: User;
  /** The namespace of what is asked without one. */
  namespace: string;
}
