import { expect } from "chai";
import type { Node } from "../../../../src/core/model/node.ts";
import type { Placement, Pod } from "../../../../src/core/model/pod.ts";
import { controllerKey, type Workload } from "../../../../src/core/model/workload.ts";
import { waitingForAttach } from "../../../../src/core/rules/waiting-for-attach.ts";
import {
  aClaim,
  aNode,
  anAttachment,
  anEvent,
  anInventory,
  anywhere,
  aPod,
  aProgress,
  aVolume,
  aWorkload,
  claimSource,
  readAsAWhole,
} from "../objects.ts";
import { checkOne, checkRule, commandsOf, evidenceOf } from "./check-rule.ts";

const media = { media: claimSource("media") };

/** web-0 waits on node-b. */
const aWaiting = (changes: Partial<Pod> = {}): Pod =>
  aPod("web-0", media, { node: "node-b", phase: "Pending", progress: aProgress(), ...changes });

/** db-0 has the volume on node-a. */
const aHolder = (changes: Partial<Pod> = {}): Pod =>
  aPod("db-0", media, { progress: aProgress(), ...changes });

const stopping = (deletedAt: string): Partial<Pod> => ({
  terminating: true,
  progress: aProgress({ deletedAt, gracePeriod: 30 }),
});

const silent: Partial<Node> = { ready: "Unknown", readySince: "2026-11-22T22:50:00Z" };

/** The claim's volume is attached to node-a, and nodes a and b are there. */
const cluster = (
  pods: Pod[],
  { node = {}, ...changes }: Parameters<typeof anInventory>[0] & { node?: Partial<Node> } = {},
) =>
  anInventory({
    claims: [aClaim("media")],
    volumes: [aVolume("media")],
    attachments: [anAttachment("media")],
    nodes: [aNode("node-a", node), aNode("node-b")],
    pods,
    ...changes,
  });

const ofReplicaSet = (name: string) => ({
  owner: { kind: "ReplicaSet", name, uid: null },
});

describe("a pod that waits for a volume which another one holds", () => {
  it("is told who holds it, where, and by which objects", () => {
    const inUse = { volumesInUse: ["kubernetes.io/csi/ebs.csi.aws.com^vol-media"] };
    const draft = checkOne(waitingForAttach, cluster([aWaiting(), aHolder()], { node: inUse }));
    expect(evidenceOf(draft)).to.include.members([
      "VolumeAttachment csi-media-node-a spec.nodeName",
      "VolumeAttachment csi-media-node-a status.attached",
      "Pod shop/db-0 spec.nodeName",
      "Node node-a status.conditions[Ready].status",
      "Node node-a status.volumesInUse",
      "PersistentVolume pv-media spec.accessModes",
    ]);
    expect(draft.cause?.keeps.map(({ pod }) => pod)).to.deep.equal(["web-0"]);
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
  });

  it("may delete a bare holder, or be made anew beside it", () => {
    const { cause } = checkOne(waitingForAttach, cluster([aWaiting(), aHolder()]));
    expect(cause?.fixes.map(({ text }) => text.split(" ").slice(0, 3).join(" "))).to.deep.equal([
      "Make pod web-0",
      "Delete pod db-0,",
      "Where pods of",
    ]);
    expect(cause?.fixes[1]?.loses).to.equal("Pod db-0: nobody makes it again.");
  });

  it("of another Deployment is sent to the holder's node, or that one is stopped", () => {
    const web = aWorkload("web", media);
    const db = aWorkload("db", {});
    const owned = (kind: string, name: string) => ({ owner: { kind, name, uid: null } });
    const inventory = cluster([aWaiting(ofReplicaSet("web-1")), aHolder(ofReplicaSet("db-1"))], {
      workloads: [web, db],
      controllers: new Map([
        [controllerKey("ReplicaSet", "shop", "web-1"), owned("Deployment", "web").owner],
        [controllerKey("ReplicaSet", "shop", "db-1"), owned("Deployment", "db").owner],
      ]),
    });
    expect(commandsOf(checkOne(waitingForAttach, inventory)).slice(0, 2)).to.deep.equal([
      `kubectl -n shop patch deployment web -p '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/hostname":"node-a"}}}}}'`,
      "kubectl -n shop scale deployment/db --replicas=0",
    ]);
  });

  it("is not sent to a node that takes no pods", () => {
    const draft = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder()], { node: { unschedulable: true } }),
    );
    expect(draft.cause?.fixes.some(({ text }) => text.includes("anew on"))).to.equal(false);
  });

  it("may not share the node of a ReadWriteOncePod volume", () => {
    const modes = ["ReadWriteOncePod"];
    const draft = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder()], { volumes: [aVolume("media", { grantedModes: modes })] }),
    );
    expect(draft.cause?.fixes.some(({ text }) => text.includes("anew on"))).to.equal(false);
  });

  it("in a rollout is kept by the strategy", () => {
    const inventory = cluster([aWaiting(ofReplicaSet("web-2")), aHolder(ofReplicaSet("web-1"))], {
      workloads: [
        aWorkload("web", media, {
          rollout: { type: "RollingUpdate", maxSurge: "25%", maxUnavailable: "25%" },
        }),
      ],
      controllers: new Map(
        ["web-1", "web-2"].map((name) => [
          controllerKey("ReplicaSet", "shop", name),
          { kind: "Deployment", name: "web", uid: null },
        ]),
      ),
    });
    const draft = checkOne(waitingForAttach, inventory);
    expect(evidenceOf(draft)).to.include(
      "Deployment shop/web spec.strategy.rollingUpdate.maxSurge",
    );
    expect(commandsOf(draft).slice(0, 2)).to.deep.equal([
      `kubectl -n shop patch deployment web -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`,
      `kubectl -n shop patch deployment web -p '{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`,
    ]);
  });
});

