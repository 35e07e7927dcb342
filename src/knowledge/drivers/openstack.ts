import { repository } from "../citation.ts";
import type { Condition } from "../condition.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, noModes, onlyIf, unknown, yes, yesAsSingleWriter } from "../mode-support.ts";

const provider = repository("kubernetes/cloud-provider-openstack");
const kubernetes = repository("kubernetes/kubernetes");

const cinderController = provider.file("pkg/csi/cinder/controllerserver.go");
const cinderFeatures = provider.file("docs/cinder-csi-plugin/features.md", "Multi-Attach Volumes");
const manilaDriver = provider.file("pkg/csi/manila/driver.go");
const manilaUse = provider.file("docs/manila-csi-plugin/using-manila-csi-plugin.md");

const multiAttach: Condition = {
  sentence: 'the StorageClass names a Cinder volume type with multiattach="<is> True"',
};

export const openstack: readonly Driver[] = [
  {
    names: ["cinder.csi.openstack.org"],
    product: "OpenStack Cinder",
    cloud: "openstack",
    kind: "csi",
    attachRequired: fact(true, provider.file("manifests/cinder-csi-plugin/csi-cinder-driver.yaml")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      kubernetes.file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup"),
    ),
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(
          modes(yes, unknown, onlyIf(multiAttach), yesAsSingleWriter),
          provider.file("pkg/csi/cinder/driver.go"),
          cinderController,
          cinderFeatures,
        ),
        block: fact(
          modes(yes, unknown, onlyIf(multiAttach), yesAsSingleWriter),
          provider.file("pkg/csi/cinder/driver.go"),
          cinderController,
          cinderFeatures,
        ),
        readOnlyMany: undocumented,
        sharedDisk: derived(
          "A multiattach volume is one disk at several nodes: an ordinary file system that several nodes write is corrupted.",
          cinderFeatures,
        ),
        topology: fact(
          { reach: "zone", remark: "The key is topology.cinder.csi.openstack.org/zone." },
          provider.file("pkg/csi/cinder/driver.go"),
        ),
        size: derived({ limit: "device" }, cinderController),
        manifests: [
          fact(
            {
              purpose: "A raw device that pods on several nodes write.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { type: null } },
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" },
                },
                Pod: { spec: { containers: [{ volumeDevices: null }] } },
              },
            },
            cinderFeatures,
          ),
        ],
        notes: [
          fact(
            "Creation checks no access mode: a ReadWriteMany claim binds without a multiattach type and fails only at the second attach.",
            cinderController,
          ),
          derived(
            "An ordinary file system that several nodes write is corrupted: share raw devices only.",
            cinderFeatures,
          ),
        ],
      },
    ],
  },
  {
    names: [
      "manila.csi.openstack.org",
      "nfs.manila.csi.openstack.org",
      "cephfs.manila.csi.openstack.org",
    ],
    product: "OpenStack Manila",
    cloud: "openstack",
    kind: "csi",
    attachRequired: fact(false, provider.file("charts/manila-csi-plugin/templates/csidriver.yaml")),
    fsGroupPolicy: fact("None", provider.file("charts/manila-csi-plugin/values.yaml")),
    variants: [
      {
        name: null,
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, yesAsSingleWriter), manilaDriver),
        block: fact(noModes, manilaDriver),
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "backend", remark: "availability and autoTopology of the class." },
          manilaUse,
        ),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A share of its own for each claim.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    type: null,
                    shareNetworkID: null,
                    "nfs-shareClient": null,
                    "csi.storage.k8s.io/provisioner-secret-name": null,
                    "csi.storage.k8s.io/provisioner-secret-namespace": null,
                    "csi.storage.k8s.io/controller-expand-secret-name": null,
                    "csi.storage.k8s.io/controller-expand-secret-namespace": null,
                    "csi.storage.k8s.io/node-stage-secret-name": null,
                    "csi.storage.k8s.io/node-stage-secret-namespace": null,
                    "csi.storage.k8s.io/node-publish-secret-name": null,
                    "csi.storage.k8s.io/node-publish-secret-namespace": null,
                  },
                },
              },
            },
            provider.file("examples/manila-csi-plugin/nfs/dynamic-provisioning/storageclass.yaml"),
            manilaUse,
          ),
        ],
        notes: [
          fact("One deployment of the driver serves one share protocol.", manilaUse),
          fact("On the node csi-driver-nfs or ceph-csi does the work.", manilaUse),
          fact("The name is an option, --drivername.", manilaUse),
        ],
      },
    ],
  },
];
