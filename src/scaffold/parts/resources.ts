import { parseBytes } from "../../core/model/quantity.ts";
import { repository } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { because, type Explained, type TreeObject } from "../tree.ts";

const MEBIBYTE = 2 ** 20;

const emptyDir = repository("kubernetes/website").file(
  "content/en/docs/concepts/storage/volumes.md",
  "emptyDir",
);

/**
 * Enough for a shell and its small programs.
 *
 * @param filesInMemory the size of a tmpfs that the container writes to
 */
export function buildSmallResources(filesInMemory: string | null = null): TreeObject | Explained {
  return withFiles(
    { cpu: "10m", memory: "32Mi" },
    { cpu: "100m", memory: "64Mi" },
    filesInMemory,
    null,
  );
}

/**
 * Of the app: small for the demonstration; nobody here knows what another image needs.
 *
 * @param filesInMemory the size of a tmpfs that the app writes to
 */
export function buildAppResources(
  { image }: ScaffoldOptions,
  filesInMemory: string | null = null,
): TreeObject | Explained {
  if (image === null) return buildSmallResources(filesInMemory);
  return withFiles(
    { cpu: "100m", memory: "128Mi" },
    { cpu: "1", memory: "512Mi" },
    filesInMemory,
    "A start, not a measure: set what this image needs.",
  );
}

/** The size of a tmpfs that the options ask for; null: they ask for a disk. */
export function findFilesInMemory({
  medium,
  size,
}: Pick<ScaffoldOptions, "medium" | "size">): string | null {
  return medium === "Memory" ? size : null;
}

interface Amounts {
  cpu: string;
  memory: string;
}

function withFiles(
  requests: Amounts,
  limits: Amounts,
  files: string | null,
  text: string | null,
): TreeObject | Explained {
  const resources = {
    requests: { ...requests, memory: addMemory(requests.memory, files) },
    limits: {
      ...limits,
      memory:
        files === null
          ? limits.memory
          : because(
              addMemory(limits.memory, files),
              `${files} more than the program needs: what it writes to memory counts against its limit.`,
              emptyDir,
            ),
    },
  };
  return text === null ? resources : because(resources, text);
}

/** A size that is too large to be counted is more than any node has: it stands for the sum. */
function addMemory(memory: string, size: string | null): string {
  if (size === null) return memory;
  const [own, files] = [parseBytes(memory), parseBytes(size)];
  if (own === null || files === null) return size;
  return `${Math.ceil((own + files) / MEBIBYTE)}Mi`;
}
