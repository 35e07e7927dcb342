import { expect } from "chai";
import type { Claim } from "../../../../src/core/model/claim.ts";
import type { Pod } from "../../../../src/core/model/pod.ts";
import type { StorageClass } from "../../../../src/core/model/storage-class.ts";
import type { Workload } from "../../../../src/core/model/workload.ts";
import { attachError } from "../../../../src/core/rules/attach-error.ts";
import { claimNotBound } from "../../../../src/core/rules/claim-not-bound.ts";
import { claimNotFound } from "../../../../src/core/rules/claim-not-found.ts";
import { claimTerminating } from "../../../../src/core/rules/claim-terminating.ts";
import { duplicateHandle } from "../../../../src/core/rules/duplicate-handle.ts";
import { ephemeralNameConflict } from "../../../../src/core/rules/ephemeral-name-conflict.ts";
import { rwoOnSeveralNodes } from "../../../../src/core/rules/rwo-on-several-nodes.ts";
import { rwopSecondPod } from "../../../../src/core/rules/rwop-second-pod.ts";
import { waitingForAttach } from "../../../../src/core/rules/waiting-for-attach.ts";
import { wrongVolumeMode } from "../../../../src/core/rules/wrong-volume-mode.ts";
import {
  aClaim,
  aClaimTemplate,
  aNode,
  anAttachment,
  anEvent,
  anInventory,
  aPod,
  aProgress,
  aStorageClass,
  aVolume,
  aWorkload,
  claimSource,
} from "../objects.ts";
import { checkOne, checkRule, commandsOf, evidenceOf } from "./check-rule.ts";

type Changes = Parameters<typeof anInventory>[0];
const media = { media: claimSource("media") };

/** Without a node, for what the scheduler says. */
const unscheduled = (name: string, message = "", changes: Partial<Pod> = {}): Pod =>
  aPod(name, media, {
    node: null,
    phase: "Pending",
    progress: aProgress({
      unschedulable: message === "" ? null : { reason: "Unschedulable", message },
    }),
    ...changes,
  });

describe("a claim that is not there", () => {
  it("is not made by itself", () => {
    const message = 'persistentvolumeclaim "media" not found';
    const { cause } = checkOne(
      claimNotFound,
      anInventory({ pods: [unscheduled("web-0", message)] }),
    );
    expect(cause?.outlook.endsByItself).to.equal(false);
    expect(cause?.evidence.map(({ value }) => value)).to.deep.equal(["media", message]);
  });

  it("may be in another namespace, where no pod of this one can have it", () => {
    const { cause } = checkOne(
      claimNotFound,
      anInventory({
        pods: [unscheduled("web-0")],
        claims: [aClaim("media", { namespace: "old" })],
      }),
    );
    expect(cause?.outlook.text).to.include("in old is out of reach");
  });

  it("may be in the cluster, where only the files leave it out", () => {
    const source = { kind: "snapshot" as const, files: ["x.yaml"] };
    const { cause } = checkOne(
      claimNotFound,
      anInventory({ pods: [unscheduled("web-0")], source }),
    );
    expect(cause?.outlook.endsByItself).to.equal(null);
  });
});

