import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { MESSAGE_PATTERNS } from "../messages.ts";
import { commands, row, statement, type Topic, table } from "../topic.ts";

const kubernetes = repository("kubernetes/kubernetes");
const reconciler = kubernetes.file("pkg/controller/volume/attachdetach/reconciler/reconciler.go");
const controller = kubernetes.file(
  "pkg/controller/volume/attachdetach/attach_detach_controller.go",
  "ReconcilerMaxWaitForUnmountDuration",
);
const nodeShutdown = page(
  "kubernetes.io: Node Shutdowns, non-graceful node shutdown",
  "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown",
);
const forcedDetach = page(
  "kubernetes.io: Node Shutdowns, forced storage detach on timeout",
  "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout",
);
const podTermination = page(
  "kubernetes.io: Pod Lifecycle, termination",
  "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
);
const attachments = repository("kubernetes/api").file("storage/v1/types.go", "VolumeAttachment");
const deployments = repository("kubernetes/api").file(
  "apps/v1/types.go",
  "RollingUpdateDeployment",
);

const messages = MESSAGE_PATTERNS.filter(({ id }) =>
  ["waits-for-detach", "used-on-another-node"].includes(id),
);

export const multiAttach: Topic = {
  topic: "multi-attach",
  title: "Multi-Attach error: the volume is still on another node",
  summary: "“Multi-Attach error” and “Waiting for detach”: causes and cures",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "A pod wants a volume on its node, but the volume may be attached to one node only and still is to another. The pod stays in ContainerCreating.",
            reconciler,
          ),
        ),
        statement(
          fact(
            "If no pod uses it there any more, detaching is under way: wait. A short such message is normal whenever a pod moves.",
            reconciler,
            kubernetes.issue(138836),
          ),
        ),
        statement(
          fact(
            "If a pod still uses it, waiting helps only as far as that pod goes away. Mostly it is the old pod of a rolling update, a second replica, or a pod on a dead node.",
            reconciler,
            repository("Azure/AKS").issue(1919),
          ),
        ),
      ],
    },
    {
      title: "What the message says",
      blocks: [
        table(
          ["meaning", "text of the event FailedAttachVolume"],
          ...messages.flatMap(({ id, wordings }) =>
            wordings.map(({ value, citations }) => ({
              cells: [id === "waits-for-detach" ? "detaching" : "in use", value],
              citations,
            })),
          ),
        ),
        statement(
          since(
            "1.37",
            fact(
              "“Waiting for detach” is the new wording of “Multi-Attach error” and means the same. Later patch releases of 1.36 and 1.35 have it too. Look for the reason, FailedAttachVolume, and for either text.",
              kubernetes.issue(138837),
            ),
          ),
        ),
        statement(
          fact(
            "The event comes once for each volume and node, and the API server forgets events after an hour by default. A missing event proves nothing; the pod may still wait.",
            reconciler,
            kubernetes.file("pkg/controlplane/apiserver/options/options.go", "EventTTL"),
          ),
        ),
        statement(
          fact(
            "The truth of now is the VolumeAttachment: one for each volume and node, with status.attached and the attacher's error. Drivers that do not attach have none, and never this message.",
            attachments,
            kubernetes.file("pkg/controller/volume/attachdetach/util/util.go"),
          ),
        ),
        commands("where the volume is, who holds it, who waits", [
          "kubectl shared explain pod/db-69596b7c85-pz9xr",
          "kubectl shared who-mounts pvc/db-data -o tree",
          "kubectl get volumeattachments",
          "kubectl get events --field-selector reason=FailedAttachVolume",
        ]),
      ],
    },
    {
      title: "Causes and cures, safest first",
      blocks: [
        table(
          ["cause", "cure"],
          row(
            ["the pod has moved", "wait until the old node has unmounted the volume"],
            kubernetes.issue(138836),
          ),
          row(
            [
              "a rolling update",
              "strategy: Recreate, or maxSurge: 0 with maxUnavailable: 1, so that the old pod stops first",
            ],
            deployments,
            repository("Azure/AKS").issue(1919),
          ),
          row(
            [
              "several replicas",
              "one replica; pod affinity on kubernetes.io/hostname; a StatefulSet with a claim for each; or ReadWriteMany on another storage",
            ],
            reconciler,
          ),
          row(
            [
              "the holder terminates",
              "wait for it: it has terminationGracePeriodSeconds, 30 by default, to stop",
            ],
            podTermination,
          ),
          row(
            ["its node is down", "see below: make sure that it is off, then the taint"],
            nodeShutdown,
          ),
        ),
        statement(
          derived(
            "With maxSurge 25 %, the default, even one replica surges: the new pod waits for the volume, the old one for the new pod. That never ends by itself.",
            deployments,
          ),
        ),
        commands("a Deployment that stops the old pod first", [
          `kubectl patch deployment db -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
        ]),
        statement(
          fact(
            "Often read: “the disk cannot be mounted in several places, so switch to EFS or Azure Files.” For a rolling update that is the wrong cure: the strategy is the cause.",
            repository("Azure/AKS").issue(1919),
          ),
        ),
      ],
    },
    {
      title: "When the node is dead",
      blocks: [
        statement(
          fact(
            "A volume that its node reports as mounted is not detached, because a node that only lost its network may still write to it.",
            reconciler,
            nodeShutdown,
          ),
        ),
        statement(
          fact(
            "Six minutes after no pod there wants the volume any more, it is detached by force if the node is not ready. The flag disable-force-detach-on-timeout of kube-controller-manager turns that off.",
            controller,
            reconciler,
            forcedDetach,
          ),
        ),
        statement(
          fact(
            "The six minutes do not begin while a Terminating pod on the dead node counts as running: no kubelet is there to end it. That never cures itself.",
            reconciler,
            nodeShutdown,
          ),
        ),
        statement(
          since(
            "1.28",
            fact(
              "The taint node.kubernetes.io/out-of-service force-deletes the node's pods that do not tolerate it and detaches its volumes at once. Set it only when the machine is surely off: two writers destroy a file system.",
              nodeShutdown,
              { ...repository("kubernetes/enhancements").issue(2268), document: "KEP 2268" },
            ),
          ),
        ),
        commands("free the volumes of a node that is off, and take the taint away afterwards", [
          "kubectl get node node-a",
          "kubectl taint nodes node-a node.kubernetes.io/out-of-service=nodeshutdown:NoExecute",
          "kubectl taint nodes node-a node.kubernetes.io/out-of-service-",
        ]),
      ],
    },
  ],
  related: ["rwo", "workloads", "troubleshooting", "block-vs-file"],
};
