import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import { type Citation, page, repository } from "../../knowledge/citation.ts";
import type { SizeLimit } from "../../knowledge/driver.ts";
import type { BackendUse } from "../backends.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildMetadata } from "../parts/metadata.ts";
import { because, type Explained, type Leaf, type Tree, type TreeObject } from "../tree.ts";
import { requireStorage } from "./choose-use.ts";
import { findLeastSize } from "./least-size.ts";
import { describeCircumstances, resolveStorage } from "./resolve-storage.ts";
import { nameClass } from "./storage-class.ts";
import { nameVolume, placeBesideVolume } from "./volume.ts";

const accessModes = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const reserving = page(
  "kubernetes.io: Persistent Volumes, reserving a PersistentVolume",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume",
);
const requests = repository("kubernetes/api").file(
  "core/v1/types.go",
  "VolumeResourceRequirements",
);

const capacity = repository("kubernetes/api").file(
  "core/v1/types.go",
  "PersistentVolumeSpec.Capacity",
);
const copies = page(
  "kubernetes.io: CSI Volume Cloning",
  "https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/",
);

/** What a claim asks for, beside what the options say. */
export interface ClaimParts {
  mode: KnownAccessMode;
  /** What its volume comes from, as the pattern wants it. */
  use: BackendUse;
  /** Instead of what is always true of the mode. */
  modeReason?: { text: string; citation: Citation };
  dataSource?: Tree;
}

/** A claim of the pattern's name. */
export function buildClaim(options: ScaffoldOptions, parts: ClaimParts): TreeObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: buildMetadata(options),
    spec: buildClaimSpec(options, parts),
  };
}

/** The same without a name of its own: for a claim, or for the template of several. */
export function buildClaimSpec(options: ScaffoldOptions, parts: ClaimParts): TreeObject {
  const { mode, modeReason = MODE_REASONS[mode], dataSource } = parts;
  const { use } = requireStorage(options, parts.use);
  return {
    accessModes: because([mode], modeReason.text, modeReason.citation),
    dataSource,
    resources: { requests: { storage: buildSize(options, parts) } },
    ...(use === "class"
      ? { storageClassName: nameClass(options) }
      : {
          storageClassName: because(
            "",
            "Empty, not left out: the default class would make an empty volume instead.",
            reserving,
          ),
          volumeName: because(
            nameVolume(placeBesideVolume(options)),
            "This volume and no other one.",
            reserving,
          ),
        }),
  };
}

const MODE_REASONS: Readonly<Record<KnownAccessMode, { text: string; citation: Citation }>> = {
  ReadWriteOnce: {
    text: "One node, not one pod: all pods of that node can write.",
    citation: accessModes,
  },
  ReadOnlyMany: {
    text: "Many nodes. The mode alone keeps nobody from writing, readOnly in the pods does.",
    citation: accessModes,
  },
  ReadWriteMany: { text: "Pods of all nodes can write at once.", citation: accessModes },
  ReadWriteOncePod: {
    text: "One pod in the whole cluster: the scheduler lets no second one have it.",
    citation: accessModes,
  },
};

/** What the size is worth: that differs more than anything else between drivers. */
function buildSize(
  options: ScaffoldOptions,
  { mode, use, dataSource }: ClaimParts,
): Leaf | Explained {
  const { size } = options;
  if (dataSource !== undefined) {
    return because(
      size,
      "At least as large as what it is filled from, else it stays Pending.",
      copies,
    );
  }
  const { storage, use: actual } = requireStorage(options, use);
  if (actual === "volume") {
    return because(
      size,
      "What is there already is as large as it is: this makes it neither larger nor smaller.",
      capacity,
    );
  }
  const least = findLeastSize(options, use);
  if (least !== null) {
    const { value, citations } = least.because;
    return because(size, value, citations[0] ?? null);
  }
  const given = describeCircumstances(options, actual, mode, false);
  const limit = resolveStorage(storage, given)?.variant?.size;
  if (!limit?.value) return because(size, "The least that it must have; pods share it.", requests);
  return because(size, describeLimit(limit.value), limit.citations[0] ?? null);
}

function describeLimit({ limit, remark }: SizeLimit): string {
  return remark === undefined ? LIMITS[limit] : `${LIMITS[limit]} ${remark}`;
}

const LIMITS: Readonly<Record<SizeLimit["limit"], string>> = {
  none: "Nothing stops pods at this size.",
  device: "The size of a disk: more cannot be written.",
  quota: "A limit for all pods of the claim together.",
  filesystem: "The size of the whole file system, for all who use it.",
};
