import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { because, type Explained, type Leaf, type TreeObject } from "../tree.ts";

const emptyDir = repository("kubernetes/website").file(
  "content/en/docs/concepts/storage/volumes.md",
  "emptyDir",
);
const tmpfsSize = repository("kubernetes/kubernetes").file(
  "pkg/volume/emptydir/empty_dir.go",
  "calculateEmptyDirMemorySize",
);
const eviction = repository("kubernetes/kubernetes").file(
  "pkg/kubelet/eviction/eviction_manager.go",
  "emptyDirLimitEviction",
);

/**
 * A folder for the pod, gone with it; as large and on what was asked for.
 *
 * @param name by which containers mount it
 */
export function buildEmptyDir(
  name: string,
  { size, medium }: Pick<ScaffoldOptions, "size" | "medium">,
): TreeObject {
  if (medium === "Memory") {
    return {
      name,
      emptyDir: {
        medium: because(
          "Memory",
          "A tmpfs: its files count as memory of the container that wrote them.",
          emptyDir,
        ),
        sizeLimit: because(
          size,
          "As large as this, and no larger than the containers' memory limits together.",
          tmpfsSize,
        ),
      },
    };
  }
  return {
    name,
    emptyDir: {
      sizeLimit: because(
        size,
        "Files over this size get the pod evicted, not the node filled.",
        eviction,
      ),
    },
  };
}

/**
 * A claim as a volume of the pod.
 *
 * @param readOnly for every container of the pod, whatever their mounts say
 */
export function buildClaimVolume(
  name: string,
  claimName: string,
  readOnly?: Explained | true,
): TreeObject {
  return { name, persistentVolumeClaim: { claimName, readOnly } };
}

/** The volume at a path of one container. */
export function buildMount(
  name: string,
  mountPath: string,
  readOnly?: Explained | Leaf,
): TreeObject {
  return { name, mountPath, readOnly };
}
