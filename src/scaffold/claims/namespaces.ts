import { page } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import type { Refusal } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";
import { flagOfStorage } from "./suggest.ts";

const merging = page(
  "kubernetes.io: how apply merges changes",
  "https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-apply-calculates-differences-and-merges-changes",
);

/**
 * A namespace and no word about it. Where it is there it is to be left out: labels that were applied
 * before, those of Pod Security too, are taken away by applying it without them.
 */
export function buildNamespace(name: string): TreeObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: because(
        name,
        "Only where it is not there yet: applied again, it would lose labels that it was applied with.",
        merging,
      ),
    },
  };
}

/** Why these cannot be the namespaces of a pattern that has several; null: they can. */
export function refuseNamespaces(
  options: ScaffoldOptions,
  pattern: string,
  least: number,
): Refusal | null {
  const { namespace, teams } = options;
  const own = [...new Set(teams)].filter((it) => !isOfKubernetes(it));
  const names = own.length >= least ? own : ["team-a", "team-b"];
  const next = [`--teams ${names.join(",")}`];
  if (namespace !== null) {
    return {
      message: `pattern ${pattern} makes a namespace of each team, it cannot be put into ${namespace}`,
      next: [scaffold(pattern, options, ...flagOfStorage(options), "--teams", names.join(","))],
    };
  }
  const reserved = teams.find(isOfKubernetes);
  if (reserved !== undefined) {
    return {
      message: `${reserved} cannot be a team: namespaces whose names begin with kube- are for Kubernetes itself`,
      next,
    };
  }
  if (new Set(teams).size < teams.length) {
    return { message: "each team needs a name of its own", next };
  }
  if (teams.length >= least) return null;
  return {
    message: `pattern ${pattern} needs ${least === 1 ? "a team" : `${least} namespaces`}: --teams`,
    next,
  };
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#working-with-namespaces */
function isOfKubernetes(namespace: string): boolean {
  return namespace.startsWith("kube-");
}
