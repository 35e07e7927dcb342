import { expect } from "chai";
import { readMessage } from "../../../../../../src/sources/cluster/protobuf/message.ts";
import { MESSAGES } from "../../../../../../src/sources/cluster/protobuf/messages/messages.ts";
import { WireReader } from "../../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { decodeVolumeSource } from "../../../../../../src/sources/decode/volume-source.ts";
import { encode, type WireField } from "../encode.ts";

/** The in-tree source of a PersistentVolume, through protobuf and decoder. */
function decode(number: number, ...fields: WireField[]) {
  const bytes = encode([2, encode([2, encode([number, encode(...fields)])])]);
  const { spec } = readMessage(new WireReader(bytes), MESSAGES.persistentvolumes);
  const { plugin, attributes, readOnly } = decodeVolumeSource(spec as Record<string, unknown>);
  return { plugin, attributes, readOnly };
}

describe("an in-tree volume in protobuf says which backend it is", () => {
  const cases: [number, WireField[], string, Record<string, string>][] = [
    [
      1,
      [
        [1, "disk"],
        [2, "ext4"],
        [3, 2],
      ],
      "gcePersistentDisk",
      { pdName: "disk", partition: "2" },
    ],
    [
      2,
      [
        [1, "vol-1"],
        [3, 0],
      ],
      "awsElasticBlockStore",
      { volumeID: "vol-1" },
    ],
    [
      3,
      [
        [1, "/srv"],
        [2, "Directory"],
      ],
      "hostPath",
      { path: "/srv", type: "Directory" },
    ],
    [
      4,
      [
        [1, "ends"],
        [2, "vol"],
        [4, "ns"],
      ],
      "glusterfs",
      { endpoints: "ends", path: "vol", endpointsNamespace: "ns" },
    ],
    [
      5,
      [
        [1, "10.0.0.5"],
        [2, "/export"],
      ],
      "nfs",
      { server: "10.0.0.5", path: "/export" },
    ],
    [
      6,
      [
        [1, "m1"],
        [1, "m2"],
        [2, "image"],
        [4, "pool"],
        [5, "admin"],
      ],
      "rbd",
      { monitors: "m1,m2", image: "image", pool: "pool", user: "admin" },
    ],
    [
      7,
      [
        [1, "portal"],
        [2, "iqn.x"],
        [3, 0],
        [7, "p2"],
      ],
      "iscsi",
      { targetPortal: "portal", iqn: "iqn.x", lun: "0", portals: "p2" },
    ],
    [8, [[1, "vol-2"]], "cinder", { volumeID: "vol-2" }],
    [
      9,
      [
        [1, "m1"],
        [2, "/"],
        [3, "admin"],
      ],
      "cephfs",
      { monitors: "m1", path: "/", user: "admin" },
    ],
    [
      10,
      [
        [1, "w1"],
        [1, "w2"],
        [2, 3],
        [5, "id"],
      ],
      "fc",
      { targetWWNs: "w1,w2", lun: "3", wwids: "id" },
    ],
    [
      11,
      [
        [1, "name"],
        [2, "uuid"],
      ],
      "flocker",
      { datasetName: "name", datasetUUID: "uuid" },
    ],
    [12, [[1, "a/b"]], "flexVolume", { driver: "a/b" }],
    [
      13,
      [
        [1, "secret"],
        [2, "share"],
        [4, "ns"],
      ],
      "azureFile",
      { secretName: "secret", shareName: "share", secretNamespace: "ns" },
    ],
    [14, [[1, "[ds] a.vmdk"]], "vsphereVolume", { volumePath: "[ds] a.vmdk" }],
    [
      15,
      [
        [1, "reg"],
        [2, "vol"],
        [6, "tenant"],
      ],
      "quobyte",
      { registry: "reg", volume: "vol", tenant: "tenant" },
    ],
    [
      16,
      [
        [1, "disk"],
        [2, "uri"],
        [6, "Managed"],
      ],
      "azureDisk",
      { diskName: "disk", diskURI: "uri", kind: "Managed" },
    ],
    [17, [[1, "pd"]], "photonPersistentDisk", { pdID: "pd" }],
    [18, [[1, "px"]], "portworxVolume", { volumeID: "px" }],
    [
      19,
      [
        [1, "gate"],
        [2, "sys"],
        [8, "vol"],
      ],
      "scaleIO",
      { gateway: "gate", system: "sys", volumeName: "vol" },
    ],
    [20, [[1, "/mnt"]], "local", { path: "/mnt" }],
    [
      21,
      [
        [1, "vol"],
        [2, "ns"],
      ],
      "storageos",
      { volumeName: "vol", volumeNamespace: "ns" },
    ],
  ];

  for (const [number, fields, plugin, attributes] of cases) {
    it(plugin, () => {
      expect(decode(number, ...fields)).to.deep.equal({ plugin, attributes, readOnly: false });
    });
  }

  it("and whether its mounts are read-only", () => {
    const readOnlyAt: [number, number][] = [
      [1, 4],
      [2, 4],
      [4, 3],
      [5, 3],
      [6, 8],
      [7, 6],
      [8, 3],
      [9, 6],
      [10, 4],
      [12, 4],
      [13, 3],
      [15, 3],
      [16, 5],
      [18, 3],
      [19, 10],
      [21, 4],
    ];
    for (const [number, field] of readOnlyAt) {
      expect(decode(number, [field, true]).readOnly, String(number)).to.equal(true);
    }
  });
});
