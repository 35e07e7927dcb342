import { repository } from "../citation.ts";
import type { Condition } from "../condition.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import {
  modes,
  no,
  noModes,
  onlyIf,
  undocumentedModes,
  unknown,
  yes,
  yesAsSingleWriter,
} from "../mode-support.ts";

const kubernetes = repository("kubernetes/kubernetes");
const website = repository("kubernetes/website");
const localPath = repository("rancher/local-path-provisioner");
const minikube = repository("kubernetes/minikube");
const dockerForWindows = repository("docker/for-win");
const dockerForMac = repository("docker/for-mac");
const hostPath = repository("kubernetes-csi/csi-driver-host-path");
const staticProvisioner = repository("kubernetes-sigs/sig-storage-local-static-provisioner");
const topolvm = repository("topolvm/topolvm");

const localPathProvisioner = localPath.file("provisioner.go");
const minikubeProvisioner = minikube.file("pkg/storage/storage_provisioner.go");
const hostPathReadme = hostPath.file("README.md");
const topolvmController = topolvm.file("internal/driver/controller.go");

const sharedPath: Condition = {
  sentence:
    "sharedFileSystemPath is set in the provisioner's config.json, for all classes or for this one",
};
const oneNode: Condition = {
  sentence: "all pods are on one node: every node has a directory of its own",
};

