import { page, repository } from "../../knowledge/citation.ts";
import { findDriver } from "../../knowledge/drivers.ts";
import { toReadAccess } from "../claims/access.ts";
import { sortForApply } from "../claims/apply-order.ts";
import { buildClaimObjects } from "../claims/claim-objects.ts";
import { buildAnnotations, buildPods, spreadOverNodes } from "../claims/pods.ts";
import { READ_ONLY } from "../claims/read-only.ts";
import { refuseClaim } from "../claims/refuse-claim.ts";
import { demandsSource, refuseMode } from "../claims/refuse-mode.ts";
import { driverOfStorage } from "../claims/resolve-storage.ts";
import { buildListingContainer, buildReadingContainer, DATA } from "../claims/sharing-container.ts";
import { flagOfStorage } from "../claims/suggest.ts";
import type { ScaffoldOptions } from "../options.ts";
import { buildContainer } from "../parts/container.ts";
import { BUSYBOX } from "../parts/images.ts";
import { buildMetadata } from "../parts/metadata.ts";
import { buildPodSpec } from "../parts/pod-spec.ts";
import { scaffold } from "../parts/scaffold-command.ts";
import { buildScript, joinPath, writeWhole } from "../parts/script.ts";
import { buildClaimVolume, buildMount } from "../parts/volumes.ts";
import { buildWorkload } from "../parts/workload.ts";
import type { Pattern, Refusal, Variant } from "../pattern.ts";
import { because, type TreeObject } from "../tree.ts";
import { buildStatic } from "./static.ts";

const readers = repository("kubernetes-sigs/aws-efs-csi-driver").issue(502);
const imageVolumes = page(
  "kubernetes.io: Volumes, image",
  "https://kubernetes.io/docs/concepts/storage/volumes/#image",
);
const snapshots = page(
  "kubernetes.io: Volume Snapshots",
  "https://kubernetes.io/docs/concepts/storage/volume-snapshots/",
);
const cloning = page(
  "kubernetes.io: CSI Volume Cloning",
  "https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/",
);
const dataSources = page(
  "kubernetes.io: Persistent Volumes, data sources",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support",
);

const READ_ONLY_MOUNTS = {
  name: "read-only-mounts",
  summary: "a ReadWriteMany claim that a Job fills once and that the other pods only read",
  accessModes: ["ReadWriteMany"],
  storage: "class",
  source: null,
} as const satisfies Variant;

const STATIC = {
  name: "static",
  summary: "a ReadOnlyMany volume for files that are there already",
  accessModes: ["ReadOnlyMany"],
  storage: "volume",
  source: null,
} as const satisfies Variant;

const SNAPSHOT = {
  name: "snapshot",
  summary: "a ReadOnlyMany claim made from a snapshot of another claim",
  accessModes: ["ReadOnlyMany"],
  storage: "class",
  source: "the claim to take a snapshot of",
} as const satisfies Variant;

const CLONE = {
  name: "clone",
  summary: "a ReadOnlyMany claim that is a copy of another claim",
  accessModes: ["ReadOnlyMany"],
  storage: "class",
  source: "the claim to copy",
} as const satisfies Variant;

const IMAGE = {
  name: "image",
  summary: "files that travel as an OCI image, without any claim",
  accessModes: null,
  storage: null,
  source: "the image that holds the files",
} as const satisfies Variant;

const VARIANTS = [READ_ONLY_MOUNTS, STATIC, SNAPSHOT, CLONE, IMAGE] as const;

/**
 * Files that pods of many nodes read. An image that is given runs in the readers; what fills the
 * claim stays a demonstration.
 */
export const rox: Pattern = {
  name: "rox",
  summary: "pods on several nodes that read the same files and cannot write",
  when: "Many pods read what is written once: models, pages, reference data.",
  workloads: ["deployment", "pod", "statefulset", "daemonset", "job"],
  accessModes: READ_ONLY_MOUNTS.accessModes,
  storage: READ_ONLY_MOUNTS.storage,
  variants: VARIANTS,
  defaults: { name: "rox", replicas: 2, size: "1Gi", mountPath: "/data" },
  shares: [],
  topic: "rox",
  refuse: (options) => refuse(options),
  build: (options) => {
    switch (findVariant(options)?.name) {
      case "static":
        return buildStatic({ ...options, accessMode: "ReadOnlyMany" });
      case "snapshot":
        return buildCopy(options, buildSnapshot(options));
      case "clone":
        return buildCopy(options, null);
      case "image":
        return buildImageReaders(options);
      default:
        return buildFilled(options);
    }
  },
};

function findVariant({ variant }: ScaffoldOptions): (typeof VARIANTS)[number] | undefined {
  return VARIANTS.find(({ name }) => name === (variant ?? READ_ONLY_MOUNTS.name));
}

function refuse(options: ScaffoldOptions): Refusal | null {
  const variant = findVariant(options);
  if (variant === undefined) {
    return {
      message: `pattern rox has no variant ${options.variant}`,
      next: VARIANTS.map(({ name }) => `--variant ${name}`),
    };
  }
  if (variant.storage === null) return refuseWorkload(options);
  const isCopy = variant === SNAPSHOT || variant === CLONE;
  const refusal = refuseClaim(
    options,
    { ...rox, accessModes: variant.accessModes, storage: variant.storage },
    {
      pods: "anywhere",
      hasDataSource: isCopy,
      ...(isCopy && { needsClass: "a copy is made by a class" }),
    },
  );
  if (refusal !== null) return { ...refusal, next: [...refusal.next, ...suggestCopy(options)] };
  if (!isCopy) return null;
  if (options.source !== null) return refuseUnknownCopy(options) ?? refuseOwnName(options);
  return {
    message: `variant ${variant.name} needs --source (${variant.source})`,
    next: ["--source NAME"],
  };
}

