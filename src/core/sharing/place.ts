import type { Backend, BackendVolume } from "../../knowledge/backend.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { identifyBackend } from "../../knowledge/identify-backend.ts";
import { nameInTreeBackend } from "../model/in-tree-backend.ts";
import type { Storage } from "../model/storage.ts";
import type { Volume } from "../model/volume.ts";
import { driverOf } from "./attach.ts";
import { findPinnedNode } from "./pinned-node.ts";

/** A path of whatever node the pod is on: the same volume holds other data on every node. */
export function isNodePath(volume: Volume): boolean {
  return volume.source.plugin === "hostPath" && findPinnedNode(volume) === null;
}

/** Which place of which backend it is; null: nobody can tell. */
export function backendOf(volume: Volume): Backend | null {
  return identifyBackend(toBackendVolume(volume));
}

/**
 * The place of a volume whose driver's volumes can be told apart. Of a driver that nobody has read,
 * equal handles are one backend, but different ones may be one as well: null, as where the volume
 * does not say.
 */
export function tellPlace(volume: Volume): Backend | null {
  const driver = driverOf(volume);
  return driver === null || findDriver(driver) === null ? null : backendOf(volume);
}

function toBackendVolume(volume: Volume): BackendVolume {
  const { source, mountOptions } = volume;
  return { source, mountOptions, node: findPinnedNode(volume) };
}

/** Where storage is: its volume, a path of its node, or the backend that its pods name themselves. */
export function placeOfStorage(storage: Storage): Backend | null {
  const { volume, node, name, sources } = storage;
  if (volume !== null) return backendOf(volume);
  if (node !== null) return { realm: `node:${node}`, path: name };
  const [source] = sources;
  if (source?.kind !== "InTree") return null;
  return identifyBackend({ source: source.source, mountOptions: [], node: null });
}

/** `driver handle`: what the kubelet tells CSI volumes apart by; null: no CSI volume. */
export function handleOf({ source }: Volume): string | null {
  return source.driver && source.handle ? `${source.driver} ${source.handle}` : null;
}

/** Driver and backend as the report names them. */
export function describeBackend(volume: Volume): { driver: string | null; handle: string | null } {
  const { source } = volume;
  if (source.plugin === "csi") return { driver: source.driver, handle: source.handle };
  return {
    driver: source.plugin === "" ? null : source.plugin,
    handle: nameInTreeBackend(source) || null,
  };
}
