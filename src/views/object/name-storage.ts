/** How people name each kind of storage, as `who-mounts` prints and takes it. */
const CLAIM_KINDS: ReadonlySet<string> = new Set(["PersistentVolumeClaim", "EphemeralClaim"]);

/**
 * The storage of an id in fewer words: `pvc/shop/media`, `emptydir/shop/web-0/cache` without the
 * pod's uid, `hostpath/node-a/var/log`. An id of another shape is returned as it is.
 */
export function nameStorage(id: string): string {
  const [kind = "", ...parts] = id.split("/");
  if (parts.length === 0) return id;
  if (CLAIM_KINDS.has(kind)) return ["pvc", ...parts].join("/");
  // EmptyDir/NAMESPACE/POD/UID/NAME: the uid tells pods of one name apart, which people do not.
  const isOfPod = kind === "EmptyDir" && parts.length === 4;
  const shown = isOfPod ? parts.filter((_, index) => index !== 2) : parts;
  return [kind.toLowerCase(), ...shown].join("/");
}