/** Where nobody can write on many nodes, a filled disk may still be read there. */
function suggestCopy(options: ScaffoldOptions): string[] {
  if (options.accessMode !== "ReadWriteMany" || !demandsSource(options)) return [];
  if (refuseMode(options, "class", "ReadWriteMany", false) === null) return [];
  return [
    scaffold(
      "rox",
      options,
      ...flagOfStorage(options),
      "--variant",
      "snapshot",
      "--source",
      "CLAIM",
    ),
  ];
}

function refuseWorkload(options: ScaffoldOptions): Refusal | null {
  if (rox.workloads.includes(options.workload)) return null;
  return {
    message: `pattern rox makes no ${options.workload}`,
    next: rox.workloads.map((it) => `--workload ${it}`),
  };
}

/** Only of drivers that demand a source it is known here that they take one. */
function refuseUnknownCopy(options: ScaffoldOptions): Refusal | null {
  const { storage } = options;
  const driver = storage && driverOfStorage(storage);
  if (!driver || findDriver(driver) === null || demandsSource(options)) return null;
  const here = flagOfStorage(options);
  return {
    message: `whether ${driver} fills a ReadOnlyMany claim from another one is not known here`,
    next: [
      scaffold("rox", options, ...here),
      ...(storage?.kind === "backend" && storage.backend.volume
        ? [scaffold("rox", options, ...here, "--variant", "static")]
        : []),
    ],
  };
}

/** A claim cannot be made from itself. */
function refuseOwnName(options: ScaffoldOptions): Refusal | null {
  const { source, name, variant } = options;
  if (source === null || variant === null || source !== name) return null;
  return {
    message: `the claim ${source} is to be copied, its copy needs another name`,
    next: [
      scaffold(
        "rox",
        { ...options, name: `${name}-copy` },
        ...flagOfStorage(options),
        "--variant",
        variant,
        "--source",
        source,
      ),
    ],
  };
}

/** A claim that all could write, a Job that fills it, and pods that cannot write. */
function buildFilled(asked: ScaffoldOptions): TreeObject[] {
  const { objects, options, access } = buildClaimObjects(asked, {
    mode: "ReadWriteMany",
    use: "class",
    modeReason: {
      text: "Not ReadOnlyMany: nobody could fill a new volume, and many drivers refuse it. What keeps the readers from writing stands in their pods.",
      citation: readers,
    },
  });
  const annotations = buildAnnotations(options);
  const message = joinPath(options.mountPath, "message");
  const writer = buildWorkload(
    options,
    buildPodSpec(options, {
      containers: [
        buildContainer({
          name: "writer",
          command: because(
            buildScript(...writeWhole(message)),
            "What the readers are to have is written here, once.",
          ),
          mounts: [buildMount(DATA, options.mountPath)],
        }),
      ],
      volumes: [buildClaimVolume(DATA, options.name)],
      access,
    }),
    { role: "writer", kind: "job", replicas: 1, ...(annotations && { annotations }) },
  );
  const spec = buildPodSpec(options, {
    containers: [buildReadingContainer(options, "message")],
    volumes: [buildClaimVolume(DATA, options.name, READ_ONLY)],
    access: toReadAccess(access),
    further: spreadOverNodes(options),
  });
  return sortForApply([...objects, writer, ...buildPods(options, spec)]);
}

/** A claim with the content of another one, for drivers that take ReadOnlyMany for nothing else. */
function buildCopy(asked: ScaffoldOptions, snapshot: TreeObject | null): TreeObject[] {
  const source = asked.source ?? "";
  const { objects, options, access } = buildClaimObjects(asked, {
    mode: "ReadOnlyMany",
    use: "class",
    dataSource:
      snapshot === null
        ? because(
            { kind: "PersistentVolumeClaim", name: source },
            "A copy of this claim, which must be of the same namespace and driver; the copy may be larger.",
            cloning,
          )
        : because(
            { apiGroup: "snapshot.storage.k8s.io", kind: "VolumeSnapshot", name: asked.name },
            "Filled from the snapshot: a new volume would be empty for ever.",
            dataSources,
          ),
  });
  const spec = buildPodSpec(options, {
    containers: [buildListingContainer(options)],
    volumes: [buildClaimVolume(DATA, options.name, READ_ONLY)],
    access: toReadAccess(access),
    further: spreadOverNodes(options),
  });
  return sortForApply([
    ...objects,
    ...(snapshot === null ? [] : [snapshot]),
    ...buildPods(options, spec),
  ]);
}

function buildSnapshot(options: ScaffoldOptions): TreeObject {
  return {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshot",
    metadata: buildMetadata(options),
    spec: {
      source: because(
        { persistentVolumeClaimName: options.source ?? "" },
        "What the claim holds when this is applied. Its snapshot class is the driver's default.",
        snapshots,
      ),
    },
  };
}

function buildImageReaders(options: ScaffoldOptions): TreeObject[] {
  const spec = buildPodSpec(options, {
    containers: [buildListingContainer(options)],
    volumes: [
      {
        name: DATA,
        image: because(
          { reference: options.source ?? BUSYBOX, pullPolicy: "IfNotPresent" },
          "Always read-only, on any number of nodes. On by default since Kubernetes 1.35.",
          imageVolumes,
        ),
      },
    ],
    access: null,
    further: spreadOverNodes(options),
  });
  return buildPods({ ...options, storage: null }, spec);
}
