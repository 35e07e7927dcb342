import type { KnownAccessMode } from "../../core/model/access-mode.ts";
import type { WriteAccess } from "../backend.ts";
import type { ScaffoldOptions } from "../options.ts";
import type { TreeObject } from "../tree.ts";
import { findWriteAccess } from "./access.ts";
import { requireStorage } from "./choose-use.ts";
import { buildClaim, type ClaimParts } from "./claim.ts";
import { buildOwnClass } from "./storage-class.ts";
import { buildOwnVolume, placeBesideVolume } from "./volume.ts";

/** A claim with what it needs, for a pattern that has one. */
export interface ClaimObjects {
  /** Class or volume if one must be made, then the claim. */
  objects: TreeObject[];
  /** The options for what uses the claim: in the claim's namespace. */
  options: ScaffoldOptions;
  access: WriteAccess;
  /** What the claim asks for. */
  mode: KnownAccessMode;
}

/** The claim of a pattern and what must be there before it, of options that were not refused. */
export function buildClaimObjects(asked: ScaffoldOptions, parts: ClaimParts): ClaimObjects {
  const { storage, use } = requireStorage(asked, parts.use);
  const access = findWriteAccess(storage, use, parts.mode);
  const { mode } = parts;
  if (use === "class") {
    return {
      objects: [...buildOwnClass(asked), buildClaim(asked, parts)],
      options: asked,
      access,
      mode,
    };
  }
  const options = placeBesideVolume(asked);
  const objects = [buildOwnVolume(options, [mode]), buildClaim(options, parts)];
  return { objects, options, access, mode };
}
