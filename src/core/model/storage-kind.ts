/** The kinds of storage that containers can share, in the order of the report. */
export const STORAGE_KINDS = [
  "PersistentVolumeClaim",
  "EphemeralClaim",
  "EmptyDir",
  "HostPath",
  "InTree",
  "CSIInline",
  "Image",
  "ConfigMap",
  "Secret",
  "Projected",
  "DownwardAPI",
  "Other",
] as const;

export type StorageKind = (typeof STORAGE_KINDS)[number];

/** What a query shows unless it says otherwise. */
export const CLAIM_KINDS: readonly StorageKind[] = ["PersistentVolumeClaim", "EphemeralClaim"];

export function includesClaims(kinds: ReadonlySet<StorageKind>): boolean {
  return CLAIM_KINDS.some((kind) => kinds.has(kind));
}

/** A claim, also one that a generic ephemeral volume made. */
export function isClaimKind(kind: StorageKind): boolean {
  return CLAIM_KINDS.includes(kind);
}

/**
 * Whether the kind is to be read where these are asked for. A claim is known to be a pod's own only when
 * both are there, so either kind of claim needs both.
 */
export function needsKind(kinds: ReadonlySet<StorageKind>, kind: StorageKind): boolean {
  return isClaimKind(kind) ? includesClaims(kinds) : kinds.has(kind);
}
