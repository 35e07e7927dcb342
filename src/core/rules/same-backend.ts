import { isReadWriteOnce } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { backendOf } from "../sharing/driver-facts.ts";
import { idOfVolume, type Overlap } from "../sharing/find-overlaps.ts";
import { need, type Rule } from "./rule.ts";
import { listSome, nameStorage } from "./wording.ts";

/** Two claims, one folder: sharing that no access mode speaks of, often over namespaces. */
export const sameBackend: Rule = {
  id: "same-backend",
  summary: "two volumes lie on one backend",
  kinds: CLAIM_KINDS,
  needs: [need("persistentvolumes", "cluster")],
  citation: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#a-note-on-namespaces",
  *check(storage, world) {
    const { volume } = storage;
    if (volume === null) return;
    // One CSI handle twice has a rule of its own, which says more.
    const twins = new Set(
      world.volumesWithHandleOf(volume).map((twin) => idOfVolume(twin, world.inventory)),
    );
    const others = world.overlapsOf(storage).filter((overlap) => !twins.has(overlap.id));
    if (others.length === 0) return;
    const backend = backendOf(volume);
    const names = others.map(({ id, relation }) => {
      const [kind = "", ...name] = id.split("/");
      const noun = kind === "PersistentVolume" ? "volume" : "claim";
      return `${RELATIONS[relation]} ${noun} ${name.join("/")}`;
    });
    yield {
      severity: isReadWriteOnce(storage) ? "warning" : "info",
      message: `${nameStorage(storage)} is ${listSome(names)} (${backend?.realm}${backend?.path}): what one writes, the other sees.`,
      hint: describeNext(others),
    };
  },
};

/** The command that shows who uses the other claim. */
function describeNext(others: readonly Overlap[]): string | null {
  const claims = others.filter(({ id }) => !id.startsWith("PersistentVolume/"));
  const [, namespace, name] = claims[0]?.id.split("/") ?? [];
  return name === undefined ? null : `kubectl shared who-mounts pvc/${name} -n ${namespace}`;
}

const RELATIONS = {
  same: "the same place as",
  inside: "a folder inside",
  contains: "a folder around",
} as const;
