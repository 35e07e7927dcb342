/**
 * The name that the attach-detach controller gives to the VolumeAttachment of a CSI volume and a
 * node, so that one attachment can be asked for without listing all.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/csi/csi_attacher.go getAttachmentName
 */
export function nameAttachment(handle: string, driver: string, node: string): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return `csi-${createHash("sha256").update(`${handle}${driver}${node}`).digest("hex")}`;
}