describe("a claim without a volume", () => {
  const pending = (changes: Partial<Claim>, classes: StorageClass[], others: Changes = {}) =>
    anInventory({
      claims: [
        aClaim("media", { phase: "Pending", volumeName: null, grantedModes: null, ...changes }),
      ],
      classes,
      pods: [unscheduled("web-0")],
      ...others,
    });
  const atOnce = aStorageClass("gp3", { bindingMode: "Immediate" });
  const causeOf = (changes: Partial<Claim>, classes: StorageClass[], others?: Changes) =>
    checkOne(claimNotBound, pending(changes, classes, others)).cause;
  const ofClaim = (reason: string, message: string) =>
    anEvent(message, { kind: "PersistentVolumeClaim", name: "media", uid: "uid-media", reason });

  it("whose class is not there does not get one", () => {
    const cause = causeOf({ storageClass: "gone" }, [atOnce]);
    expect(cause?.outlook.text).to.include("class gone");
    expect(cause?.evidence.at(-1)).to.deep.equal({
      object: "StorageClass gone",
      field: "metadata.name",
      value: "not there",
    });
  });

  it("and without a class gets none where no class is the default, but may be given one", () => {
    const draft = checkOne(claimNotBound, pending({ storageClass: null }, [atOnce]));
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(commandsOf(draft)[0]).to.equal(
      `kubectl -n shop patch pvc media -p '{"spec":{"storageClassName":"gp3"}}'`,
    );
  });

  it("that wants no class waits for a volume that somebody makes", () => {
    expect(causeOf({ storageClass: "" }, [atOnce])?.outlook.text).to.include("without a class");
  });

  it("names another claim's volume in vain", () => {
    const volume = aVolume("other", { name: "pv-1" });
    const cause = causeOf({ volumeName: "pv-1" }, [atOnce], { volumes: [volume] });
    expect(cause?.outlook.text).to.include("shop/other");
  });

  it("is told what the provisioner says", () => {
    const events = [ofClaim("ProvisioningFailed", "rpc error: quota of the cloud")];
    const cause = causeOf({}, [atOnce], { events });
    expect(cause?.outlook.endsByItself).to.equal(null);
    expect(cause?.evidence.at(-1)?.value).to.equal("rpc error: quota of the cloud");
  });

  it("has nobody to make one where the driver is not installed", () => {
    const events = [ofClaim("ExternalProvisioning", "Waiting for a volume to be created")];
    const cause = causeOf({}, [atOnce], { events });
    expect(cause?.evidence.map(({ object, value }) => `${object}: ${value}`)).to.include(
      "CSIDriver ebs.csi.aws.com: not there",
    );
  });

  it("is not the cause while the scheduler has picked no node: it waits for the pod", () => {
    const draft = checkOne(claimNotBound, pending({}, [aStorageClass("gp3")]));
    expect(draft.severity).to.equal("warning");
    expect(draft.cause).to.equal(undefined);
  });

  it("is the cause once the scheduler has picked a node", () => {
    const cause = causeOf({ selectedNode: "node-a" }, [aStorageClass("gp3")]);
    expect(cause?.outlook.endsByItself).to.equal(null);
  });

  it("is the cause for a pod that went past the scheduler", () => {
    const pods = [aPod("web-0", media, { phase: "Pending" })];
    const cause = causeOf({}, [aStorageClass("gp3")], { pods });
    expect(cause?.outlook.endsByItself).to.equal(false);
  });

  it("keeps nobody where nobody waits, and stays lost", () => {
    expect(causeOf({}, [atOnce], { pods: [] })).to.equal(undefined);
    expect(causeOf({ phase: "Lost", volumeName: "pv-1" }, [atOnce])?.outlook.endsByItself).to.equal(
      false,
    );
  });
});

describe("a ReadWriteOncePod claim that another pod has", () => {
  const modes = ["ReadWriteOncePod"];
  const taken = (holder: Pod, node = aNode("node-a")) =>
    anInventory({
      claims: [aClaim("media", { requestedModes: modes, grantedModes: modes })],
      volumes: [aVolume("media", { grantedModes: modes })],
      nodes: [node],
      pods: [holder, unscheduled("web-1", "0/1 nodes are available: in use")],
    });

  it("is told who has it, in the pod's own fields and the scheduler's words", () => {
    const draft = checkOne(rwopSecondPod, taken(aPod("web-0", media)));
    expect(draft.cause?.keeps.map(({ pod }) => pod)).to.deep.equal(["web-1"]);
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(evidenceOf(draft)).to.include("Pod shop/web-0 spec.nodeName");
    expect(commandsOf(draft)[0]).to.equal("kubectl -n shop delete pod web-0");
  });

  it("is left to it first: the second pod can do without, or be of a higher priority", () => {
    const { cause } = checkOne(rwopSecondPod, taken(aPod("web-0", media)));
    expect(cause?.fixes.map(({ text }) => text.split(" ").slice(0, 3).join(" "))).to.deep.equal([
      "Leave pod web-1",
      "Delete pod web-0,",
      "Where several pods",
    ]);
    expect(cause?.outlook.text).to.include("priority");
  });

  it("is free when that one completes, where it is a Job's", () => {
    const owner = { kind: "Job", name: "import", uid: null };
    const draft = checkOne(rwopSecondPod, taken(aPod("web-0", media, { owner })));
    expect(draft.cause?.outlook.endsByItself).to.equal(true);
    expect(commandsOf(draft)[0]).to.include("wait");
  });

  it("is soon free where that one is stopping", () => {
    const progress = aProgress({ deletedAt: "2026-11-22T23:00:10Z" });
    const { cause } = checkOne(
      rwopSecondPod,
      taken(aPod("web-0", media, { terminating: true, progress })),
    );
    expect(cause?.outlook.endsByItself).to.equal(true);
  });
});

