import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact } from "../fact.ts";
import { modes, no, onlyIf, yes } from "../mode-support.ts";

const manager = repository("longhorn/longhorn-manager");
const website = repository("longhorn/website");

const controller = manager.file("csi/controller_server.go");
const rwxVolumes = website.file("content/docs/1.12.2/nodes-and-volumes/volumes/rwx-volumes.md");
const parameters = website.file("content/docs/1.12.2/references/storage-class-parameters.md");

export const longhorn: readonly Driver[] = [
  {
    names: ["driver.longhorn.io"],
    product: "Longhorn",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(true, manager.file("csi/deployment.go")),
    fsGroupPolicy: fact("ReadWriteOnceWithFSType", manager.file("csi/deployment.go")),
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(
          modes(
            yes,
            no,
            onlyIf({
              sentence: 'the StorageClass does not ask for `migratable: "true"`',
              test: { name: "migratable", noneOf: ["true"] },
            }),
            yes,
          ),
          controller,
          rwxVolumes,
          parameters,
        ),
        block: fact(
          modes(
            yes,
            no,
            onlyIf({
              sentence: 'the StorageClass asks for `migratable: "true"`',
              test: { name: "migratable", oneOf: ["true"] },
            }),
            yes,
          ),
          controller,
          parameters,
        ),
        // Only creating one is rejected.
        readOnlyMany: derived(null, manager.file("csi/node_server.go")),
        topology: fact(
          { reach: "backend", remark: "Optional: dataLocality and allowedTopologies." },
          parameters,
        ),
        size: derived({ limit: "device" }, controller),
        manifests: [
          fact(
            {
              purpose: "A file system for many nodes: an NFSv4.1 server in a share-manager pod.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { migratable: "false" } },
                PersistentVolumeClaim: { spec: { accessModes: ["ReadWriteMany"] } },
              },
            },
            rwxVolumes,
            parameters,
          ),
          fact(
            {
              purpose:
                "A raw device on two nodes while KubeVirt moves a machine, for nothing else.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { migratable: "true" } },
                PersistentVolumeClaim: {
                  spec: { accessModes: ["ReadWriteMany"], volumeMode: "Block" },
                },
              },
            },
            parameters,
          ),
        ],
        notes: [
          fact("Nodes need an NFSv4 client and unique host names for ReadWriteMany.", rwxVolumes),
          fact(
            "When the pod share-manager-<volume> in longhorn-system dies, I/O blocks, then a grace period of 90 s follows, 30 s with fast failover.",
            rwxVolumes,
          ),
          fact("ReadOnlyMany is rejected at creation: access mode … is not supported.", controller),
          derived(
            "A static ReadOnlyMany volume goes through the share-manager.",
            manager.file("csi/node_server.go"),
          ),
        ],
      },
    ],
  },
];
