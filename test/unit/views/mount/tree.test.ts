import { expect } from "chai";
import type { Grouping } from "../../../../src/views/mount/mount-view-options.ts";
import { tree } from "../../../../src/views/mount/tree.ts";
import {
  dbData,
  hostile,
  mixed,
  optionsOf,
  planned,
  reportOf,
  shop,
  unknown,
} from "../sample-reports.ts";

function draw(report = shop, by: Grouping = "claim", columns: number | null = null): string {
  return [...tree(report, optionsOf({ by, columns }))].join("");
}

describe("the tree", () => {
  it("hangs findings, nodes, pods and mounts on each claim", () => {
    const stuck = { ...dbData, findings: dbData.findings.slice(1) };
    expect(draw(reportOf([stuck]), "claim", 60)).to.equal(`\
pvc/db-data RWO 50Gi gp3: 2 pods on 2 nodes, 2 can write
├── WARNING rollout-on-rwo: Deployment db starts the new pod
│   before it stops the old one (RollingUpdate) on claim
│   shop/db-data, which is ReadWriteOnce: a pod on another
│   node waits for ever, and nothing keeps the pods on one.
│   see:  https://github.com/kubernetes/kubernetes/issues/103305
├── node-a: attached
│   └── db-7c9f8d6b5-x2k4p of Deployment/db
│       └── postgres: /var/lib/postgresql/data rw
└── node-b
    └── db-7c9f8d6b5-9vvlq of Deployment/db: waiting
        └── postgres: /var/lib/postgresql/data rw
`);
  });

  it("shows a claim that nobody uses", () => {
    expect(draw()).to.contain("\npvc/old-logs RWX 50Gi Pending: no live pods\n");
  });

  it("shows where a volume is attached without any pod", () => {
    const left = { ...dbData, findings: [], consumers: [] };
    expect(draw(reportOf([left]))).to.contain("└── node-a: attached\n");
  });

  it("shows the rest of sharing, with what it touches and why it is read-only", () => {
    expect(draw(mixed)).to.contain(`\
emptydir/cache (Memory, at most 64Mi): 1 pod on 1 node, 1 can write
└── node-a
    └── log-shipper-0
        ├── writer: /out rw
        └── reader (sidecar): /in ro (mount)
hostpath/var/log on node-a: 2 pods on 1 node, 1 can write
├── inside HostPath/node-a/var
└── node-a
    ├── shop/agent-x8z2p
    │   └── app: /host/log rw
    └── kube-system/shipper-k2v9d
        └── app: /logs ro (podVolume)
`);
  });

  it("shows manifests that are not applied", () => {
    expect(draw(planned)).to.contain("├── Deployment/web (3 replicas): planned\n");
  });

  it("by volume starts from the volume", () => {
    expect(draw(shop, "volume")).to.match(
      /^pv\/pvc-db-data efs\.csi\.aws\.com fs-1::fsap-1\n└── pvc\/db-data RWO/,
    );
  });

  it("by node goes from node to pod to storage, and tells the findings below", () => {
    const text = draw(shop, "node");
    expect(text).to.match(
      /^node-a\n├── db-7c9f8d6b5-x2k4p of Deployment\/db\n│ {3}└── pvc\/db-data/,
    );
    expect(text).to.match(/\n\npvc\/old-logs|\npvc\/old-logs/);
    expect(text).to.contain("\n\nERROR pvc/db-data (waiting-for-attach)\n");
  });

  it("by pod goes from pod to storage", () => {
    expect(draw(shop, "pod")).to.match(
      /^db-7c9f8d6b5-9vvlq of Deployment\/db on node-b: waiting\n└── pvc\/db-data/,
    );
  });

  it("has the gaps at its end, however it is grouped", () => {
    for (const by of ["claim", "volume", "node", "pod"] as const) {
      expect(draw(unknown, by)).to.contain(
        "\n\nNOT READ            REASON      EFFECT\n" +
          "persistentvolumes   Forbidden   driver and capacity are unknown\n",
      );
    }
  });

  it("lets no name steer the terminal", () => {
    for (const by of ["claim", "volume", "node", "pod"] as const) {
      expect(draw(hostile, by).replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
    }
  });
});