describe("a holder that is being deleted", () => {
  it("on a node that is ready is soon gone", () => {
    const { cause } = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder(stopping("2026-11-22T23:00:20Z"))]),
    );
    expect(cause?.outlook.endsByItself).to.equal(true);
    expect(cause?.outlook.text).to.include("by 2026-11-22T23:00:20Z");
    expect(cause?.fixes.flatMap(({ commands }) => commands)).to.deep.equal([
      "kubectl -n shop wait --for=delete pod/db-0 --timeout=10m",
    ]);
  });

  it("long overdue on a node that is ready is held by something that was not read", () => {
    const { cause } = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder(stopping("2026-11-22T22:00:20Z"))]),
    );
    expect(cause?.outlook.endsByItself).to.equal(null);
    expect(cause?.outlook.text).to.include("60 min").and.to.include("finalizer");
  });

  it("on a silent node does not go by itself: the machine off, then the taint", () => {
    const draft = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder(stopping("2026-11-22T22:55:00Z"))], { node: silent }),
    );
    expect(draft.cause?.outlook.endsByItself).to.equal(false);
    expect(draft.cause?.outlook.text).to.include("since 2026-11-22T22:50:00Z");
    expect(commandsOf(draft)).to.deep.equal([
      "kubectl describe node node-a",
      "kubectl taint nodes node-a node.kubernetes.io/out-of-service=nodeshutdown:NoExecute",
      "kubectl -n shop delete pod db-0 --force --grace-period=0",
    ]);
    expect(draft.cause?.fixes.slice(1).every(({ loses }) => loses?.includes("destroys"))).to.equal(
      true,
    );
  });

  it("on a node that is marked out of service goes at once", () => {
    const taints = [
      { key: "node.kubernetes.io/out-of-service", value: "nodeshutdown", effect: "NoExecute" },
    ];
    const { cause } = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder(stopping("2026-11-22T22:55:00Z"))], {
        node: { ...silent, taints },
      }),
    );
    expect(cause?.outlook.endsByItself).to.equal(true);
  });

  it("on a node that could not be read may go or not", () => {
    const { cause } = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder(stopping("2026-11-22T23:00:20Z"))], {
        nodes: [],
        extents: { ...readAsAWhole(), nodes: { of: "none" } },
      }),
    );
    expect(cause?.outlook.endsByItself).to.equal(null);
    expect(cause?.outlook.text).to.include("could not be read");
  });
});

