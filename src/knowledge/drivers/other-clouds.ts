import { repository } from "../citation.ts";
import type { Driver } from "../driver.ts";
import { derived, fact, undocumented } from "../fact.ts";
import { modes, no, undocumentedModes, yes, yesAsSingleWriter } from "../mode-support.ts";

const digitalOcean = repository("digitalocean/csi-digitalocean");
const linode = repository("linode/linode-blockstorage-csi-driver");
const hetzner = repository("hetznercloud/csi-driver");
const scaleway = repository("scaleway/scaleway-csi");
const vultr = repository("vultr/vultr-csi");
const csiDocs = repository("kubernetes-csi/docs");

const digitalOceanController = digitalOcean.file("driver/controller.go");
const linodeCapabilities = linode.file("internal/driver/capabilities.go");
const hetznerHelper = hetzner.file("internal/driver/helper.go");
const scalewayController = scaleway.file("pkg/driver/controller.go");
const vultrStorage = vultr.file("internal/vultrstorage/vultrstorage.go");
const vultrController = vultr.file("driver/controller.go");

export const otherClouds: readonly Driver[] = [
  {
    names: ["dobs.csi.digitalocean.com"],
    product: "DigitalOcean Block Storage",
    cloud: "digitalocean",
    kind: "csi",
    attachRequired: fact(
      true,
      digitalOcean.file("deploy/kubernetes/releases/csi-digitalocean-dev/driver.yaml"),
    ),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), digitalOceanController),
        block: fact(modes(yes, no, no, yesAsSingleWriter), digitalOceanController),
        readOnlyMany: undocumented,
        topology: fact({ reach: "region" }, digitalOceanController),
        size: derived({ limit: "device" }, digitalOceanController),
        manifests: [],
        notes: [fact("A volume has 1 GiB to 16 TiB.", digitalOceanController)],
      },
    ],
  },
  {
    names: ["linodebs.csi.linode.com"],
    product: "Linode Block Storage",
    cloud: "linode",
    kind: "csi",
    attachRequired: fact(true, linode.file("deploy/kubernetes/base/csi-driver-instance.yaml")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, no, no, yes), linodeCapabilities),
        block: fact(modes(yes, no, no, yes), linodeCapabilities),
        readOnlyMany: undocumented,
        topology: fact({ reach: "region" }, linode.file("README.md")),
        size: derived(
          { limit: "device" },
          linode.file("internal/driver/controllerserver_helper.go"),
        ),
        manifests: [],
        notes: [
          fact("A volume has at least 10 GiB.", linode.file("README.md")),
          fact(
            "A second pod with ReadWriteOncePod is refused by the driver, too: already published at a different target path.",
            linode.file("internal/driver/nodeserver.go"),
          ),
        ],
      },
    ],
  },
  {
    names: ["csi.hetzner.cloud"],
    product: "Hetzner Cloud Volumes",
    cloud: "hetzner",
    kind: "csi",
    attachRequired: fact(true, hetzner.file("chart/.snapshots/default.yaml")),
    fsGroupPolicy: fact("File", hetzner.file("chart/.snapshots/default.yaml")),
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, no, no, yes), hetznerHelper),
        block: fact(modes(yes, no, no, yes), hetznerHelper),
        readOnlyMany: undocumented,
        topology: fact(
          { reach: "zone", remark: "The location; the key is csi.hetzner.cloud/location." },
          hetzner.file("internal/driver/driver.go"),
        ),
        size: derived({ limit: "device" }, hetznerHelper),
        manifests: [],
        notes: [fact("A volume has at least 10 GB.", hetzner.file("README.md"))],
      },
    ],
  },
  {
    names: ["csi.scaleway.com"],
    product: "Scaleway Block Storage",
    cloud: "scaleway",
    kind: "csi",
    attachRequired: undocumented,
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: null,
        medium: "block",
        filesystem: fact(modes(yes, no, no, yes), scalewayController),
        block: fact(modes(yes, no, no, yes), scalewayController),
        readOnlyMany: undocumented,
        topology: fact({ reach: "zone" }, scalewayController),
        size: derived({ limit: "device" }, scalewayController),
        manifests: [],
        notes: [
          fact(
            "For ReadWriteMany there is another driver, filestorage.csi.scaleway.com.",
            csiDocs.file("book/src/drivers.md"),
          ),
        ],
      },
    ],
  },
  {
    names: ["block.csi.vultr.com"],
    product: "Vultr Block Storage and File System",
    cloud: "vultr",
    kind: "csi",
    attachRequired: fact(true, vultr.file("docs/releases/latest.yml")),
    fsGroupPolicy: undocumented,
    variants: [
      {
        name: "block",
        when: [{ parameter: { name: "storage_type", oneOf: ["block"] } }],
        medium: "block",
        filesystem: fact(modes(yes, no, no, yesAsSingleWriter), vultrStorage, vultrController),
        block: fact(modes(yes, no, no, yesAsSingleWriter), vultrStorage, vultrController),
        readOnlyMany: undocumented,
        topology: fact({ reach: "region" }, vultrController),
        size: derived({ limit: "device" }, vultrController),
        manifests: [],
        notes: [
          fact("A volume has 10 GiB by default on nvme, 40 GiB on hdd.", vultrStorage),
          fact("Not available on bare metal.", vultrStorage),
        ],
      },
      {
        name: "vfs",
        when: [{ parameter: { name: "storage_type", oneOf: ["vfs"] } }],
        medium: "file",
        filesystem: fact(modes(no, no, yes, no), vultrStorage, vultrController),
        block: undocumentedModes,
        readOnlyMany: undocumented,
        topology: fact({ reach: "region" }, vultrController),
        size: undocumented,
        manifests: [
          fact(
            {
              purpose: "A file system for many nodes, from the driver that also makes disks.",
              gives: ["ReadWriteMany"],
              objects: {
                StorageClass: { parameters: { storage_type: "vfs", disk_type: "nvme" } },
                PersistentVolumeClaim: { spec: { accessModes: ["ReadWriteMany"] } },
              },
            },
            vultrStorage,
          ),
        ],
        notes: [
          fact(
            "ReadWriteOnce on such a class: requested capability access mode is not supported.",
            vultrController,
          ),
        ],
      },
    ],
  },
];
