import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, onlyIf, yes } from "../mode-support.ts";

const linstorCsi = repository("piraeusdatastore/linstor-csi");

const driver = linstorCsi.file("pkg/driver/driver.go");
const readWriteMany = linstorCsi.file("docs/design/read-write-many.md");
const blockValidation = linstorCsi.file("pkg/utils/rwx_validation.go");

export const linstor: readonly Driver[] = [
  {
    names: ["linstor.csi.linbit.com"],
    product: "LINSTOR (Piraeus)",
    cloud: "onprem",
    kind: "csi",
    attachRequired: undocumented,
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(
          modes(yes, yes, onlyIf({ sentence: "NFS export is enabled in the driver" }), yes),
          driver,
          readWriteMany,
        ),
        block: fact(
          modes(
            yes,
            yes,
            onlyIf({
              sentence:
                "all pods belong to one KubeVirt machine, or the driver runs with --disable-rwx-block-validation",
            }),
            yes,
          ),
          blockValidation,
          linstorCsi.file("CHANGELOG.md", "1.11.0"),
        ),
        readOnlyMany: fact("forced", driver),
        topology: fact({ reach: "backend", remark: "The nodes of its pools." }, driver),
        size: derived({ limit: "device" }, driver),
        manifests: [
          fact(
            {
              purpose: "A file system for many nodes, where NFS export is enabled.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: {
                  parameters: {
                    "linstor.csi.linbit.com/storagePool": null,
                    "linstor.csi.linbit.com/placementCount": null,
                    "linstor.csi.linbit.com/resourceGroup": null,
                  },
                },
              },
            },
            linstorCsi.file("README.md"),
            readWriteMany,
          ),
        ],
        notes: [
          fact("Without NFS export: unsupported access mode …, NFS export not enabled.", driver),
          fact("ReadWriteMany always needs the DRBD layer.", readWriteMany),
          fact(
            "A raw device for several nodes sets allow-two-primaries, which is meant for KubeVirt's live migration only.",
            readWriteMany,
          ),
        ],
      },
    ],
  },
];
