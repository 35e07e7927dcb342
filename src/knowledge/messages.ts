import { repository } from "./citation.ts";
import { type Fact, fact, since } from "./fact.ts";

/** A text by which Kubernetes says, in an event, what a pod waits for. */
export interface MessagePattern {
  id: string;
  /** The event's reason. */
  reason:
    | "FailedAttachVolume"
    | "SuccessfulAttachVolume"
    | "FailedMount"
    | "FailedScheduling"
    | "FailedCreate"
    | "FailedBinding";
  /**
   * Named groups: `volume` (a PersistentVolume, or the entry of a pod's spec.volumes), `claim`,
   * `pods` (of the same namespace, separated by `, `), `otherPods` (how many in other
   * namespaces), `kind` and `name` (of the object that is missing), `detail` (the driver's or the
   * kubelet's own words).
   */
  pattern: RegExp;
  /** It counts only where no other pattern of the reason knows the text. */
  isRest?: true;
  meaning: Fact<string>;
  /** The texts as releases write them, `…` for what varies; each is found by its own pattern. */
  wordings: readonly Fact<string>[];
}

const kubernetes = repository("kubernetes/kubernetes");

const reconciler = kubernetes.file(
  "pkg/controller/volume/attachdetach/reconciler/reconciler.go",
  "reportMultiAttachError",
);
const newWording = kubernetes.issue(138837);
const operations = kubernetes.file("pkg/volume/util/operationexecutor/operation_generator.go");
const kubelet = kubernetes.file("pkg/kubelet/volumemanager/volume_manager.go");
const populator = kubernetes.file(
  "pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go",
);
const desiredState = kubernetes.file("pkg/kubelet/volumemanager/cache/desired_state_of_world.go");
const restrictions = kubernetes.file(
  "pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go",
);
const binder = kubernetes.file("pkg/scheduler/framework/plugins/volumebinding/binder.go");
const configMap = kubernetes.file("pkg/volume/configmap/configmap.go");
const secret = kubernetes.file("pkg/volume/secret/secret.go");
const projected = kubernetes.file("pkg/volume/projected/projected.go", "collectData");
const objectManager = kubernetes.file("pkg/kubelet/util/manager/watch_based_manager.go");
const hostPath = kubernetes.file("pkg/volume/hostpath/host_path.go", "checkType");
const csiClient = kubernetes.file("pkg/volume/csi/csi_client.go");
const limits = kubernetes.file("pkg/scheduler/framework/plugins/nodevolumelimits/csi.go");
const quotas = kubernetes.file(
  "staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go",
);
const ranges = kubernetes.file("plugin/pkg/admission/limitranger/admission.go");
const ephemeral = kubernetes.file("pkg/controller/volume/ephemeral/controller.go");
const binding = kubernetes.file("pkg/scheduler/framework/plugins/volumebinding/volume_binding.go");

