import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { Backend } from "../backend.ts";
import { because } from "../tree.ts";
import { checkObjectName, checkPath, requireValue } from "./backend-value.ts";
import { buildVolume } from "./build-volume.ts";

const volumes = repository("kubernetes/website").file(
  "content/en/docs/concepts/storage/volumes.md",
  "local",
);
const plugin = repository("kubernetes/kubernetes").file("pkg/volume/local/local.go", "SetUpAt");

/** No class: nobody makes local volumes, and a volume kept for a claim needs no waiting. */
export const local: Backend = {
  name: "local",
  driver: "kubernetes.io/no-provisioner",
  cloud: "onprem",
  summary: "a folder of one node, for pods of that node",
  modes: ["ReadWriteOnce"],
  values: [
    {
      flag: "node",
      description: "the node, by its label kubernetes.io/hostname",
      example: "node-a",
      neededFor: "volume",
      check: checkObjectName,
    },
    {
      flag: "path",
      description: "the folder or the mounted disk on that node",
      example: "/mnt/disks/media",
      neededFor: "volume",
      check: checkPath,
    },
  ],
  storageClass: null,
  volume: (context) =>
    buildVolume(context, {
      source: {
        local: {
          path: because(
            requireValue(context.values, "path"),
            "Must be there before the pod is: nobody makes the folder.",
            volumes,
          ),
        },
      },
      nodeAffinity: because(
        {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  {
                    key: "kubernetes.io/hostname",
                    operator: "In",
                    values: [requireValue(context.values, "node")],
                  },
                ],
              },
            ],
          },
        },
        "A local volume must say which node has it: the scheduler puts its pods there.",
        volumes,
      ),
    }),
  sharesPlaces: true,
  writeAccess: {
    by: "fsGroup",
    because: fact("The kubelet gives the folder to this group at the first mount.", plugin),
  },
};
