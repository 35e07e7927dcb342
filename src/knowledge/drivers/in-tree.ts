import { page, repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, no, undocumentedModes, yes } from "../mode-support.ts";

const kubernetes = repository("kubernetes/kubernetes");

const accessModes = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);
const nfsVolumes = page(
  "kubernetes.io: Volumes, nfs",
  "https://kubernetes.io/docs/concepts/storage/volumes/#nfs",
);
const hostPathVolumes = page(
  "kubernetes.io: Volumes, hostPath",
  "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
);

/**
 * Volume plugins that are still inside Kubernetes; the plugin `local` is under
 * `kubernetes.io/no-provisioner`, the name that classes know. None of them looks at the access
 * mode of a volume when it mounts.
 */
export const inTree: readonly Driver[] = [
  {
    names: ["kubernetes.io/nfs"],
    product: "NFS, by Kubernetes itself",
    cloud: "onprem",
    kind: "plugin",
    attachRequired: fact(false, kubernetes.file("pkg/volume/nfs/nfs.go")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, no), accessModes),
        block: undocumentedModes,
        readOnlyMany: fact(
          "not-forced",
          kubernetes.file("pkg/volume/nfs/nfs.go"),
          kubernetes.issue(90885),
        ),
        topology: fact({ reach: "anywhere" }, nfsVolumes),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "An existing export.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: { PersistentVolume: { spec: { nfs: { server: null, path: null } } } },
            },
            nfsVolumes,
          ),
        ],
        notes: [
          fact("Mount options can be given by a PersistentVolume only, not in a pod.", nfsVolumes),
          fact(
            "readOnly in the nfs field of a PersistentVolume reaches nobody; the claim's in the pod does.",
            kubernetes.file("pkg/volume/nfs/nfs.go", "getVolumeSource"),
          ),
        ],
      },
    ],
  },
  {
    names: ["kubernetes.io/host-path"],
    product: "hostPath, by Kubernetes itself",
    cloud: "onprem",
    kind: "plugin",
    attachRequired: fact(false, kubernetes.file("pkg/volume/hostpath/host_path.go")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "local",
        filesystem: fact(modes(yes, no, no, no), accessModes),
        block: undocumentedModes,
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/hostpath/host_path.go")),
        topology: fact({ reach: "node" }, hostPathVolumes),
        size: undocumented,
        manifests: [],
        notes: [
          fact(
            "As a PersistentVolume it does not work with several nodes: each has a directory of its own.",
            page(
              "kubernetes.io: Persistent Volumes, types",
              "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes",
            ),
          ),
        ],
      },
    ],
  },
  {
    names: ["kubernetes.io/iscsi"],
    product: "iSCSI, by Kubernetes itself",
    cloud: "onprem",
    kind: "plugin",
    attachRequired: fact(true, kubernetes.file("pkg/volume/iscsi/attacher.go", "CanAttach")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, yes, no, no), accessModes),
        block: undocumentedModes,
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/iscsi/iscsi.go")),
        topology: undocumented,
        size: undocumented,
        manifests: [],
        notes: [],
      },
    ],
  },
  {
    names: ["kubernetes.io/fc"],
    product: "Fibre Channel, by Kubernetes itself",
    cloud: "onprem",
    kind: "plugin",
    attachRequired: fact(true, kubernetes.file("pkg/volume/fc/attacher.go", "CanAttach")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, yes, no, no), accessModes),
        block: undocumentedModes,
        readOnlyMany: derived("not-forced", kubernetes.file("pkg/volume/fc/fc.go")),
        topology: undocumented,
        size: undocumented,
        manifests: [],
        notes: [],
      },
    ],
  },
];
