/**
 * Access modes in the order that kubectl and the whole field use: RWO, ROX, RWX, RWOP.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export const ACCESS_MODES = [
  "ReadWriteOnce",
  "ReadOnlyMany",
  "ReadWriteMany",
  "ReadWriteOncePod",
] as const;

export type KnownAccessMode = (typeof ACCESS_MODES)[number];

/** An open enum: a newer server may name a mode that this build does not know. */
export type AccessMode = KnownAccessMode | (string & {});

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map<KnownAccessMode, string>([
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
]);

/** kubectl's abbreviation; a mode it does not know is returned whole rather than hidden. */
export function abbreviateMode(mode: AccessMode): string {
  return ABBREVIATIONS.get(mode) ?? mode;
}

/** `RWO,RWX`: in the field's order, each mode once, as `kubectl get pvc` prints them. */
export function abbreviateModes(modes: readonly AccessMode[]): string {
  return sortModes([...modes])
    .map(abbreviateMode)
    .join(",");
}

/** The modes in the field's order, each once; unknown ones last, as they came. */
export function sortModes(modes: AccessMode[]): AccessMode[] {
  if (modes.length < 2) return modes;
  const known = ACCESS_MODES.filter((mode) => modes.includes(mode));
  const unknown = modes.filter((mode) => !ACCESS_MODES.includes(mode as KnownAccessMode));
  return [...known, ...new Set(unknown)];
}

/**
 * Whether the attach-detach controller keeps such a volume on one node: it does unless some mode
 * of the volume is a "Many" one, and it does not where no mode is given at all.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/util/util.go IsMultiAttachAllowed
 */
export function isSingleNode(modes: readonly AccessMode[]): boolean {
  return modes.length > 0 && !modes.includes("ReadWriteMany") && !modes.includes("ReadOnlyMany");
}

/** One pod in the whole cluster; the API refuses the mode beside any other. */
export function isSinglePod(modes: readonly AccessMode[]): boolean {
  return modes.includes("ReadWriteOncePod");
}

/** Only readers may have it; which says nothing yet about who is kept from writing. */
export function isReadOnlyMany(modes: readonly AccessMode[]): boolean {
  return modes.length > 0 && modes.every((mode) => mode === "ReadOnlyMany");
}