it("a holder that runs on a silent node is told to stop after five minutes, and stays", () => {
  const { cause } = checkOne(waitingForAttach, cluster([aWaiting(), aHolder()], { node: silent }));
  expect(cause?.outlook.endsByItself).to.equal(false);
  expect(cause?.outlook.text).to.include("five minutes");
});

it("a holder on a node that says itself that it is not ready may still be stopped there", () => {
  const { cause } = checkOne(
    waitingForAttach,
    cluster([aWaiting(), aHolder()], { node: { ready: "False" } }),
  );
  expect(cause?.outlook.endsByItself).to.equal(null);
});

it("a holder on a node that says nothing of being ready may be stopped or not", () => {
  const { cause } = checkOne(
    waitingForAttach,
    cluster([aWaiting(), aHolder()], { node: { ready: null } }),
  );
  expect(cause?.outlook.endsByItself).to.equal(null);
});

describe("a volume that nobody holds any more", () => {
  const outlook = (changes: Parameters<typeof cluster>[1]) =>
    checkOne(waitingForAttach, cluster([aWaiting()], changes)).cause?.outlook;

  it("is detached in seconds to minutes by a node that is ready", () => {
    expect(outlook({})).to.deep.include({ endsByItself: true });
    expect(outlook({})?.text).to.include("seconds to minutes");
  });

  it("is taken from a silent node by force after some six minutes, unless that is turned off", () => {
    expect(outlook({ node: silent })?.endsByItself).to.equal(true);
    expect(outlook({ node: silent })?.text)
      .to.include("six minutes")
      .and.to.include("disable-force-detach-on-timeout");
  });

  it("is not surely detached where that should be done long since", () => {
    const asked = (deletedAt: string) =>
      outlook({
        attachments: [anAttachment("media", "node-a", { terminating: true, deletedAt })],
      });
    expect(asked("2026-11-22T22:59:00Z")?.endsByItself).to.equal(true);
    expect(asked("2026-11-22T21:00:00Z")?.endsByItself).to.equal(null);
    expect(asked("2026-11-22T21:00:00Z")?.text).to.include("2026-11-22T21:00:00Z, 2 h before");
  });

  it("is not surely detached where the node was not read", () => {
    const unread = { nodes: [], extents: { ...readAsAWhole(), nodes: { of: "none" as const } } };
    expect(outlook(unread)?.endsByItself).to.equal(null);
  });
});

describe("a volume whose attachment to the pod's own node is not done", () => {
  it("may pass or not: the driver is at work or down", () => {
    const attachments = [anAttachment("media", "node-b", { attached: false })];
    const { cause } = checkOne(waitingForAttach, cluster([aWaiting()], { attachments }));
    expect(cause?.outlook.endsByItself).to.equal(null);
    expect(cause?.evidence.map(({ value }) => value)).to.include("false");
  });
});

describe("who may not read VolumeAttachments", () => {
  const text = 'Multi-Attach error for volume "pv-media" Volume is already used by pod(s) db-0';
  const extents = { ...readAsAWhole(), volumeattachments: { of: "none" as const } };

  it("still learns the holder by the event", () => {
    const { cause } = checkOne(
      waitingForAttach,
      cluster([aWaiting(), aHolder()], { attachments: [], extents, events: [anEvent(text)] }),
    );
    expect(cause?.outlook.endsByItself).to.equal(false);
    expect(cause?.evidence.map(({ value }) => value)).to.include(text);
  });

  it("is told where the volume is by nobody, where the event names no holder that is there", () => {
    const { cause } = checkOne(
      waitingForAttach,
      cluster([aWaiting()], { attachments: [], extents, events: [anEvent(text)] }),
    );
    expect(cause?.outlook.endsByItself).to.equal(null);
  });
});

it("a pod whose volume is attached to its node waits for something else", () => {
  const attachments = [anAttachment("media", "node-b")];
  expect(checkRule(waitingForAttach, cluster([aWaiting()], { attachments }))).to.deep.equal([]);
});

