import {
  isClusterWide,
  RESOURCE_OF_TARGET,
  type TargetType,
} from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import type { ConnectionFlags } from "../../sources/cluster/kubeconfig/flags.ts";
import type { Kubeconfig } from "../../sources/cluster/kubeconfig/kubeconfig.ts";
import type { ObjectPlace } from "../../sources/cluster/object-place.ts";
import { isObjectName } from "../parse-target.ts";
import { splitServer } from "../scaffold/split-server.ts";
import type { KubeconfigEntry, NamedType } from "./plan.ts";
import type { Typed } from "./read-typed.ts";

/** What names are looked for in. */
export interface NameSurroundings {
  env: NodeJS.ProcessEnv;
  version: string;
  /** Gives up. */
  signal: AbortSignal;
}

/**
 * The names that there are where the flags on the line point to. With files in place of a cluster
 * there are none: a cluster's would be the wrong ones.
 *
 * @throws SourceError
 */
export async function findNames(
  type: NamedType,
  typed: Typed,
  within: NameSurroundings,
): Promise<string[]> {
  const entry = ENTRIES[type as KubeconfigEntry];
  const flags = readConnectionFlags(typed);
  if (entry !== undefined) {
    const { loadKubeconfig } = await import("../../sources/cluster/kubeconfig/load-kubeconfig.ts");
    return [...(await loadKubeconfig(flags.kubeconfig, within.env))[entry].keys()];
  }
  const { filename, offline, "all-namespaces": isEverywhere } = typed.flags;
  if (filename !== undefined || offline === true) return [];
  const kuberc = typeof typed.flags.kuberc === "string" ? typed.flags.kuberc : undefined;
  const scope = { flags, kuberc, isEverywhere: isEverywhere === true };
  return askCluster(type as TargetType | "namespace", scope, within);
}

const ENTRIES: Readonly<Record<KubeconfigEntry, keyof Kubeconfig & `${KubeconfigEntry}s`>> = {
  context: "contexts",
  cluster: "clusters",
  user: "users",
};

/** The flags that `connectionFlags` declares have the names that a connection is found by. */
function readConnectionFlags({ command, flags }: Typed): ConnectionFlags {
  const given = flags as ConnectionFlags;
  return command === "scaffold" ? { ...given, server: splitServer(given.server).api } : given;
}

interface Scope {
  flags: ConnectionFlags;
  /** Its policy for credential plugins holds here too. */
  kuberc: string | undefined;
  isEverywhere: boolean;
}

async function askCluster(
  type: TargetType | "namespace",
  { flags, kuberc, isEverywhere }: Scope,
  { env, version, signal }: NameSurroundings,
): Promise<string[]> {
  const [
    { findConnection },
    { openClient },
    { listNames },
    { formatUserAgent },
    { kindOfResource },
  ] = await Promise.all([
    import("../../sources/cluster/find-connection.ts"),
    import("../../sources/cluster/client.ts"),
    import("../../sources/cluster/list-names.ts"),
    import("../../sources/cluster/user-agent.ts"),
    import("../../sources/readable-kind.ts"),
  ]);
  const connection = await findConnection(flags, env);
  const client = await openClient(connection, {
    env,
    // Who presses a key does not want to be asked.
    stdinIsTerminal: () => false,
    lendTerminal: (use) => use(),
    isHasty: true,
    kuberc,
    userAgent: formatUserAgent(version),
    timeout: 0,
    warn: () => {},
  });
  try {
    const namespace = isEverywhere ? null : connection.namespace;
    const place = type === "namespace" ? NAMESPACES : placeOf(type, namespace, kindOfResource);
    // Others cannot be typed, whatever a server says.
    return (await listNames(client, place, signal)).filter(isObjectName);
  } finally {
    client.close();
  }
}

const NAMESPACES: ObjectPlace = {
  group: "",
  version: "v1",
  resource: "namespaces",
  namespace: null,
};

function placeOf(
  type: TargetType,
  namespace: string | null,
  find: (resource: Resource) => Pick<ObjectPlace, "group" | "version">,
): ObjectPlace {
  const resource = RESOURCE_OF_TARGET[type];
  const { group, version } = find(resource);
  return { group, version, resource, namespace: isClusterWide(type) ? null : namespace };
}
