/**
 * A FailedAttachVolume event of a pod. It is sent once per volume and node and forgotten after
 * about an hour, so that its absence proves nothing.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go
 */
export interface AttachEvent {
  namespace: string;
  pod: string;
  podUid: string | null;
  message: string;
  /** RFC 3339; null where the event names no time. */
  lastSeen: string | null;
}