export const MESSAGE_PATTERNS: readonly MessagePattern[] = [
  {
    id: "waits-for-detach",
    reason: "FailedAttachVolume",
    pattern:
      /(?:Multi-Attach error|Waiting for detach) for volume "(?<volume>[^"]+)" Volume is already exclusively attached to one node/,
    meaning: fact(
      "The volume is still attached to another node, but no pod there is known to use it any more: detaching is under way. The event is sent once for each volume and node, so that a missing one proves nothing.",
      reconciler,
      kubernetes.issue(138836),
    ),
    wordings: [
      fact(
        'Multi-Attach error for volume "…" Volume is already exclusively attached to one node and can\'t be attached to another',
        reconciler,
      ),
      since(
        "1.37, in later patch releases of 1.36 and 1.35 too",
        fact(
          'Waiting for detach for volume "…" Volume is already exclusively attached to one node, waiting on detach before it can be attached to another node',
          newWording,
        ),
      ),
    ],
  },
  {
    id: "used-on-another-node",
    reason: "FailedAttachVolume",
    pattern:
      /(?:Multi-Attach error|Waiting for detach) for volume "(?<volume>[^"]+)" Volume is already used by (?:pod\(s\) (?<pods>[^\s,]+(?:, [^\s,]+)*))?(?: and )?(?:(?<otherPods>\d+) pod\(s\) in different namespaces)?/,
    meaning: fact(
      "Pods on another node use the volume, and it can be attached to one node only. Pods of other namespaces are counted, not named. The event is sent once for each volume and node, so that a missing one proves nothing.",
      reconciler,
    ),
    wordings: [
      fact('Multi-Attach error for volume "…" Volume is already used by pod(s) …, …', reconciler),
      fact(
        'Multi-Attach error for volume "…" Volume is already used by pod(s) … and 2 pod(s) in different namespaces',
        reconciler,
      ),
      fact(
        'Multi-Attach error for volume "…" Volume is already used by 2 pod(s) in different namespaces',
        reconciler,
      ),
      since(
        "1.37, in later patch releases of 1.36 and 1.35 too",
        fact('Waiting for detach for volume "…" Volume is already used by pod(s) …', newWording),
      ),
    ],
  },
  {
    id: "attach-failed",
    reason: "FailedAttachVolume",
    pattern: /AttachVolume\.Attach failed for volume "(?<volume>[^"]+)" : (?<detail>.+)/s,
    meaning: fact(
      "The driver, or the attacher beside it, refused to attach the volume: the text behind the colon is its own.",
      operations,
    ),
    wordings: [fact('AttachVolume.Attach failed for volume "…" : …', operations)],
  },
  {
    id: "attached",
    reason: "SuccessfulAttachVolume",
    pattern: /AttachVolume\.Attach succeeded for volume "(?<volume>[^"]+)"/,
    meaning: fact("The volume was attached to the pod's node.", operations),
    wordings: [fact('AttachVolume.Attach succeeded for volume "…" ', operations)],
  },
  {
    id: "mount-wait-over",
    reason: "FailedMount",
    pattern:
      /Unable to attach or mount volumes: unmounted volumes=\[(?<volume>[^\]]*)\].*?unattached volumes=\[[^\]]*\](?:, failed to process volumes=\[[^\]]*\])?: (?<detail>.+)/s,
    meaning: fact(
      "The kubelet waited for the volumes in vain and begins again. Newer kubelets send no event where only time ran out.",
      kubelet,
      kubernetes.file("pkg/kubelet/kubelet.go"),
    ),
    wordings: [
      fact(
        "Unable to attach or mount volumes: unmounted volumes=[…], unattached volumes=[…], failed to process volumes=[]: context deadline exceeded",
        kubelet,
      ),
      fact(
        "Unable to attach or mount volumes: unmounted volumes=[…], unattached volumes=[…]: timed out waiting for the condition",
        kubelet,
      ),
    ],
  },
  {
    id: "single-pod-volume-in-use",
    reason: "FailedMount",
    pattern:
      /MountVolume\.SetUp failed for volume "(?<volume>[^"]+)" : volume uses the ReadWriteOncePod access mode and is already in use by another pod/,
    meaning: fact(
      "Another pod of this node uses the ReadWriteOncePod volume, and the scheduler was not asked.",
      operations,
    ),
    wordings: [
      fact(
        'MountVolume.SetUp failed for volume "…" : volume uses the ReadWriteOncePod access mode and is already in use by another pod',
        operations,
      ),
    ],
  },
  {
    id: "mount-failed",
    reason: "FailedMount",
    pattern:
      /(?:MountVolume|MapVolume)\.\w+ failed for volume "(?<volume>[^"]+)" : (?<detail>(?:kubernetes\.io\/csi: .*?)?rpc error: .+)/s,
    meaning: fact(
      "The driver on the node refused to mount the volume: the text behind the colon is its own.",
      operations,
    ),
    wordings: [
      fact('MountVolume.SetUp failed for volume "…" : rpc error: …', operations),
      fact('MountVolume.MountDevice failed for volume "…" : rpc error: …', operations),
    ],
  },
  {
    id: "driver-not-registered",
    reason: "FailedMount",
    pattern:
      /failed for volume "(?<volume>[^"]+)" : (?<detail>.*driver name \S+ not found in the list of registered CSI drivers)/s,
    meaning: fact(
      "The kubelet of the node knows no such driver: its pod does not run there, or has not registered yet.",
      csiClient,
    ),
    wordings: [
      fact(
        'MountVolume.MountDevice failed for volume "…" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name … not found in the list of registered CSI drivers',
        csiClient,
        kubernetes.file("pkg/volume/csi/csi_attacher.go"),
      ),
      fact(
        'MountVolume.SetUp failed for volume "…" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name … not found in the list of registered CSI drivers',
        csiClient,
        kubernetes.file("pkg/volume/csi/csi_mounter.go"),
      ),
    ],
  },
  {
    id: "object-not-found",
    reason: "FailedMount",
    pattern:
      /failed for volume "(?<volume>[^"]+)" : (?!.*rpc error:)(?<detail>.*?(?<kind>configmap|secret)s? "(?<name>[^"]+)" not found.*)/s,
    meaning: fact(
      "The ConfigMap or Secret that the volume is made from does not exist in the pod's namespace. The node tries again and again; once it is there, the pod goes on by itself.",
      configMap,
      secret,
      projected,
      objectManager,
    ),
    wordings: [
      fact('MountVolume.SetUp failed for volume "…" : configmap "…" not found', configMap),
      fact('MountVolume.SetUp failed for volume "…" : secret "…" not found', secret),
      fact(
        'MountVolume.SetUp failed for volume "…" : [configmap "…" not found, secret "…" not found]',
        projected,
      ),
    ],
  },
  {
    id: "key-not-found",
    reason: "FailedMount",
    pattern:
      /failed for volume "(?<volume>[^"]+)" : .*?references non-existent (?:config|secret) key: (?<detail>[^\s,\]]+)/s,
    meaning: fact(
      "The volume's items name a key that the ConfigMap or Secret does not have.",
      configMap,
      secret,
    ),
    wordings: [
      fact(
        'MountVolume.SetUp failed for volume "…" : configmap references non-existent config key: …',
        configMap,
      ),
      fact(
        'MountVolume.SetUp failed for volume "…" : references non-existent secret key: …',
        secret,
      ),
    ],
  },
  {
    id: "object-not-registered",
    reason: "FailedMount",
    pattern:
      /failed for volume "(?<volume>[^"]+)" : (?<detail>.*object "[^"]*"\/"[^"]*" not registered.*)/s,
    meaning: fact(
      "The kubelet does not look after the pod's ConfigMaps and Secrets: it begins with that when it gets the pod, and stops when the pod ends. Whether the object exists this does not say.",
      objectManager,
    ),
    wordings: [
      fact(
        'MountVolume.SetUp failed for volume "…" : object "…"/"…" not registered',
        objectManager,
      ),
    ],
  },
  {
    id: "object-cache-late",
    reason: "FailedMount",
    pattern:
      /failed for volume "(?<volume>[^"]+)" : (?<detail>.*failed to sync (?:configmap|secret) cache: .+)/s,
    meaning: fact(
      "The kubelet asked the API server for the ConfigMap or Secret and had no answer in time; it tries again.",
      objectManager,
    ),
    wordings: [
      fact(
        'MountVolume.SetUp failed for volume "…" : failed to sync configmap cache: timed out waiting for the condition',
        objectManager,
      ),
      fact(
        'MountVolume.SetUp failed for volume "…" : failed to sync secret cache: timed out waiting for the condition',
        objectManager,
      ),
    ],
  },
  {
    id: "host-path-type",
    reason: "FailedMount",
    pattern:
      /failed for volume "(?<volume>[^"]+)" : (?<detail>hostPath (?:type check failed[:,] .+|\S+ doesn't exist))/s,
    meaning: fact(
      "The kubelet looked at the path on its node before it mounted it: it is not there, or not of the type that the pod's hostPath asks for.",
      hostPath,
    ),
    wordings: [
      fact(
        'MountVolume.SetUp failed for volume "…" : hostPath type check failed: … is not a directory',
        hostPath,
      ),
      fact('MountVolume.SetUp failed for volume "…" : hostPath … doesn\'t exist', hostPath),
    ],
  },
  {
    id: "wrong-node",
    reason: "FailedMount",
    pattern: /NodeAffinity check failed for volume "(?<volume>[^"]+)" : (?<detail>.+)/s,
    meaning: fact(
      "The volume's node affinity does not match the node: the pod was put there without the scheduler, or the node's labels have changed.",
      operations,
    ),
    wordings: [
      fact(
        'MountVolume.NodeAffinity check failed for volume "…" : no matching NodeSelectorTerms',
        operations,
      ),
    ],
  },
  {
    id: "mount-error",
    reason: "FailedMount",
    isRest: true,
    pattern:
      /(?:MountVolume|MapVolume)\.\w+.*? failed for volume "(?<volume>[^"]+)" : (?<detail>.+)/s,
    meaning: fact(
      "The kubelet, or a program that it called, could not mount the volume: the text behind the colon says why.",
      operations,
    ),
    wordings: [
      fact(
        'MountVolume.SetUp failed for volume "…" : mount failed: exit status 32',
        kubernetes.file("staging/src/k8s.io/mount-utils/mount_linux.go"),
      ),
    ],
  },
  {
    id: "wrong-volume-mode",
    reason: "FailedMount",
    pattern:
      /volume (?<volume>\S+) has volumeMode (?:Block|Filesystem), but is specified in volume(?:Mounts|Devices)/,
    meaning: fact(
      "The container lists the volume in the wrong place: raw devices belong into volumeDevices, file systems into volumeMounts.",
      populator,
    ),
    wordings: [
      fact("volume … has volumeMode Block, but is specified in volumeMounts", populator),
      fact("volume … has volumeMode Filesystem, but is specified in volumeDevices", populator),
    ],
  },
  {
    id: "selinux-conflict",
    reason: "FailedMount",
    pattern: /conflicting SELinux labels of volume (?<volume>\S+): (?<detail>.+)/s,
    meaning: fact(
      "Two pods of the node want the volume with different SELinux labels, and it is mounted with one.",
      desiredState,
    ),
    wordings: [fact('conflicting SELinux labels of volume …: "…" and "…"', desiredState)],
  },
  {
    id: "single-pod-claim-in-use",
    reason: "FailedScheduling",
    pattern:
      /node\(s\) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod|node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode/,
    meaning: fact(
      "Another pod uses the ReadWriteOncePod claim: one in the whole cluster may.",
      restrictions,
    ),
    wordings: [
      fact(
        "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
        restrictions,
      ),
      fact(
        "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode",
        restrictions,
      ),
    ],
  },
  {
    id: "node-affinity",
    reason: "FailedScheduling",
    pattern:
      /node\(s\) didn't match PersistentVolume's node affinity|node\(s\) had volume node affinity conflict/,
    meaning: fact(
      "The volume can be reached from certain nodes only, by zone or by name, and the pod may go to none of them.",
      binder,
    ),
    wordings: [
      fact("node(s) didn't match PersistentVolume's node affinity", binder),
      fact("node(s) had volume node affinity conflict", binder),
    ],
  },
  {
    id: "unbound-immediate-claim",
    reason: "FailedScheduling",
    pattern: /pod has unbound immediate PersistentVolumeClaims/,
    meaning: fact(
      "A claim whose class binds at once has no volume yet: the claim's own events say why.",
      binding,
    ),
    wordings: [fact("pod has unbound immediate PersistentVolumeClaims", binding)],
  },
  {
    id: "no-volume-to-bind",
    reason: "FailedScheduling",
    pattern: /node\(s\) didn't find available persistent volumes to bind/,
    meaning: fact(
      "The claim waits for its first pod, and no node has a free volume that fits it.",
      binder,
    ),
    wordings: [fact("node(s) didn't find available persistent volumes to bind", binder)],
  },
  {
    id: "not-enough-storage",
    reason: "FailedScheduling",
    pattern: /node\(s\) did not have enough free storage/,
    meaning: fact("By the driver's capacity figures no node has room for the claim.", binder),
    wordings: [fact("node(s) did not have enough free storage", binder)],
  },
  {
    id: "disk-in-use",
    reason: "FailedScheduling",
    pattern: /node\(s\) had no available disk/,
    meaning: fact(
      "A pod names a disk in its own spec, not by a claim, that another pod of the node has already.",
      restrictions,
    ),
    wordings: [fact("node(s) had no available disk", restrictions)],
  },
  {
    id: "volume-lost",
    reason: "FailedScheduling",
    pattern:
      /node\(s\) unavailable due to one or more pvc\(s\) bound to non-existent pv\(s\)|persistentvolumeclaim "(?<claim>[^"]+)" bound to non-existent persistentvolume "(?<volume>[^"]*)"/,
    meaning: fact("A claim is bound to a volume that does not exist any more.", binder, binding),
    wordings: [
      fact("node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)", binder),
      fact('persistentvolumeclaim "…" bound to non-existent persistentvolume "…"', binding),
    ],
  },
  {
    id: "claim-not-found",
    reason: "FailedScheduling",
    pattern: /persistentvolumeclaim "(?<claim>[^"]+)" not found/,
    meaning: fact("There is no such claim in the pod's namespace.", binding),
    wordings: [fact('persistentvolumeclaim "…" not found', binding)],
  },
  {
    id: "claim-terminating",
    reason: "FailedScheduling",
    pattern: /persistentvolumeclaim "(?<claim>[^"]+)" is being deleted/,
    meaning: fact("The claim is being deleted, so no further pod may use it.", binding),
    wordings: [fact('persistentvolumeclaim "…" is being deleted', binding)],
  },
  {
    id: "ephemeral-claim-missing",
    reason: "FailedScheduling",
    pattern:
      /waiting for ephemeral volume controller to create the persistentvolumeclaim "(?<claim>[^"]+)"/,
    meaning: fact("The claim of a generic ephemeral volume is not made yet.", binding),
    wordings: [
      fact(
        'waiting for ephemeral volume controller to create the persistentvolumeclaim "…"',
        binding,
      ),
    ],
  },
  {
    id: "too-many-volumes",
    reason: "FailedScheduling",
    pattern: /node\(s\) exceed max volume count/,
    meaning: fact(
      "A node takes so many volumes of a driver and no more, and these nodes have them already.",
      limits,
    ),
    wordings: [fact("node(s) exceed max volume count", limits)],
  },
  {
    id: "quota-exceeded",
    reason: "FailedCreate",
    pattern:
      /persistentvolumeclaims "(?<claim>[^"]+)" is forbidden: exceeded quota: (?<detail>[^,]+, requested: .+)/s,
    meaning: fact("The claim is more than a ResourceQuota of the namespace leaves.", quotas),
    wordings: [
      fact(
        'persistentvolumeclaims "…" is forbidden: exceeded quota: …, requested: …, used: …, limited: …',
        quotas,
      ),
    ],
  },
  {
    id: "claim-size-refused",
    reason: "FailedCreate",
    pattern:
      /persistentvolumeclaims "(?<claim>[^"]+)" is forbidden: .*?(?<detail>(?:maximum|minimum) storage usage per PersistentVolumeClaim is .+)/s,
    meaning: fact(
      "The claim asks for more or less than a LimitRange of the namespace lets one.",
      ranges,
    ),
    wordings: [
      fact(
        'persistentvolumeclaims "…" is forbidden: maximum storage usage per PersistentVolumeClaim is …, but request is …',
        ranges,
      ),
      fact(
        'persistentvolumeclaims "…" is forbidden: minimum storage usage per PersistentVolumeClaim is …, but request is …',
        ranges,
      ),
    ],
  },
  {
    id: "ephemeral-quota-exceeded",
    reason: "FailedBinding",
    pattern:
      /ephemeral volume (?<volume>[^:]+): create PVC [^:]+: persistentvolumeclaims "(?<claim>[^"]+)" is forbidden: exceeded quota: (?<detail>[^,]+, requested: .+)/s,
    meaning: fact(
      "The claim is more than a ResourceQuota of the namespace leaves.",
      quotas,
      ephemeral,
    ),
    wordings: [
      fact(
        'ephemeral volume …: create PVC …: persistentvolumeclaims "…" is forbidden: exceeded quota: …, requested: …, used: …, limited: …',
        ephemeral,
      ),
    ],
  },
  {
    id: "ephemeral-size-refused",
    reason: "FailedBinding",
    pattern:
      /ephemeral volume (?<volume>[^:]+): create PVC [^:]+: persistentvolumeclaims "(?<claim>[^"]+)" is forbidden: .*?(?<detail>(?:maximum|minimum) storage usage per PersistentVolumeClaim is .+)/s,
    meaning: fact(
      "The claim asks for more or less than a LimitRange of the namespace lets one.",
      ranges,
      ephemeral,
    ),
    wordings: [
      fact(
        'ephemeral volume …: create PVC …: persistentvolumeclaims "…" is forbidden: maximum storage usage per PersistentVolumeClaim is …, but request is …',
        ephemeral,
      ),
      fact(
        'ephemeral volume …: create PVC …: persistentvolumeclaims "…" is forbidden: minimum storage usage per PersistentVolumeClaim is …, but request is …',
        ephemeral,
      ),
    ],
  },
];
