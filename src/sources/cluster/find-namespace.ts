import type { ReadRequest } from "../../core/model/read-request.ts";
import { decodeVolume } from "../decode/volume.ts";
import type { Client } from "./client.ts";
import { isForbidden } from "./failure/is-forbidden.ts";
import { readNamed } from "./read-resource.ts";
import { areAllOf, namesOf } from "./targets.ts";

/**
 * Where to look for what is asked for; null: everywhere. A volume names the only claim that it can
 * be bound to, and so the only namespace whose pods can use it.
 *
 * @throws SourceError
 */
export async function findNamespace(
  client: Client,
  { namespace, targets, deep }: ReadRequest,
  signal: AbortSignal,
): Promise<string | null> {
  if (namespace !== null || deep || !areAllOf("volume", targets)) return namespace;
  try {
    const volumes = await Promise.all(
      namesOf("volume", targets).map((name) =>
        readNamed(client, { resource: "persistentvolumes", namespace: null, name }, signal),
      ),
    );
    const namespaces = new Set(volumes.map((volume) => decodeVolume(volume).claim?.namespace));
    const [only] = namespaces;
    return namespaces.size === 1 && only ? only : null;
  } catch (error) {
    // Claims tell the names of their volumes also to those who may not read volumes.
    if (isForbidden(error)) return null;
    throw error;
  }
}
