import { expect } from "chai";
import type { Claim } from "../../../../src/core/model/claim.ts";
import type { Pod } from "../../../../src/core/model/pod.ts";
import type { StorageClass } from "../../../../src/core/model/storage-class.ts";
import { attachError } from "../../../../src/core/rules/attach-error.ts";
import { claimNotBound } from "../../../../src/core/rules/claim-not-bound.ts";
import { claimNotFound } from "../../../../src/core/rules/claim-not-found.ts";
import { claimTerminating } from "../../../../src/core/rules/claim-terminating.ts";
import { duplicateHandle } from "../../../../src/core/rules/duplicate-handle.ts";
import { ephemeralNameConflict } from "../../../../src/core/rules/ephemeral-name-conflict.ts";
import { rwoOnSeveralNodes } from "../../../../src/core/rules/rwo-on-several-nodes.ts";
import { rwopSecondPod } from "../../../../src/core/rules/rwop-second-pod.ts";
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

  it("takes no new pod; its data can be kept first", () => {
    const draft = checkOne(claimTerminating, deleted(unscheduled("web-1")));
    expect(draft.cause?.keeps.map(({ pod }) => pod)).to.deep.equal(["web-1"]);
    expect(commandsOf(draft)).to.deep.equal([
      `kubectl patch pv pv-media -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
      "kubectl -n shop delete pod web-0",
    ]);
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
