import { expect } from "chai";
import type { Inventory } from "../../../../src/core/model/inventory.ts";
import type { Node } from "../../../../src/core/model/node.ts";
import type { ObjectEvent } from "../../../../src/core/model/object-event.ts";
import { mountFailed } from "../../../../src/core/rules/mount-failed.ts";
import { quotaExceeded } from "../../../../src/core/rules/quota-exceeded.ts";
import { storageNotScheduled } from "../../../../src/core/rules/storage-not-scheduled.ts";
import {
  aClaim,
  aClaimTemplate,
  aContainer,
  aNode,
  anAttachment,
  anEvent,
  anInventory,
  aPod,
  aProgress,
  aQuota,
  aVolume,
  aWorkload,
  claimSource,
  readAsAWhole,
} from "../objects.ts";
import { checkOne, checkRule, commandsOf, evidenceOf } from "./check-rule.ts";

type Changes = Parameters<typeof anInventory>[0];

describe("a pod that the scheduler gives no node", () => {
  const refused = (message: string, changes: Changes = {}) =>
    anInventory({
      claims: [aClaim("media", { phase: "Pending", volumeName: null })],
      pods: [
        aPod(
          "web-0",
          { media: claimSource("media") },
          {
            node: null,
            phase: "Pending",
            progress: aProgress({ unschedulable: { reason: "Unschedulable", message } }),
          },
        ),
      ],
      ...changes,
    });
  const bound: Changes = { claims: [aClaim("media")], volumes: [aVolume("media")] };

  it("for want of a volume that fits is told so, in the scheduler's words", () => {
    const message =
      "0/1 nodes are available: 1 node(s) didn't find available persistent volumes to bind.";
    const draft = checkOne(storageNotScheduled, refused(message));
    expect(draft.severity).to.equal("error");
    expect(draft.message).to.include(message);
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(evidenceOf(draft)[0]).to.equal("Pod shop/web-0 status.conditions[PodScheduled].message");
  });

  it("for want of room may get it later or not", () => {
    const message = "0/1 nodes are available: 1 node(s) did not have enough free storage.";
    const { cause } = checkOne(storageNotScheduled, refused(message));
    expect(cause?.outlook.endsByItself).to.equal(null);
  });

  it("because nodes have all the volumes that they take is told once, whatever claims it has", () => {
    const message = "0/1 nodes are available: 1 node(s) exceed max volume count.";
    const two = { media: claimSource("media"), logs: claimSource("logs") };
    const progress = aProgress({ unschedulable: { reason: "Unschedulable", message } });
    const inventory = refused(message, {
      claims: [aClaim("media"), aClaim("logs")],
      volumes: [aVolume("media"), aVolume("logs")],
      pods: [aPod("web-0", two, { node: null, phase: "Pending", progress })],
    });
    expect(checkRule(storageNotScheduled, inventory)).to.have.length(1);
  });

  it("for a volume out of reach is told here only where nodes or volumes were not read", () => {
    const message = "0/1 nodes are available: 1 node(s) had volume node affinity conflict.";
    expect(checkRule(storageNotScheduled, refused(message, bound))).to.have.length(0);
    const unread = { ...bound, volumes: [] };
    expect(checkRule(storageNotScheduled, refused(message, unread))).to.have.length(1);
  });

  it("for a lost volume is told of its claim", () => {
    const message =
      '0/1 nodes are available: persistentvolumeclaim "media" bound to non-existent persistentvolume "pv-media".';
    expect(
      checkRule(storageNotScheduled, refused(message, { claims: [aClaim("media")] })),
    ).to.have.length(1);
  });

  it("is told what the scheduler says though claims may not be read", () => {
    const message =
      "0/1 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod.";
    const { persistentvolumeclaims: _, ...extents } = readAsAWhole();
    const draft = checkOne(storageNotScheduled, refused(message, { claims: [], extents }));
    expect(draft.message).to.match(/^pod web-0 gets no node for claim shop\/media: another pod /);
    expect(draft.cause?.outlook.endsByItself).to.equal(null);

    const two = aPod(
      "web-0",
      { media: claimSource("media"), logs: claimSource("logs") },
      {
        node: null,
        phase: "Pending",
        progress: aProgress({ unschedulable: { reason: "Unschedulable", message } }),
      },
    );
    const several = checkOne(
      storageNotScheduled,
      refused(message, { claims: [], extents, pods: [two] }),
    );
    expect(several.message).to.include("gets no node for one of its 2 claims: ");
  });

  it("for another reason is not told of its storage", () => {
    expect(
      checkRule(storageNotScheduled, refused("0/1 nodes are available: 1 Insufficient cpu.")),
    ).to.deep.equal([]);
  });

  it("is told by its event where the pod itself says nothing", () => {
    const event = anEvent("1 node(s) didn't find available persistent volumes to bind.", {
      reason: "FailedScheduling",
    });
    const inventory = refused("", { events: [event] });
    expect(evidenceOf(checkOne(storageNotScheduled, inventory))[0]).to.equal(
      "Event of Pod shop/web-0 FailedScheduling",
    );
  });
});