describe("a volume that several pods hold on one node", () => {
  const holders = (number: number, changes: (index: number) => Partial<Pod> = () => ({})) =>
    Array.from({ length: number }, (_, index) =>
      aHolder({ name: `db-${index}`, uid: `uid-db-${index}`, ...changes(index) }),
    );
  const firstStop = (pods: Pod[], changes: Parameters<typeof cluster>[1] = {}) =>
    checkOne(waitingForAttach, cluster([aWaiting(), ...pods], changes)).cause?.fixes[1];

  it("is free when all of them are gone, which is one fix", () => {
    expect(firstStop(holders(2))).to.deep.include({
      commands: ["kubectl -n shop delete pod db-0 db-1"],
      loses: "Pods db-0 and db-1: nobody makes them again.",
    });
  });

  it("of several kinds is freed by all that it takes", () => {
    const owner = { kind: "StatefulSet", name: "db", uid: null };
    const mixed = holders(2, (index) => (index === 0 ? {} : { owner }));
    expect(firstStop(mixed)?.commands).to.deep.equal([
      "kubectl -n shop delete pod db-0",
      "kubectl -n shop scale statefulset/db --replicas=0",
    ]);
  });

  it("too many to be named are listed by who-mounts", () => {
    expect(firstStop(holders(5))?.commands).to.deep.equal([
      "kubectl shared who-mounts pvc/media -n shop",
    ]);
  });

  it("is not freed by stopping a Job that ends by itself", () => {
    const owner = { kind: "Job", name: "import", uid: null };
    const { cause } = checkOne(waitingForAttach, cluster([aWaiting(), aHolder({ owner })]));
    expect(cause?.outlook.endsByItself).to.equal(true);
    expect(cause?.outlook.text).to.include("completes");
    expect(cause?.fixes[0]?.commands).to.deep.equal([
      "kubectl -n shop wait '--for=jsonpath={.status.phase}=Succeeded' pod/db-0 --timeout=1h",
    ]);
  });

  it("of the Job that waits is left to one pod after another, not suspended with all of them", () => {
    const owner = { kind: "Job", name: "import", uid: null };
    const draft = checkOne(waitingForAttach, cluster([aWaiting({ owner }), aHolder({ owner })]));
    expect(commandsOf(draft).join()).to.include("parallelism").and.not.to.include("suspend");
    expect(draft.cause?.outlook.text).to.include("that is never");
  });
});

describe("the way to the holder's node", () => {
  const owner = { kind: "Deployment", name: "web", uid: null };
  const web = (placement: Partial<Placement>, changes: Partial<Workload> = {}) => {
    const workload = aWorkload("web", media, changes);
    const template = { ...workload.template, placement: { ...anywhere, ...placement } };
    return { ...workload, template };
  };
  const movesOf = (workload: Workload, changes: Partial<Pod> = {}) =>
    checkOne(
      waitingForAttach,
      cluster([aWaiting({ owner: { ...owner, kind: workload.kind }, ...changes }), aHolder()], {
        workloads: [workload],
      }),
    ).cause?.fixes.filter(({ text }) => text.includes("on node-a, where the volume is")) ?? [];

  it("is open where nothing in the template is against it", () => {
    expect(movesOf(web({})).length).to.equal(1);
  });

  it("is closed by anti-affinity, another nodeSelector or another node's name", () => {
    const zone = { key: "topology.kubernetes.io/zone", operator: "In", values: ["eu-1b"] };
    expect(movesOf(web({ dependsOnPods: true }))).to.deep.equal([]);
    expect(movesOf(web({ nodeSelector: { disk: "ssd" } }))).to.deep.equal([]);
    expect(movesOf(web({ affinityNodes: ["node-b"] }))).to.deep.equal([]);
    expect(movesOf(web({ affinityTerms: [{ expressions: [zone] }] }))).to.deep.equal([]);
  });

  it("is opened by the patch itself where the nodeSelector names another node", () => {
    const [move] = movesOf(web({ nodeSelector: { "kubernetes.io/hostname": "node-b" } }));
    expect(move?.loses).to.include("nodeSelector that wants node-b is replaced");
  });

  it("is closed where another claim of the pod stays elsewhere, or was not read", () => {
    const two = { ...media, logs: claimSource("logs") };
    const { spec } = aPod("web-0", two);
    expect(movesOf(web({}), { spec })).to.deep.equal([]);
  });

  it("makes every pod of the workload anew, which is said", () => {
    const losesOf = (changes: Partial<Workload>) => movesOf(web({}, changes))[0]?.loses;
    const rollout = { maxSurge: "25%", maxUnavailable: "25%" };
    expect(losesOf({ rollout: { type: "Recreate", ...rollout } })).to.include("nobody serves");
    expect(losesOf({ rollout: { type: "RollingUpdate", ...rollout } })).to.match(
      /^Every pod of Deployment web is made anew\./,
    );
    expect(losesOf({ kind: "StatefulSet" })).to.include("also those that are well");
  });

  it("is not there for pods of a DaemonSet, which cannot be scaled either", () => {
    const fixes = checkOne(
      waitingForAttach,
      cluster(
        [
          aWaiting({ owner: { ...owner, kind: "DaemonSet" } }),
          aHolder({ owner: { ...owner, kind: "DaemonSet" } }),
        ],
        { workloads: [web({}, { kind: "DaemonSet", replicas: null })] },
      ),
    ).cause?.fixes;
    expect(fixes?.map(({ text }) => text.split(" ").slice(0, 3).join(" "))).to.deep.equal([
      "Where each pod",
      "Let DaemonSet web",
      "Where pods of",
    ]);
    expect(fixes?.[1]?.loses).to.include("on all other nodes");
  });
});

