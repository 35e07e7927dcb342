import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, no, noModes, yes } from "../mode-support.ts";

const trident = repository("NetApp/trident");
const docs = repository("NetAppDocs/trident");
const kubernetes = repository("kubernetes/kubernetes");

const nas = docs.file("trident-use/ontap-nas.adoc");
const san = docs.file("trident-use/ontap-san.adoc");
const classes = docs.file("trident-use/create-stor-class.adoc");
const selection = trident.file("core/common.go");

export const netapp: readonly Driver[] = [
  {
    names: ["csi.trident.netapp.io"],
    product: "NetApp Trident (ONTAP)",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(true, trident.file("cli/k8s_client/yaml_factory.go")),
    fsGroupPolicy: fact(
      "ReadWriteOnceWithFSType",
      kubernetes.file("pkg/volume/csi/csi_mounter.go", "supportsFSGroup"),
    ),
    variants: [
      {
        name: "ontap-nas",
        when: [
          {
            parameter: {
              name: "backendType",
              oneOf: ["ontap-nas", "ontap-nas-economy", "ontap-nas-flexgroup"],
            },
          },
          {
            parameter: { name: "backendType", absent: true },
            volumeMode: "Filesystem",
            accessModes: ["ReadWriteMany"],
          },
        ],
        medium: "file",
        filesystem: fact(modes(yes, yes, yes, yes), nas),
        block: fact(noModes, nas),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend" }, classes),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A volume over NFS; the backend object holds server and credentials.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: { StorageClass: { parameters: { backendType: "ontap-nas" } } },
            },
            classes,
            nas,
          ),
        ],
        notes: [],
      },
      {
        name: "ontap-san",
        when: [
          { parameter: { name: "backendType", oneOf: ["ontap-san", "ontap-san-economy"] } },
          {
            parameter: { name: "backendType", absent: true },
            volumeMode: "Block",
            accessModes: ["ReadWriteMany"],
          },
        ],
        medium: "block",
        filesystem: fact(modes(yes, no, no, yes), san),
        block: fact(modes(yes, yes, yes, yes), san),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend" }, classes),
        size: derived({ limit: "device" }, san),
        manifests: [
          fact(
            {
              purpose: "A raw device that pods on several nodes write.",
              gives: ["ReadOnlyMany", "ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { backendType: "ontap-san" } },
                PersistentVolumeClaim: { spec: { volumeMode: "Block" } },
              },
            },
            classes,
            san,
          ),
        ],
        notes: [
          fact("ReadOnlyMany and ReadWriteMany are not available with a file system.", san),
          fact(
            "Without a backendType, ReadWriteMany with a file system selects a file backend, as a raw device a block backend.",
            selection,
          ),
        ],
      },
    ],
  },
];
