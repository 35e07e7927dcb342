import type { Backend } from "../../knowledge/backend.ts";
import { page } from "../../knowledge/citation.ts";
import { isBound, isReadWriteOnce } from "../model/storage.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { listSome } from "../model/text.ts";
import type { Overlap } from "../sharing/find-overlaps.ts";
import { placeOfStorage } from "../sharing/place.ts";
import { need, type Rule } from "./rule.ts";
import { nameById, nameStorage } from "./wording.ts";

/** Two claims, one folder: sharing that no access mode speaks of, often over namespaces. */
export const sameBackend: Rule = {
  id: "same-backend",
  summary: "two volumes lie on one backend",
  kinds: [...CLAIM_KINDS, "InTree"],
  needs: [
    need("persistentvolumeclaims"),
    {
      anyOf: ["persistentvolumes"],
      extent: "cluster",
      of: (storage) => storage.kind === "InTree" || isBound(storage),
    },
  ],
  tellsCauses: false,
  citation: page(
    "Persistent Volumes, A Note on Namespaces",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#a-note-on-namespaces",
  ),
  *check(storage, joined) {
    const others = joined.overlapsOf(storage);
    const backend = others.length === 0 ? null : placeOfStorage(storage);
    if (backend === null) return;
    const names = others.map(
      ({ id, relation }) => `${RELATIONS[relation]} ${nameById(id, joined)}`,
    );
    yield {
      severity: isReadWriteOnce(storage) ? "warning" : "info",
      message: `${nameStorage(storage)} ${listSome(names)} (${formatBackend(backend)}): they reach the same data.`,
      hint: describeNext(others),
    };
  },
};

/** The command that shows who uses the other claim. */
function describeNext(others: readonly Overlap[]): string | null {
  const claim = others.find(({ id }) => /^(PersistentVolumeClaim|EphemeralClaim)\//.test(id));
  const [, namespace, name] = claim?.id.split("/") ?? [];
  return name === undefined ? null : `kubectl shared who-mounts pvc/${name} -n ${namespace}`;
}

/** `nfs:10.0.0.5/export/media` */
function formatBackend({ realm, path }: Backend): string {
  return path === "/" ? realm : `${realm}${path}`;
}

const RELATIONS = {
  same: "is the same place as",
  inside: "lies inside",
  contains: "contains",
} as const;
