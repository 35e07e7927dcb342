import type { List, VolumeAttachment } from "./kubernetes-objects.ts";
import { type Player, playLoop } from "./play-loop.ts";
import type { Cluster } from "./start-cluster.ts";

const attachments = "/apis/storage.k8s.io/v1/volumeattachments";

/**
 * Plays the CSI attacher of the named drivers: what the attach-detach controller wants attached
 * is, what it wants detached is too. `refuse` may answer with a driver's error message instead.
 */
export function playAttacher(
  cluster: Cluster,
  drivers: readonly string[],
  refuse: (attachment: VolumeAttachment) => string | undefined = () => undefined,
): Player {
  return playLoop(cluster, async () => {
    const { items } = await cluster.request<List<VolumeAttachment>>("GET", attachments);
    const own = items.filter(({ spec }) => drivers.includes(spec.attacher));
    await Promise.all(
      own.map(async (attachment) => {
        if (attachment.metadata.deletionTimestamp) return markDetached(cluster, attachment);
        if (attachment.status?.attached) return;
        const message = refuse(attachment);
        if (message === undefined) return markAttached(cluster, attachment);
        if (attachment.status?.attachError?.message === message) return;
        return markAttachError(cluster, attachment, message);
      }),
    );
  });
}

/** Marks a volume as attached, as an external attacher does after its driver did it. */
export async function markAttached(cluster: Cluster, attachment: VolumeAttachment): Promise<void> {
  const path = `${attachments}/${attachment.metadata.name}`;
  await cluster.request("PATCH", path, {
    metadata: {
      annotations: { "csi.alpha.kubernetes.io/node-id": attachment.spec.nodeName },
      finalizers: [finalizer(attachment)],
    },
  });
  await cluster.request("PATCH", `${path}/status`, {
    status: { attached: true, attachError: null },
  });
}

/** Marks that a volume could not be attached, and why in the driver's words. */
export async function markAttachError(
  cluster: Cluster,
  attachment: VolumeAttachment,
  message: string,
): Promise<void> {
  await cluster.request("PATCH", `${attachments}/${attachment.metadata.name}/status`, {
    status: { attached: false, attachError: { message, time: new Date().toISOString() } },
  });
}

/** Lets a VolumeAttachment that was deleted go, as an external attacher does after detaching. */
export async function markDetached(cluster: Cluster, attachment: VolumeAttachment): Promise<void> {
  await cluster.request("PATCH", `${attachments}/${attachment.metadata.name}`, {
    metadata: { finalizers: null },
  });
}

function finalizer({ spec }: VolumeAttachment): string {
  return `external-attacher/${spec.attacher.replaceAll(".", "-")}`;
}
