import type { Citation } from "../../knowledge/citation.ts";
import type { VolumeContext } from "../backend.ts";
import { because, type Explained } from "../tree.ts";

/**
 * The handle of a volume whose driver reads where the bytes are from `volumeAttributes`: it only has
 * to be the volume's own.
 *
 * @param separator between the handle and what makes it unique where there are several volumes
 */
export function nameHandle(
  handle: string,
  separator: string,
  { unique }: VolumeContext,
  citation: Citation,
): Explained {
  return because(
    unique === "" ? handle : `${handle}${separator}${unique}`,
    "Any text that no other volume has: volumeAttributes name the share.",
    citation,
  );
}
