import type { Node } from "../../core/model/node.ts";
import { checkKubelets, checkUnknownServer } from "../../scaffold/check-kubelets.ts";
import { type Feature, findFeatures, isServed } from "../../scaffold/find-features.ts";
import type { KubernetesObject } from "../../scaffold/manifest.ts";
import type { PlannedObjects } from "../../sources/cluster/planned-objects.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Holds what the objects need against the releases of the server and of the nodes' kubelets.
 *
 * @param planned absent: files, which do not tell the server's release
 * @param nodes null: not read
 * @returns what is to be said on stderr, a line each
 * @throws UsageError where the server is too old
 */
export async function checkVersions(
  objects: readonly KubernetesObject[],
  planned: PlannedObjects | undefined,
  nodes: readonly Node[] | null,
): Promise<string[]> {
  const features = findFeatures(objects);
  if (features.length === 0) return [];
  const ofServer =
    planned === undefined
      ? checkUnknownServer(features, nodes)
      : judgeServer(features, await planned.readVersion());
  return [...ofServer, ...checkKubelets(features, nodes ?? [])].map((it) => `Warning: ${it}`);
}

function judgeServer(features: readonly Feature[], version: string): string[] {
  return features.flatMap((feature) => judgeFeature(feature, version) ?? []);
}

/** null: the server has it. */
function judgeFeature(feature: Feature, version: string): string | null {
  const { name, since, stable, citation } = feature;
  const served = isServed(feature, version);
  if (served === "no") {
    throw new UsageError(
      `the server is ${version}, and ${name} need ${since}: ${citation.address ?? citation.document}`,
    );
  }
  if (served === "may-be-off") {
    return `the server is ${version}: before ${stable} a feature gate can turn off ${name}`;
  }
  return served === "yes"
    ? null
    : `whether ${name} are served cannot be told from the version ${version}`;
}