describe("a claim that is being deleted", () => {
  const deleted = (...pods: Pod[]) =>
    anInventory({
      claims: [aClaim("media", { terminating: true })],
      volumes: [aVolume("media")],
      pods: [aPod("web-0", media), ...pods],
    });

  it("takes no new pod; one line after the other gives a new claim the old data", () => {
    const draft = checkOne(claimTerminating, deleted(unscheduled("web-1")));
    expect(draft.cause?.keeps.map(({ pod }) => pod)).to.deep.equal(["web-1"]);
    expect(draft.cause?.fixes.length).to.equal(1);
    const made = {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { namespace: "shop", name: "media" },
      spec: {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "5Gi" } },
        storageClassName: "gp3",
        volumeMode: "Filesystem",
        volumeName: "pv-media",
      },
    };
    expect(commandsOf(draft)).to.deep.equal([
      `kubectl patch pv pv-media -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
      "kubectl -n shop delete pod web-0",
      "kubectl -n shop wait --for=delete pvc/media --timeout=10m",
      `kubectl patch pv pv-media --type=json -p '[{"op":"remove","path":"/spec/claimRef/uid"}]'`,
      `echo '${JSON.stringify(made)}' | kubectl create -f -`,
    ]);
    expect(draft.cause?.fixes[0]?.loses).to.include("Pod web-0: nobody makes it again.");
  });

  it("of a StatefulSet is made again by that, and empty: only the volume can be kept", () => {
    const owner = { kind: "StatefulSet", name: "web", uid: null };
    const set = aWorkload(
      "web",
      {},
      {
        kind: "StatefulSet",
        claimTemplates: [aClaimTemplate("data")],
      },
    );
    const own = { data: claimSource("data-web-0") };
    const draft = checkOne(
      claimTerminating,
      anInventory({
        workloads: [set],
        claims: [aClaim("data-web-0", { terminating: true })],
        volumes: [aVolume("data-web-0")],
        pods: [aPod("web-0", own, { owner, node: null, phase: "Pending", progress: aProgress() })],
      }),
    );
    expect(commandsOf(draft).length).to.equal(1);
    expect(commandsOf(draft)[0]).to.include("Retain");
    expect(draft.cause?.fixes[0]?.text).to.include("StatefulSet web makes an empty claim");
  });

  it("keeps nobody who is there already", () => {
    expect(checkOne(claimTerminating, deleted()).cause).to.equal(undefined);
  });
});

it("an ephemeral volume whose claim's name is taken waits for ever, unless that claim is going", () => {
  const pod = aPod(
    "web-0",
    { data: { kind: "EphemeralClaim", template: aClaimTemplate("data") } },
    { node: null, phase: "Pending" },
  );
  const outlook = (terminating: boolean) =>
    checkOne(
      ephemeralNameConflict,
      anInventory({ pods: [pod], claims: [aClaim("web-0-data", { terminating })] }),
    ).cause?.outlook.endsByItself;
  expect(outlook(false)).to.equal(false);
  expect(outlook(true)).to.equal(null);
});

it("a block claim in volumeMounts is shown by both fields and the kubelet's event", () => {
  const draft = checkOne(
    wrongVolumeMode,
    anInventory({
      claims: [aClaim("media", { volumeMode: "Block" })],
      pods: [aPod("web-0", media, { phase: "Pending" })],
      events: [
        anEvent("volume media has volumeMode Block, but is specified in volumeMounts", {
          reason: "FailedMount",
        }),
      ],
    }),
  );
  expect(evidenceOf(draft)).to.deep.equal([
    "PersistentVolumeClaim shop/media spec.volumeMode",
    "Pod shop/web-0 spec.containers[app].volumeMounts",
    "Event of Pod shop/web-0 FailedMount",
  ]);
});

it("two volumes of one handle are both shown with it", () => {
  const two = { media: claimSource("media"), logs: claimSource("logs") };
  const { source } = aVolume("media");
  const drafts = checkRule(
    duplicateHandle,
    anInventory({
      claims: [aClaim("media"), aClaim("logs")],
      volumes: [aVolume("media"), aVolume("logs", { source })],
      pods: [aPod("web-0", two, { phase: "Pending" })],
    }),
  );
  expect(drafts.map(evidenceOf)[0]).to.deep.equal([
    "PersistentVolume pv-media spec.csi.volumeHandle",
    "PersistentVolume pv-logs spec.csi.volumeHandle",
  ]);
});

it("an attach that failed keeps the pods of that node, and may succeed later or not", () => {
  const { cause } = checkOne(
    attachError,
    anInventory({
      claims: [aClaim("media")],
      volumes: [aVolume("media")],
      attachments: [anAttachment("media", "node-a", { attached: false, attachError: "busy" })],
      pods: [
        aPod("web-0", media, { phase: "Pending" }),
        aPod("web-1", media, { phase: "Pending", node: "node-b" }),
      ],
    }),
  );
  expect(cause?.keeps.map(({ pod }) => pod)).to.deep.equal(["web-0"]);
  expect(cause?.outlook.endsByItself).to.equal(null);
  expect(cause?.evidence.at(-1)?.value).to.equal("busy");
});

it("a detach that fails is told of by the pods that wait for it, once nobody has the volume there", () => {
  const failing = (...pods: Pod[]) =>
    anInventory({
      claims: [aClaim("media")],
      volumes: [aVolume("media")],
      attachments: [anAttachment("media", "node-a", { detachError: "gone" })],
      pods: [...pods, aPod("web-1", media, { phase: "Pending", node: "node-b" })],
    });
  const [lone, held] = [failing(), failing(aPod("web-0", media))];
  expect(checkOne(attachError, lone).cause?.keeps.map(({ pod }) => pod)).to.deep.equal(["web-1"]);
  expect(checkOne(attachError, lone).message).to.include("keeps pod web-1 on node-b waiting");
  expect(checkRule(waitingForAttach, lone)).to.deep.equal([]);
  expect(checkOne(attachError, held).cause?.keeps).to.deep.equal([]);
  expect(checkOne(waitingForAttach, held).cause?.keeps.length).to.equal(1);
});

it("an attach that failed is not said to be under way as well", () => {
  const attachments = [anAttachment("media", "node-a", { attached: false, attachError: "busy" })];
  const inventory = anInventory({
    claims: [aClaim("media")],
    volumes: [aVolume("media")],
    attachments,
    pods: [aPod("web-0", media, { phase: "Pending" })],
    events: [anEvent('AttachVolume.Attach failed for volume "pv-media" : busy')],
  });
  expect(checkRule(waitingForAttach, inventory)).to.deep.equal([]);
  expect(checkOne(attachError, inventory).cause?.keeps.length).to.equal(1);
});

describe("a ReadWriteOnce claim on two nodes", () => {
  const draftOf = (pods: Pod[], changes: Changes = {}) =>
    checkOne(
      rwoOnSeveralNodes,
      anInventory({
        claims: [aClaim("media")],
        volumes: [aVolume("media")],
        nodes: [aNode("node-a"), aNode("node-b")],
        pods,
        ...changes,
      }),
    );
  const two = (owner: Pod["owner"] = null) => [
    aPod("web-0", media, { owner }),
    aPod("web-1", media, { owner, phase: "Pending", node: "node-b" }),
  ];
  const hintOf = (kind: string, workloads: Workload[] = []) =>
    draftOf(two({ kind, name: "web", uid: null }), { workloads }).hint;

  it("is kept together by what makes the pods", () => {
    expect(hintOf("DaemonSet")).to.include("generic ephemeral volume");
    expect(hintOf("StatefulSet")).to.include("volumeClaimTemplates");
    expect(hintOf("Job")).to.include("parallelism 1");
    expect(draftOf(two()).hint).to.match(/^Keep the pods on one node/);
  });

  it("of a Deployment has too many replicas, or a strategy that surges, or neither", () => {
    const rollout = { maxSurge: "25%", maxUnavailable: "25%" };
    const of = (replicas: number, type: string) =>
      hintOf("Deployment", [aWorkload("web", media, { replicas, rollout: { type, ...rollout } })]);
    expect(of(3, "Recreate")).to.include("Run one pod").and.not.to.include("Recreate");
    expect(of(1, "RollingUpdate")).to.include("strategy Recreate");
    expect(of(1, "Recreate")).to.match(/^Keep the pods on one node/);
  });

  it("where pods run on both is enforced by nobody, unless one node is silent", () => {
    const running = [aPod("web-0", media), aPod("web-1", media, { node: "node-b" })];
    const on = (ready: string) =>
      draftOf(running, { nodes: [aNode("node-a", { ready }), aNode("node-b")] });
    expect(on("True").message).to.include("run at once").and.not.to.include("wait");
    expect(on("Unknown").message).to.include("pods on any other wait");
    expect(on("Unknown").hint).to.include("explain node/node-a");
  });
});

it("pods of two nodes are no cause of their own: waiting-for-attach knows who waits for what", () => {
  const pods = [aPod("db-0", media), aPod("web-0", media, { phase: "Pending", node: "node-b" })];
  const claims = [aClaim("media")];
  const draft = checkOne(
    rwoOnSeveralNodes,
    anInventory({ claims, volumes: [aVolume("media")], pods }),
  );
  expect(draft.severity).to.equal("error");
  expect(draft.cause).to.equal(undefined);
});