describe("a volume that its node cannot mount", () => {
  const FAILED =
    'MountVolume.SetUp failed for volume "pv-media" : rpc error: mount failed: exit 32';
  const said = (message: string, reason = "FailedMount"): ObjectEvent =>
    anEvent(message, { reason });
  const waiting = (events: ObjectEvent[], changes: Changes = {}, why = "ContainerCreating") =>
    anInventory({
      claims: [aClaim("media")],
      volumes: [aVolume("media")],
      attachments: [anAttachment("media")],
      pods: [
        aPod(
          "web-0",
          { media: claimSource("media") },
          {
            phase: "Pending",
            progress: aProgress({ waiting: [{ container: "app", reason: why, message: "" }] }),
          },
        ),
      ],
      events,
      ...changes,
    });

  it("is told in the driver's words", () => {
    const draft = checkOne(mountFailed, waiting([said(FAILED)]));
    expect(draft.severity).to.equal("error");
    expect(draft.message).to.include("exit 32");
    expect(draft.cause?.outlook.endsByItself).to.equal(null);
    expect(evidenceOf(draft)[0]).to.equal("Event of Pod shop/web-0 FailedMount");
  });

  it("is a warning where only time ran out, and the driver's own words come before that", () => {
    const timeout =
      "Unable to attach or mount volumes: unmounted volumes=[media], unattached volumes=[media], failed to process volumes=[]: timed out waiting for the condition";
    expect(checkOne(mountFailed, waiting([said(timeout)])).severity).to.equal("warning");
    expect(checkOne(mountFailed, waiting([said(timeout), said(FAILED)])).message).to.include(
      "exit 32",
    );
  });

  it("is no matter while it is not attached, of another volume, or once the images are pulled", () => {
    expect(checkRule(mountFailed, waiting([said(FAILED)], { attachments: [] }))).to.have.length(0);
    const other = FAILED.replace("pv-media", "pv-other");
    expect(checkRule(mountFailed, waiting([said(other)]))).to.have.length(0);
    expect(checkRule(mountFailed, waiting([said(FAILED)], {}, "ImagePullBackOff"))).to.have.length(
      0,
    );
  });

  it("is told of a ConfigMap too, by its entry in the pod", () => {
    const pod = aPod(
      "web-0",
      { config: { kind: "ConfigMap", name: "web" } },
      { phase: "Pending", progress: aProgress() },
    );
    const missing = said(
      'MountVolume.SetUp failed for volume "config" : configmap "web" not found',
    );
    const draft = checkOne(mountFailed, anInventory({ pods: [pod], events: [missing] }));
    expect(draft.message).to.include(
      "waits for ConfigMap web to be mounted. ConfigMap web does not exist in namespace shop.",
    );
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(commandsOf(draft)).to.deep.equal(["kubectl -n shop get configmap"]);
    expect(JSON.stringify(draft)).to.not.include("driver");
  });

  it("because of its node is told by what was read of the node, if it was", () => {
    const text =
      'MountVolume.NodeAffinity check failed for volume "pv-media" : no matching NodeSelectorTerms';
    const zone = { key: "topology.kubernetes.io/zone", operator: "In", values: ["eu-1b"] };
    const inventory = (nodes: Node[]) =>
      anInventory({
        claims: [aClaim("media")],
        volumes: [aVolume("media", { nodeAffinity: [{ expressions: [zone] }] })],
        attachments: [anAttachment("media", "node-a")],
        pods: [
          aPod(
            "web-0",
            { media: claimSource("media") },
            { phase: "Pending", progress: aProgress() },
          ),
        ],
        events: [said(text)],
        nodes,
      });
    expect(checkRule(mountFailed, inventory([aNode("node-a")]))).to.deep.equal([]);
    expect(checkOne(mountFailed, inventory([])).cause?.outlook.endsByItself).to.equal(false);
  });

  it("is a path that is not there, or of another type", () => {
    const pod = aPod(
      "web-0",
      { logs: { kind: "HostPath", path: "/var/log/web", type: "Directory" } },
      { phase: "Pending", progress: aProgress() },
    );
    const text =
      'MountVolume.SetUp failed for volume "logs" : hostPath type check failed: /var/log/web is not a directory';
    const { cause } = checkOne(mountFailed, anInventory({ pods: [pod], events: [said(text)] }));
    expect(cause?.outlook.text).to.include("Not before node-a has such a path");
  });

  it("is no matter once an init container has started, whatever an older event says", () => {
    const waiting = [{ container: "app", reason: "PodInitializing", message: "" }];
    const pod = aPod(
      "web-0",
      { config: { kind: "ConfigMap", name: "web" } },
      { phase: "Pending", progress: aProgress({ waiting }) },
    );
    const spec = {
      ...pod.spec,
      containers: [{ ...aContainer("migrate"), type: "init" as const }, ...pod.spec.containers],
    };
    const old = said('MountVolume.SetUp failed for volume "config" : configmap "web" not found');
    const inventory = anInventory({ pods: [{ ...pod, spec }], events: [old] });
    expect(checkRule(mountFailed, inventory)).to.deep.equal([]);
  });
});

