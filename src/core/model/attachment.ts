/** A VolumeAttachment: one per volume and node, the truth for where a volume is attached. */
export interface Attachment {
  name: string;
  /** The CSI driver. */
  attacher: string;
  node: string;
  /** null: an inline volume of a pod that was migrated to CSI. */
  volumeName: string | null;
  attached: boolean;
  attachError: string | null;
  detachError: string | null;
  terminating: boolean;
  /** RFC 3339: when the detach was asked for; null: it was not. */
  deletedAt: string | null;
}
