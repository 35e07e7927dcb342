import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, no, noModes, notApplicable, yes, yesAsSingleWriter } from "../mode-support.ts";

const vsphereCsi = repository("kubernetes-sigs/vsphere-csi-driver");
const kubernetes = repository("kubernetes/kubernetes");
const importer = repository("kubevirt/containerized-data-importer");

const modesOfDriver = vsphereCsi.file("pkg/csi/service/common/util.go");
const typesOfDriver = vsphereCsi.file("pkg/csi/service/common/types.go");
const manifest = vsphereCsi.file("manifests/vanilla/vsphere-csi-driver.yaml");
const fileExample = vsphereCsi.file("example/vanilla-k8s-RWM-filesystem-volumes/example-sc.yaml");

export const vsphere: readonly Driver[] = [
  {
    names: ["csi.vsphere.vmware.com"],
    product: "vSphere CNS",
    cloud: "vsphere",
    kind: "csi",
    attachRequired: fact(true, manifest),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      kubernetes.file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup"),
    ),
    variants: [
      {
        name: "vSAN File Services",
        when: [{ accessModes: ["ReadOnlyMany", "ReadWriteMany"] }],
        medium: "file",
        filesystem: fact(
          modes(notApplicable, yes, yes, notApplicable),
          modesOfDriver,
          typesOfDriver,
        ),
        block: fact(noModes, modesOfDriver),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend", remark: "The vSAN cluster." }, modesOfDriver),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A file share; vSAN File Service must be there.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: { StorageClass: { parameters: { "csi.storage.k8s.io/fstype": "nfs4" } } },
            },
            fileExample,
          ),
        ],
        notes: [
          fact(
            "A raw device: block volume mode is not supported for ReadWriteMany or ReadOnlyMany volume creation.",
            modesOfDriver,
            importer.issue(3284),
          ),
          fact(
            "The CSIDriver object is the disks': file volumes are attached too, only the detach call is skipped.",
            manifest,
          ),
        ],
      },
      {
        name: "disk",
        medium: "block",
        filesystem: fact(
          modes(yes, notApplicable, notApplicable, yesAsSingleWriter),
          modesOfDriver,
          typesOfDriver,
        ),
        block: fact(modes(yes, no, no, yesAsSingleWriter), modesOfDriver, typesOfDriver),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend", remark: "Zones are optional." }, manifest),
        size: derived({ limit: "device" }, modesOfDriver),
        manifests: [],
        notes: [
          fact(
            "The access mode of the claim selects the kind: ReadWriteOnce makes a virtual disk, ReadWriteMany and ReadOnlyMany a file share.",
            modesOfDriver,
          ),
        ],
      },
    ],
  },
];
