/**
 * What somebody said about an object. Events are forgotten after about an hour, and some are sent
 * once only, so that the absence of one proves nothing.
 */
export interface ObjectEvent {
  /** Of the object that it is about: `Pod`, `PersistentVolumeClaim`. */
  kind: string;
  namespace: string;
  name: string;
  uid: string | null;
  reason: string;
  message: string;
  /** RFC 3339; null where the event names no time. */
  lastSeen: string | null;
}

/**
 * The reason by which the attach-detach controller says that a volume is not attached. It sends it
 * once for each volume and node; its texts differ between releases.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go
 */
export const ATTACH_FAILED = "FailedAttachVolume";
