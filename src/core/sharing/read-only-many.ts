import { describeReadOnlyManyMount, resolveDriver } from "../../knowledge/resolve-driver.ts";
import { isReadOnlyMany } from "../model/access-mode.ts";
import { effectiveModes, type Storage } from "../model/storage.ts";
import { driverOf } from "./attach.ts";

/**
 * Whether the driver itself keeps pods from writing to the storage: it may if the modes in effect
 * are ReadOnlyMany and nothing else. `unknown` also where the driver takes no such volume at all,
 * and where there is no volume that could be read.
 */
export function describeReadOnlyMany(storage: Storage): "forced" | "not-forced" | "unknown" {
  if (!isReadOnlyMany(effectiveModes(storage))) return "not-forced";
  const { volume } = storage;
  const driver = volume && driverOf(volume);
  if (volume === null || driver === null) return "unknown";
  const resolved = resolveDriver(driver, {
    parameters: volume.source.attributes,
    volumeMode: volume.volumeMode,
    accessModes: volume.grantedModes,
  });
  if (resolved === null) return "unknown";
  const { answer } = describeReadOnlyManyMount(resolved.variant, volume.volumeMode);
  return answer === "rejected" ? "unknown" : answer;
}