it("a StatefulSet's first pod is let in by deleting those after it, once they are wanted no more", () => {
  const owner = { kind: "StatefulSet", name: "web", uid: null };
  const draft = checkOne(
    waitingForAttach,
    cluster([aWaiting({ owner }), aHolder({ owner, name: "web-1" })]),
  );
  expect(commandsOf(draft).slice(0, 2)).to.deep.equal([
    "kubectl -n shop scale statefulset/web --replicas=1",
    "kubectl -n shop delete pod web-1",
  ]);
});

it("a rollout of several pods is not mended by its strategy alone", () => {
  const inventory = cluster([aWaiting(ofReplicaSet("web-2")), aHolder(ofReplicaSet("web-1"))], {
    workloads: [
      aWorkload("web", media, {
        replicas: 3,
        rollout: { type: "RollingUpdate", maxSurge: "25%", maxUnavailable: "25%" },
      }),
    ],
    controllers: new Map(
      ["web-1", "web-2"].map((name) => [
        controllerKey("ReplicaSet", "shop", name),
        { kind: "Deployment", name: "web", uid: null },
      ]),
    ),
  });
  const fix = checkOne(waitingForAttach, inventory).cause?.fixes.find(({ commands }) =>
    commands.join().includes("Recreate"),
  );
  expect(fix?.commands.at(-1)).to.equal("kubectl -n shop scale deployment/web --replicas=1");
});

it("a holder on a node that is gone is collected", () => {
  const { cause } = checkOne(
    waitingForAttach,
    cluster([aWaiting(), aHolder()], { nodes: [aNode("node-b")] }),
  );
  expect(cause?.outlook.endsByItself).to.equal(true);
  expect(cause?.outlook.text).to.include("There is no node node-a any more");
  expect(cause?.fixes.flatMap(({ commands }) => commands)).to.deep.equal([
    "kubectl -n shop wait --for=delete pod/db-0 --timeout=10m",
  ]);
});

it("an answer about thousands of pods is no longer than one about a few", () => {
  const many = (prefix: string, number: number, changes: Partial<Pod>) =>
    Array.from({ length: number }, (_, index) => {
      const name = `${prefix}-${index}`;
      return aPod(name, media, { uid: `uid-${name}`, progress: aProgress(), ...changes });
    });
  const inventory = cluster(
    [...many("web", 2000, { node: "node-b", phase: "Pending" }), ...many("db", 2000, {})],
    {
      events: Array.from({ length: 2000 }, (_, index) =>
        anEvent('Multi-Attach error for volume "pv-media"', {
          name: `web-${index}`,
          uid: `uid-web-${index}`,
        }),
      ),
    },
  );
  const { cause, ...draft } = checkOne(waitingForAttach, inventory);
  const { keeps, ...told } = cause ?? { keeps: [] };
  expect(keeps.length).to.equal(2000);
  expect(JSON.stringify([draft, told]).length).to.be.below(5000);
});