describe("a claim that may not be made", () => {
  const OVER =
    'create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims "data-db-0" is forbidden: exceeded quota: storage, requested: requests.storage=10Gi, used: requests.storage=95Gi, limited: requests.storage=100Gi';
  const refused = (message: string, changes: Changes = {}): Inventory =>
    anInventory({
      workloads: [
        aWorkload("db", {}, { kind: "StatefulSet", claimTemplates: [aClaimTemplate("data")] }),
      ],
      events: [
        anEvent(message, { kind: "StatefulSet", name: "db", uid: null, reason: "FailedCreate" }),
      ],
      quotas: [
        aQuota("storage", {
          hard: { "requests.storage": "100Gi", pods: "10" },
          used: { "requests.storage": "95Gi", pods: "2" },
        }),
      ],
      ...changes,
    });

  it("because of a quota is told what the quota has and what is taken", () => {
    const { severity, cause } = checkOne(quotaExceeded, refused(OVER));
    expect(severity).to.equal("error");
    expect(cause?.evidence.slice(1)).to.deep.equal([
      {
        object: "ResourceQuota shop/storage",
        field: "status.used[requests.storage]",
        value: "95Gi of 100Gi",
      },
    ]);
    expect(cause?.keeps).to.have.length(1);
  });

  it("because of a limit range is told its words", () => {
    const large =
      'create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims "data-db-0" is forbidden: maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 10Gi';
    const draft = checkOne(quotaExceeded, refused(large));
    expect(draft.message).to.include("LimitRange");
    expect(draft.cause?.evidence).to.have.length(1);
  });

  it("of a generic ephemeral volume is told by the pod's own event", () => {
    const pod = aPod(
      "web-0",
      { scratch: { kind: "EphemeralClaim", template: aClaimTemplate("scratch") } },
      { node: null, phase: "Pending", progress: aProgress() },
    );
    const text =
      'ephemeral volume scratch: create PVC web-0-scratch: persistentvolumeclaims "web-0-scratch" is forbidden: exceeded quota: storage, requested: requests.storage=10Gi, used: requests.storage=95Gi, limited: requests.storage=100Gi';
    const events = [anEvent(text, { reason: "FailedBinding" })];
    const { cause } = checkOne(quotaExceeded, anInventory({ pods: [pod], events }));
    expect(cause?.keeps.map((it) => it.pod)).to.deep.equal(["web-0"]);
  });

  it("is there by now, whatever an event said", () => {
    expect(
      checkRule(quotaExceeded, refused(OVER, { claims: [aClaim("data-db-0")] })),
    ).to.deep.equal([]);
  });

  it("is not named where pods, not claims, are too many", () => {
    const pods =
      'Error creating: pods "db-0" is forbidden: exceeded quota: storage, requested: pods=1';
    expect(checkRule(quotaExceeded, refused(pods))).to.deep.equal([]);
  });
});
