import { expect } from "chai";
import type { ObjectReport } from "../../../../src/core/reports/object/object-report.ts";
import { markdown, text } from "../../../../src/views/object/object-views.ts";
import {
  claim,
  HOSTILE,
  hostile,
  node,
  objectReportOf,
  podExplanationOf,
  remarkOf,
  storageClass,
  stuckPod,
  viewOptionsOf,
  volume,
  workload,
} from "./sample-object-reports.ts";

function draw(report: ObjectReport, terminal = {}): string {
  return [...text(report, viewOptionsOf(terminal))].join("");
}

describe("the page of an object", () => {
  it("of a pod says why it is stuck, what shows it, whether it passes, and what to do", () => {
    expect(`\n${draw(stuckPod)}`).to.equal(`
Pod shop/db-1, waiting on node-b, of Deployment/db
==================================================

db-1 cannot start: its volume is attached to node-a.

STUCK (waiting-for-attach): volume pv-1 of claim shop/db-data keeps db-1 on
node-b waiting: it is attached to node-a and used there by db-0

Evidence
--------
VolumeAttachment csi-1
  spec.nodeName        node-a
  status.attached      true
Pod shop/db-1
  FailedAttachVolume   Multi-Attach error for volume "pv-1" Volume is already
                       used by pod(s) db-0

Passes by itself: no. The volume stays on node-a as long as db-0 runs. [1]

Fix: one of these, the safest first
-----------------------------------
1. Let the old pod stop first.
   kubectl -n shop patch deployment db -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
   Loses: db does not answer while the new pod starts.
2. Run both on node-a.

What would keep it next
-----------------------
ERROR (claim-not-bound): claim shop/cache is Pending: its class fast is not
there

Passes by itself: not known. It binds when somebody makes the class. [2]

1. See which classes there are.
   kubectl shared explain classes

Remarks
-------
ReadWriteOnce is about nodes. [3]

Claims
------
CLAIM     MODES   PHASE   REACH               USED BY
db-data   RWO     Bound   one node (node-a)   2 pods on 2 nodes, 2 can write

More about a claim: \`kubectl shared explain pvc/NAME\`, with the same flags.

Findings
--------
WARNING pvc/shop/db-data (rollout-on-rwo): Deployment db starts the new pod
before it stops the old one (RollingUpdate) on claim shop/db-data, which is
ReadWriteOnce
  next: kubectl -n shop get deployment db -o yaml
  see:  https://github.com/kubernetes/kubernetes/issues/103305

Not read
--------
NEEDED                  REASON      RULES NOT RUN
all persistentvolumes   Forbidden   same-backend, duplicate-handle

NOT READ   REASON      EFFECT
nodes      Forbidden   zones, and whether nodes are ready, are unknown

Sources
-------
[1] https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go
[2] https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
[3] https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
`);
  });

  it("of a claim says who waits for it, what it can do, who uses it, and what one more pod would meet", () => {
    expect(`\n${draw(claim)}`).to.equal(`
Claim shop/db-data
==================

db-data can be used on one node, node-a.

Pods: 1 stuck; 1 started.

Pod shop/db-1, waiting on node-b, of Deployment/db
--------------------------------------------------
STUCK (waiting-for-attach): volume pv-1 of claim shop/db-data keeps db-1 on
node-b waiting: it is attached to node-a and used there by db-0

Evidence
--------
VolumeAttachment csi-1
  spec.nodeName        node-a
  status.attached      true
Pod shop/db-1
  FailedAttachVolume   Multi-Attach error for volume "pv-1" Volume is already
                       used by pod(s) db-0

Passes by itself: no. The volume stays on node-a as long as db-0 runs. [1]

Fix: one of these, the safest first
-----------------------------------
1. Let the old pod stop first.
   kubectl -n shop patch deployment db -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
   Loses: db does not answer while the new pod starts.
2. Run both on node-a.

What it can do
--------------
Phase Bound, modes RWO, volume mode Filesystem, size 20Gi, class gp3, driver
ebs.csi.aws.com (Amazon EBS), volume pv-1, attached to node-a.

MODE               ASKED   GRANTED   DRIVER
ReadWriteOnce      yes     yes       yes
ReadOnlyMany       no      no        not documented
ReadWriteMany      no      no        no: a file system on a disk has one node
                                     that writes it [2]
ReadWriteOncePod   no      no        yes [3]

ABOUT               ANSWER              WHY
reach               one node (node-a)   ReadWriteOnce lets one node have it, and
                                        it is attached to node-a. [3]
size limit          by the device       The disk is as large as the volume.
attached to nodes   yes                 Its CSIDriver object says so.

Who uses it
-----------
Used by 2 pods on 2 nodes, 2 can write.

USED BY   NODE     ACCESS   STATE
db-0      node-a   rw       running
db-1      node-b   rw       waiting

ONE MORE POD                WORKS       WHY
on the same node (node-a)   yes         ReadWriteOnce counts nodes, not pods.
                                        [3]
on another node (node-b)    no          It would wait until the volume leaves
                                        node-a.
in another zone             not known   No node says in which zone it is.
in another namespace        no          A claim belongs to its namespace.

Sources
-------
[1] https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/attachdetach/reconciler/reconciler.go
[2] https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/HEAD/docs/multi-attach.md
[3] https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
`);
  });

  it("of a volume says whose it is, and then what its claim can do", () => {
    expect(`\n${draw(volume)}`).to.equal(`
Volume pv-1
===========

pv-1 belongs to claim shop/db-data.

What it is
----------
Phase Bound, modes RWO, size 20Gi, reclaim policy Delete, driver ebs.csi.aws.com
(Amazon EBS), handle vol-0a1b2c3d4e5f, node affinity
topology.ebs.csi.aws.com/zone in (eu-1a), of claim shop/db-data.

Deleting the claim deletes the disk.

What claim shop/db-data can do
------------------------------
Phase Bound, modes RWO, volume mode Filesystem, size 20Gi, class gp3, driver
ebs.csi.aws.com (Amazon EBS), volume pv-1, attached to node-a.

MODE               ASKED   GRANTED   DRIVER
ReadWriteOnce      yes     yes       yes
ReadOnlyMany       no      no        not documented
ReadWriteMany      no      no        no: a file system on a disk has one node
                                     that writes it [1]
ReadWriteOncePod   no      no        yes [2]

ABOUT               ANSWER              WHY
reach               one node (node-a)   ReadWriteOnce lets one node have it, and
                                        it is attached to node-a. [2]
size limit          by the device       The disk is as large as the volume.
attached to nodes   yes                 Its CSIDriver object says so.

Who uses it
-----------
Used by 2 pods on 2 nodes, 2 can write.

USED BY   NODE     ACCESS   STATE
db-0      node-a   rw       running
db-1      node-b   rw       waiting

ONE MORE POD                WORKS       WHY
on the same node (node-a)   yes         ReadWriteOnce counts nodes, not pods.
                                        [2]
on another node (node-b)    no          It would wait until the volume leaves
                                        node-a.
in another zone             not known   No node says in which zone it is.
in another namespace        no          A claim belongs to its namespace.

Sources
-------
[1] https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/HEAD/docs/multi-attach.md
[2] https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
`);
  });

  it("of a workload tells replicas that are alike in one section, and counts the others", () => {
    expect(`\n${draw(workload)}`).to.equal(`
Deployment shop/web
===================

web runs, and its volume can be everywhere.

Pods: 40 waiting, which passes by itself; 960 started.

Pods shop/web-0, shop/web-1, shop/web-2 and 37 more
---------------------------------------------------
WAITS Does not start yet, which passes by itself.

How it makes pods
-----------------
1000 replicas, strategy RollingUpdate, 1 new pod started before old ones stop.

A rollout needs the volume twice, which ReadWriteMany allows.

Claims
------
CLAIM   MODES   PHASE   REACH        USED BY
media   RWX     Bound   every node   1000 pods on 100 nodes, 1000 can write

More about a claim: \`kubectl shared explain pvc/NAME\`, with the same flags.
`);
  });

  it("of a node says what becomes of its pods, and what they leave behind", () => {
    expect(`\n${draw(node)}`).to.equal(`
Node node-a
===========

If node-a goes, 26 pods end and 1 waits.

Not ready for 12m, cordoned (no new pods), in zone eu-1a with 1 other node.

What would become of its pods
-----------------------------
1 pod waits, 26 pods end, 1 pod has an unknown fate, 12 pods are replaced, 1 pod
stays.

waits: a StatefulSet makes another one only when this object is gone
  shop/db-0                StatefulSet/db
ends: nobody makes another one: it has no controller
  tools/job-00
  tools/job-01
  tools/job-02
  tools/job-03
  tools/job-04
  tools/job-05
  tools/job-06
  tools/job-07
  tools/job-08
  tools/job-09
  tools/job-10
  tools/job-11
  tools/job-12
  tools/job-13
  tools/job-14
  ... and 11 more rows     -o json has all
unknown: what its controller does is not known here
  shop/odd-1               Rollout/odd
replaced: its ReplicaSet makes another pod elsewhere
  shop/web-0 and 11 more   Deployment/web
stays: a DaemonSet has one for this node
  kube-system/proxy-x      DaemonSet/proxy

Volumes that belong to the node or its zone
-------------------------------------------
CLAIM              PINNED TO    WHY
pvc/shop/db-data   zone eu-1a   no other node is in that zone

Data that would be lost
-----------------------
it is on the node's disk, and is deleted with its pod
  emptydir/shop/web-0/cache
it is a path of this node
  hostpath/node-a/var/log     shop/web-0 and shop/web-1

Sharing that would break
------------------------
it is ReadWriteOnce: they can have it together only on one node [1]
  pvc/shop/db-data   shop/db-0 and shop/web-0

Sources
-------
[1] https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
`);
  });

  it("of a node says since when it is not ready, where its age cannot be told", () => {
    for (const readAt of [null, "2026-11-22T22:00:00Z"]) {
      expect(draw({ ...node, readAt })).to.include("Not ready since 2026-11-22T22:48:00Z,");
    }
  });

  it("of a storage class says what its driver can do, and what the class lacks", () => {
    expect(`\n${draw(storageClass)}`).to.equal(`
Storage class efs-sc
====================

efs-sc gives every mode, but misses a parameter.

Provisioner efs.csi.aws.com (Amazon EFS), binding Immediate, reclaim policy
Delete, no expansion.

MISSING provisioningMode: the driver refuses to make a volume without it.

MODE               VOLUME MODE   DRIVER
ReadWriteOnce      Filesystem    yes
ReadOnlyMany       Filesystem    yes
ReadWriteMany      Filesystem    yes
ReadWriteOncePod   Filesystem    yes
all of them        Block         not applicable

ABOUT               ANSWER         WHY
size limit          not enforced   EFS grows as it is written.
attached to nodes   no

PARAMETER      VALUE
fileSystemId   fs-1
`);
  });

  it("has one verdict for each way to be", () => {
    const heads = (["stuck", "waits", "other", "unknown", "started", "planned"] as const).map(
      (verdict) => drawPod({ verdict }).split("\n")[5],
    );
    expect(heads).to.deep.equal([
      "STUCK Does not start, and something must be done.",
      "WAITS Does not start yet, which passes by itself.",
      "NOT STORAGE Does not start, but what was read of its storage does not keep it.",
      "UNKNOWN Does not start, and not enough could be read to say why.",
      "STARTED Its containers run or have run.",
      "PLANNED Is not there yet, and nothing was found against it.",
    ]);
  });

  it("does not repeat a headline that is the cause's own sentence", () => {
    const [pod] = stuckPod.pods;
    if (!pod?.cause) throw new Error("the sample lost its cause");
    const page = draw({ ...stuckPod, headline: pod.cause.message });
    expect(page.replaceAll("\n", " ").split("it is attached to node-a and used")).to.have.length(2);
  });

  it("says that it is not known whether a thing passes, rather than that it does not", () => {
    expect(draw(stuckPod)).to.include("Passes by itself: not known. It binds when");
  });

  it("counts the pods that it has no room for", () => {
    const pods = Array.from({ length: 9 }, (_, index) =>
      podExplanationOf(`web-${index}`, "unknown", { remarks: [remarkOf(`its own ${index}`)] }),
    );
    const page = draw({ ...workload, pods });
    expect(page).to.include("its own 4");
    expect(page).not.to.include("its own 5");
    expect(page).to.include("... and 4 more pods (-o json has all).");
  });

  it("says that nothing is known of pods that could not be read", () => {
    const [one] = claim.claims;
    if (!one) throw new Error("the sample lost its claim");
    const sharing = { scope: null, pods: null, nodes: null, writers: null };
    const page = draw({ ...claim, pods: [], claims: [{ ...one, consumers: null, sharing }] });
    expect(page).to.include("How many pods use it is not known.\n\nONE MORE POD");
  });

  it("says of a claim without a volume that no mode is granted yet", () => {
    const [one] = claim.claims;
    if (!one) throw new Error("the sample lost its claim");
    const modes = one.modes.map((mode) => ({ ...mode, granted: null }));
    const storage = { ...one.storage, phase: "Pending", volume: null, grantedModes: null };
    const pending = draw({ ...claim, pods: [], claims: [{ ...one, modes, storage }] });
    expect(pending).to.match(/^ReadWriteOnce +yes +not yet +yes$/m);
    const unread = draw({ ...claim, pods: [], claims: [{ ...one, modes }] });
    expect(unread).to.match(/^ReadWriteOnce +yes +\? +yes$/m);
  });

  it("says of a node that could not be read no more than that", () => {
    if (node.node === null) throw new Error("the sample lost its node");
    const unread = {
      ready: null,
      readySince: null,
      unschedulable: null,
      outOfService: null,
      zone: null,
      otherNodesInZone: null,
    };
    const page = draw({ ...node, node: { ...node.node, ...unread } });
    expect(page).to.include("What the node says of itself could not be read.");
    expect(page).not.to.match(/ready|zone not known/i);
  });

  it("is coloured only where there is colour, and says the same without", () => {
    const colored = draw(stuckPod, { color: true });
    expect(colored).to.include("\u001b[1m\u001b[31mSTUCK\u001b[39m\u001b[22m (waiting-for-attach)");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with one.
    const words = colored.replace(/\u001b\[\d+m/g, "");
    // Without colour headings are underlined.
    expect(words).to.equal(draw(stuckPod).replace(/^(=+|-+)\n/gm, ""));
  });

  it("needs nothing but ASCII", () => {
    for (const report of [stuckPod, claim, volume, workload, node, storageClass]) {
      expect(draw(report, { unicode: false })).to.match(/^[\n -~]*$/);
    }
  });

  it("never breaks what is typed", () => {
    expect(draw(stuckPod, { columns: 40 })).to.include(
      `kubectl -n shop patch deployment db -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'\n`,
    );
  });

  it("lets nothing from a cluster steer the terminal", () => {
    const page = draw(hostile);
    expect(page).to.match(/^[\n -~]*$/);
    expect(page).to.include("^[[2J\\u202e");
  });

  it("lets nothing from a cluster be markup in Markdown", () => {
    const page = [...markdown(hostile, viewOptionsOf())].join("");
    expect(page).not.to.include(HOSTILE);
    const harmless = "^\\[\\[2J\\\\u202e\\|\\<img src=x>\\`\\*\\_\\[a\\](http://x)";
    expect(page).to.include(`**STUCK** (waiting-for-attach): ${harmless}\n`);
    expect(page).to.include(`| ${harmless} | ${harmless} | ${harmless} |\n`);
  });

  it("has in Markdown the same parts in the same order", () => {
    const page = [...markdown(stuckPod, viewOptionsOf())].join("");
    const heads = page.split("\n").filter((line) => line.startsWith("#"));
    expect(heads).to.deep.equal([
      "# Pod shop/db-1, waiting on node-b, of Deployment/db",
      "## Evidence",
      "## Fix: one of these, the safest first",
      "## What would keep it next",
      "## Remarks",
      "## Claims",
      "## Findings",
      "## Not read",
    ]);
    expect(page).to.include("| OBJECT | FIELD | VALUE |\n");
  });
});

function drawPod(facts: Pick<ObjectReport["pods"][number], "verdict">): string {
  const object = { type: "pod", namespace: "shop", name: "web-0" } as const;
  return draw(
    objectReportOf(object, "Headline.", { pods: [podExplanationOf("web-0", facts.verdict)] }),
  );
}
