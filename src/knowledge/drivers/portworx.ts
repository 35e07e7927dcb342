import { page, repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, no, onlyIf, unknown, yes, yesAsSingleWriter } from "../mode-support.ts";

const openstorage = repository("libopenstorage/openstorage");
const importer = repository("kubevirt/containerized-data-importer");

const controller = openstorage.file("csi/controller.go");
const kubevirtCapabilities = importer.file("pkg/storagecapabilities/storagecapabilities.go");
const dynamicProvisioning = page("docs.portworx.com: Dynamic Provisioning");
const readOnlyClaims = page("docs.portworx.com: Create ReadOnlyMany PVCs");

export const portworx: readonly Driver[] = [
  {
    names: ["pxd.portworx.com"],
    product: "Portworx",
    cloud: "onprem",
    kind: "csi",
    attachRequired: undocumented,
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: "pure_block",
        when: [{ parameter: { name: "backend", oneOf: ["pure_block"] } }],
        medium: "block",
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), kubevirtCapabilities),
        block: fact(
          modes(
            yes,
            onlyIf({ sentence: "the installed release allows it: sources disagree" }),
            onlyIf({ sentence: "the installed release allows it: sources disagree" }),
            unknown,
          ),
          kubevirtCapabilities,
        ),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend" }, dynamicProvisioning),
        size: derived({ limit: "device" }, dynamicProvisioning),
        manifests: [],
        notes: [],
      },
      {
        name: "pxd",
        medium: "block",
        filesystem: fact(
          modes(
            yes,
            onlyIf({
              sentence:
                "it is made as a ReadWriteMany sharedv4 volume that pods mount with readOnly: true",
            }),
            yes,
            yesAsSingleWriter,
          ),
          controller,
          openstorage.file("api/api.go"),
          readOnlyClaims,
        ),
        block: fact(
          modes(
            yes,
            onlyIf({ sentence: "the installed release allows it: sources disagree" }),
            unknown,
            unknown,
          ),
          controller,
          kubevirtCapabilities,
        ),
        readOnlyMany: undocumented,
        topology: fact({ reach: "backend" }, dynamicProvisioning),
        size: derived({ limit: "device" }, controller),
        manifests: [
          fact(
            {
              purpose: "A file system for many nodes, over NFS (sharedv4).",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: { repl: null, sharedv4: "true", sharedv4_svc_type: "ClusterIP" },
                },
                PersistentVolumeClaim: { spec: { accessModes: ["ReadWriteMany"] } },
              },
            },
            dynamicProvisioning,
          ),
          fact(
            {
              purpose: "Readers only, on many nodes.",
              gives: ["ReadOnlyMany"],
              objects: {
                StorageClass: { parameters: { sharedv4: "true" } },
                PersistentVolumeClaim: { spec: { accessModes: ["ReadWriteMany"] } },
                Pod: { spec: { volumes: [{ persistentVolumeClaim: { readOnly: true } }] } },
              },
            },
            readOnlyClaims,
          ),
        ],
        notes: [
          fact("Modes for several nodes set sharedv4 by themselves.", controller),
          fact(
            "Sources disagree on shared raw devices: the driver's code says Shared raw block volumes are not supported, KubeVirt lists them.",
            controller,
            kubevirtCapabilities,
          ),
        ],
      },
    ],
  },
];