export const local: readonly Driver[] = [
  {
    names: ["rancher.io/local-path"],
    product: "local-path provisioner (k3s, kind)",
    cloud: "onprem",
    kind: "provisioner",
    attachRequired: fact(false, localPathProvisioner),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(
          modes(yes, onlyIf(sharedPath), onlyIf(sharedPath), yes),
          localPathProvisioner,
          localPath.file("README.md"),
        ),
        block: fact(noModes, localPathProvisioner),
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/hostpath/host_path.go")),
        topology: fact(
          {
            reach: "node",
            remark: "With sharedFileSystemPath the volume has no node affinity.",
          },
          localPathProvisioner,
        ),
        size: fact(
          { limit: "none", remark: "The capacity limit is ignored." },
          localPath.file("README.md"),
        ),
        manifests: [],
        notes: [
          fact(
            "Other modes: NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes.",
            localPathProvisioner,
          ),
          fact(
            "Its volumes are of Kubernetes' own type hostPath, by an annotation local.",
            localPath.file("README.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["k8s.io/minikube-hostpath"],
    product: "minikube",
    cloud: "onprem",
    kind: "provisioner",
    attachRequired: fact(false, minikubeProvisioner),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(
          modes(yes, onlyIf(oneNode), onlyIf(oneNode), unknown),
          minikubeProvisioner,
          minikube.issue(12360),
        ),
        block: undocumentedModes,
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/hostpath/host_path.go")),
        topology: fact({ reach: "node", remark: "No node affinity is set." }, minikubeProvisioner),
        size: fact({ limit: "none" }, minikubeProvisioner),
        manifests: [],
        notes: [
          fact("Any requested mode is copied to the volume, none is checked.", minikubeProvisioner),
          fact(
            "With several nodes, pods silently use different directories: use the csi-hostpath addon.",
            minikube.issue(12360),
            minikube.file("site/content/en/docs/tutorials/multi_node.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["docker.io/hostpath"],
    product: "Docker Desktop",
    cloud: "onprem",
    kind: "provisioner",
    attachRequired: fact(false, dockerForWindows.issue(1758)),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(
          modes(yes, unknown, unknown, unknown),
          dockerForWindows.issue(1758),
          dockerForMac.issue(3331),
        ),
        block: undocumentedModes,
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/hostpath/host_path.go")),
        topology: fact(
          { reach: "node", remark: "There is one node." },
          dockerForWindows.issue(1758),
        ),
        size: undocumented,
        manifests: [],
        notes: [
          fact(
            "The source is closed; issues show volumes of type hostPath.",
            dockerForWindows.issue(1758),
          ),
          fact("Several pods can write one ReadWriteOnce claim.", dockerForMac.issue(3331)),
        ],
      },
    ],
  },
  {
    names: ["hostpath.csi.k8s.io"],
    product: "CSI hostpath (test driver)",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(
      true,
      hostPath.file("deploy/kubernetes-1.34/hostpath/csi-hostpath-driverinfo.yaml"),
    ),
    fsGroupPolicy: fact(
      "File",
      hostPath.file("deploy/kubernetes-1.34/hostpath/csi-hostpath-driverinfo.yaml"),
    ),
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(
          modes(yes, onlyIf(oneNode), onlyIf(oneNode), yes),
          hostPath.file("pkg/hostpath/nodeserver.go"),
          hostPathReadme,
        ),
        block: fact(modes(yes, unknown, unknown, yes), hostPath.file("pkg/hostpath/nodeserver.go")),
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "node", remark: "Where it is deployed on several nodes." },
          hostPathReadme,
        ),
        size: undocumented,
        manifests: [],
        notes: [
          fact("Just a demo implementation.", hostPathReadme),
          fact(
            "Deployed on several nodes its CSIDriver says attachRequired: false.",
            hostPath.file("deploy/kubernetes-distributed/hostpath/csi-hostpath-driverinfo.yaml"),
          ),
          fact(
            "A second pod with ReadWriteOncePod is refused by the driver, too.",
            hostPath.file("pkg/hostpath/nodeserver.go"),
          ),
        ],
      },
    ],
  },
  {
    names: ["kubernetes.io/no-provisioner"],
    product: "Static local volumes",
    cloud: "onprem",
    kind: "plugin",
    attachRequired: fact(false, kubernetes.file("pkg/volume/local/local.go")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(
          modes(
            yes,
            onlyIf({
              sentence: "whoever made the volume gave it this mode; it still means one node",
            }),
            onlyIf({
              sentence: "whoever made the volume gave it this mode; it still means one node",
            }),
            unknown,
          ),
          staticProvisioner.file("pkg/common/common.go"),
          staticProvisioner.file("docs/provisioner.md"),
        ),
        block: fact(
          modes(yes, unknown, unknown, unknown),
          staticProvisioner.file("docs/operations.md"),
        ),
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/local/local.go")),
        topology: fact(
          { reach: "node", remark: "The volume must have a node affinity." },
          website.file("content/en/docs/concepts/storage/volumes.md", "local"),
        ),
        size: fact(
          {
            limit: "none",
            remark: "Directories of one disk share its space; a partition of its own is a limit.",
          },
          staticProvisioner.file("docs/operations.md"),
        ),
        manifests: [
          fact(
            {
              purpose: "Several pods of one node on one local volume.",
              gives: ["ReadWriteOnce"],
              objects: { StorageClass: { volumeBindingMode: "WaitForFirstConsumer" } },
            },
            website.file("content/en/docs/concepts/storage/volumes.md", "local"),
          ),
        ],
        notes: [
          fact(
            "The static provisioner sets ReadWriteOnce unless its option accessMode says otherwise.",
            staticProvisioner.file("pkg/common/common.go"),
            staticProvisioner.file("docs/provisioner.md"),
          ),
          fact("Several pods may use one volume, all on its node.", staticProvisioner.issue(168)),
        ],
      },
    ],
  },
  {
    names: ["topolvm.io", "topolvm.cybozu.com"],
    product: "TopoLVM",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, topolvm.file("charts/topolvm/templates/controller/csidriver.yaml")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), topolvmController),
        block: fact(modes(yes, no, no, yesAsSingleWriter), topolvmController),
        readOnlyMany: undocumented,
        topology: fact({ reach: "node" }, topolvmController),
        size: fact(
          { limit: "device", remark: "The size is that of a logical volume." },
          topolvm.file("internal/driver/node.go"),
        ),
        manifests: [],
        notes: [fact("Other modes: unsupported access mode: ….", topolvmController)],
      },
    ],
  },
];
