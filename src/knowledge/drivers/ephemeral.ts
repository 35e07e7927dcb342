import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { fact, undocumented } from "../fact.ts";
import { inapplicableModes } from "../mode-support.ts";

const secretsStore = repository("kubernetes-sigs/secrets-store-csi-driver");
const manifest = secretsStore.file("deploy/csidriver.yaml");

/** Drivers whose volumes live and die with one pod: there is no claim to share. */
export const ephemeral: readonly Driver[] = [
  {
    names: ["secrets-store.csi.k8s.io"],
    product: "Secrets Store CSI",
    cloud: "onprem",
    kind: "csi",
    attachRequired: fact(false, manifest),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "ephemeral",
        filesystem: inapplicableModes,
        block: inapplicableModes,
        readOnlyMany: undocumented,
        topology: fact({ reach: "anywhere" }, manifest),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "Secrets as files, in one pod.",
              gives: [],
              objects: {
                Pod: {
                  spec: {
                    volumes: [
                      {
                        csi: {
                          driver: "secrets-store.csi.k8s.io",
                          readOnly: true,
                          volumeAttributes: { secretProviderClass: null },
                        },
                      },
                    ],
                  },
                },
              },
            },
            manifest,
          ),
        ],
        notes: [
          fact(
            "A subPath mount sees no rotation.",
            secretsStore.file("docs/book/src/known-limitations.md"),
          ),
        ],
      },
    ],
  },
];
