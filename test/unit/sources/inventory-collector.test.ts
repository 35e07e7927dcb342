import { expect } from "chai";
import fc from "fast-check";
import type { SourceFacts } from "../../../src/core/model/inventory.ts";
import type { CountedPods, Target } from "../../../src/core/model/read-request.ts";
import type { Resource } from "../../../src/core/model/resource.ts";
import { CLAIM_KINDS, type StorageKind } from "../../../src/core/model/storage-kind.ts";
import { DecodeError } from "../../../src/sources/decode/fields.ts";
import { InventoryCollector } from "../../../src/sources/inventory-collector.ts";
import { kindOfResource } from "../../../src/sources/readable-kind.ts";

interface Asked {
  kinds?: readonly StorageKind[];
  targets?: readonly Target[];
  details?: boolean;
  counted?: Partial<CountedPods> | null;
}

function collect(asked: Asked = {}, source: SourceFacts = { kind: "snapshot", files: [] }) {
  const collector = new InventoryCollector(
    {
      namespace: null,
      fallbackNamespace: null,
      targets: asked.targets ?? [],
      kinds: new Set(asked.kinds ?? CLAIM_KINDS),
      resources: new Set(),
      deep: false,
      details: asked.details ?? false,
      counted: asked.counted === null ? null : { namespace: null, selects: null, ...asked.counted },
    },
    source,
    null,
  );
  return {
    collector,
    add: (resource: Resource, object: object) =>
      collector.add(kindOfResource(resource), object as Record<string, unknown>),
  };
}

const pod = (name: string, ...volumes: object[]) => ({
  metadata: { namespace: "shop", name },
  spec: { nodeName: "node-a", volumes: volumes.map((it, index) => ({ name: `v${index}`, ...it })) },
  status: { phase: "Running" },
});

/** The same pod as one that a ReplicaSet made. */
const madeBy = (name: string, made: ReturnType<typeof pod>) => ({
  ...made,
  metadata: {
    ...made.metadata,
    ownerReferences: [{ kind: "ReplicaSet", name, controller: true }],
  },
});

const claimVolume = (claimName: string) => ({ persistentVolumeClaim: { claimName } });
const emptyDir = { emptyDir: {} };
const secret = (secretName: string) => ({ secret: { secretName } });
const hostPath = (path: string) => ({ hostPath: { path } });

describe("an inventory", () => {
  it("holds each kind of object where the core looks for it", () => {
    const { collector, add } = collect();
    const named = (name: string) => ({ metadata: { namespace: "shop", name } });
    add("pods", pod("web-0", claimVolume("media")));
    add("persistentvolumeclaims", named("media"));
    add("persistentvolumes", { metadata: { name: "pv-1" } });
    add("volumeattachments", { metadata: { name: "csi-1" } });
    add("storageclasses", { metadata: { name: "gp3" } });
    add("csidrivers", { metadata: { name: "ebs.csi.aws.com" } });
    add("nodes", { metadata: { name: "node-a" } });
    add("events", {
      ...named("web-0.17c"),
      reason: "FailedAttachVolume",
      involvedObject: { kind: "Pod", namespace: "shop", name: "web-0" },
    });
    add("resourcequotas", named("team"));
    const inventory = collector.finish();
    expect(inventory.quotas.map(({ name }) => name)).to.deep.equal(["team"]);
    expect(inventory.pods.map(({ name }) => name)).to.deep.equal(["web-0"]);
    expect([...inventory.claims.keys()]).to.deep.equal(["shop/media"]);
    expect([...inventory.volumes.keys()]).to.deep.equal(["pv-1"]);
    expect(inventory.attachments.map(({ name }) => name)).to.deep.equal(["csi-1"]);
    expect([...inventory.classes.keys()]).to.deep.equal(["gp3"]);
    expect([...inventory.drivers.keys()]).to.deep.equal(["ebs.csi.aws.com"]);
    expect([...inventory.nodes.keys()]).to.deep.equal(["node-a"]);
    expect(inventory.events.map(({ name }) => name)).to.deep.equal(["web-0"]);
  });

  it("holds workloads of every kind under the kind's own name", () => {
    const { collector, add } = collect();
    const metadata = { namespace: "shop", name: "web" };
    const template = { spec: { volumes: [{ name: "data", ...claimVolume("media") }] } };
    const spec = { template, jobTemplate: { spec: { template } } };
    const resources = [
      "deployments",
      "replicasets",
      "statefulsets",
      "daemonsets",
      "jobs",
      "cronjobs",
      "replicationcontrollers",
    ] as const;
    for (const resource of resources) add(resource, { metadata, spec });
    expect(collector.finish().workloads.map(({ kind }) => kind)).to.deep.equal([
      "Deployment",
      "ReplicaSet",
      "StatefulSet",
      "DaemonSet",
      "Job",
      "CronJob",
      "ReplicationController",
    ]);
  });

  describe("of what was said", () => {
    const said = (kind: string, reason: string) => ({
      metadata: { namespace: "shop", name: `${kind}-${reason}` },
      reason,
      involvedObject: { kind, namespace: "shop", name: "web" },
    });
    const events = [
      said("Pod", "FailedAttachVolume"),
      said("Pod", "FailedScheduling"),
      said("PersistentVolumeClaim", "ProvisioningFailed"),
      said("ReplicaSet", "FailedCreate"),
      said("Node", "FailedAttachVolume"),
      said("Ingress", "Sync"),
    ];
    const keep = (asked: Asked) => {
      const { collector, add } = collect(asked);
      for (const event of events) add("events", event);
      return collector.finish().events.map(({ kind, reason }) => `${kind} ${reason}`);
    };

    it("keeps that a pod's volume is not attached", () => {
      expect(keep({})).to.deep.equal(["Pod FailedAttachVolume"]);
    });

    it("keeps in detail all about objects of the kinds that it holds", () => {
      expect(keep({ details: true })).to.deep.equal([
        "Pod FailedAttachVolume",
        "Pod FailedScheduling",
        "PersistentVolumeClaim ProvisioningFailed",
        "ReplicaSet FailedCreate",
        "Node FailedAttachVolume",
      ]);
    });
  });

  it("lets pods go that use none of the kinds asked for", () => {
    const { collector, add } = collect();
    add("pods", pod("web-0", emptyDir, claimVolume("media")));
    add("pods", pod("web-1", emptyDir, hostPath("/")));
    add("pods", pod("web-2"));
    expect(collector.finish().pods.map(({ name }) => name)).to.deep.equal(["web-0"]);
  });

  it("keeps a pod that is asked for by name, whatever it uses", () => {
    const { collector, add } = collect({ targets: [{ type: "pod", name: "web-2" }] });
    add("pods", pod("web-2"));
    add("pods", pod("web-20"));
    expect(collector.finish().pods.map(({ name }) => name)).to.deep.equal(["web-2"]);
  });

  it("keeps a workload that is asked for by name, whatever its pods use", () => {
    const targets: Target[] = [
      { type: "deployment", name: "web" },
      { type: "statefulset", name: "db" },
    ];
    const { collector, add } = collect({ targets });
    const named = (name: string) => ({ metadata: { namespace: "shop", name } });
    add("deployments", named("web"));
    add("deployments", named("db"));
    add("statefulsets", named("db"));
    add("daemonsets", named("web"));
    expect(collector.finish().workloads.map(({ kind, name }) => `${kind}/${name}`)).to.deep.equal([
      "Deployment/web",
      "StatefulSet/db",
    ]);
  });

  it("tells what pods and templates run only where details are asked for", () => {
    const spec = {
      containers: [{ name: "app", image: "busybox" }],
      volumes: [{ name: "data", ...claimVolume("media") }],
    };
    const images = (details: boolean) => {
      const { collector, add } = collect({ details });
      const metadata = { namespace: "shop", name: "web" };
      add("pods", { metadata, spec });
      add("deployments", { metadata, spec: { template: { spec } } });
      add("jobs", { metadata, spec: { template: { spec } } });
      add("cronjobs", { metadata, spec: { jobTemplate: { spec: { template: { spec } } } } });
      const { pods, workloads } = collector.finish();
      expect(pods.map(({ progress }) => progress !== null)).to.deep.equal([details]);
      return [...pods.map((pod) => pod.spec), ...workloads.map(({ template }) => template)].map(
        ({ containers }) => containers[0]?.run?.image ?? null,
      );
    };
    expect(images(true)).to.deep.equal(["busybox", "busybox", "busybox", "busybox"]);
    expect(images(false)).to.deep.equal([null, null, null, null]);
  });

  it("keeps generic ephemeral volumes with claims, since one may be the other", () => {
    for (const kinds of [["PersistentVolumeClaim"], ["EphemeralClaim"]] as const) {
      const { collector, add } = collect({ kinds });
      add("pods", pod("web-0", claimVolume("media")));
      add("pods", pod("web-1", { ephemeral: { volumeClaimTemplate: {} } }));
      expect(collector.finish().pods).to.have.length(2);
    }
  });

  it("keeps what owns a controller, and drops templates without storage of interest", () => {
    const { collector, add } = collect();
    const ownerReferences = [{ kind: "Deployment", name: "web", controller: true }];
    add("replicasets", { metadata: { namespace: "shop", name: "web-1", ownerReferences } });
    const inventory = collector.finish();
    expect(inventory.workloads).to.deep.equal([]);
    expect(inventory.controllers.get("ReplicaSet/shop/web-1")).to.deep.equal({
      kind: "Deployment",
      name: "web",
      uid: null,
    });
  });

  it("keeps a StatefulSet for its claim templates alone", () => {
    const { collector, add } = collect();
    const spec = { volumeClaimTemplates: [{ metadata: { name: "data" } }] };
    add("statefulsets", { metadata: { namespace: "shop", name: "db" }, spec });
    expect(collector.finish().workloads.map(({ name }) => name)).to.deep.equal(["db"]);
  });

  it("holds an object once: the later one of a name replaces the earlier", () => {
    const { collector, add } = collect();
    for (const phase of ["Pending", "Running"]) {
      add("pods", { ...pod("web-0", claimVolume("media")), status: { phase } });
      add("persistentvolumeclaims", {
        metadata: { namespace: "shop", name: "media" },
        status: { phase },
      });
      add("persistentvolumes", { metadata: { name: "pv-1" }, status: { phase } });
      add("events", {
        metadata: { namespace: "shop", name: "web-0.17c" },
        reason: "FailedAttachVolume",
        involvedObject: { kind: "Pod", namespace: "shop", name: "web-0" },
        message: phase,
      });
      add("volumeattachments", { metadata: { name: "csi-0" } });
      add("volumeattachments", {
        metadata: { name: "csi-1" },
        status: { attached: phase === "Running" },
      });
    }
    const inventory = collector.finish();
    expect(inventory.pods.map(({ phase }) => phase)).to.deep.equal(["Running"]);
    expect([...inventory.claims.values()].map(({ phase }) => phase)).to.deep.equal(["Running"]);
    expect([...inventory.volumes.values()].map(({ phase }) => phase)).to.deep.equal(["Running"]);
    expect(inventory.events.map(({ message }) => message)).to.deep.equal(["Running"]);
    expect(inventory.attachments.map(({ name, attached }) => [name, attached])).to.deep.equal([
      ["csi-0", false],
      ["csi-1", true],
    ]);
  });

  it("lets a pod go that comes again and uses nothing of interest any more", () => {
    const { collector, add } = collect();
    add("pods", pod("web-0", claimVolume("media")));
    add("pods", pod("web-0", emptyDir));
    expect(collector.finish().pods).to.deep.equal([]);
  });

  it("refuses an object without a name", () => {
    const { add } = collect();
    expect(() => add("persistentvolumeclaims", { spec: {} })).to.throw(
      DecodeError,
      "metadata.name",
    );
  });
});

describe("what an inventory leaves out", () => {
  it("is counted in pieces of storage: a pod's own for each pod, shared ones once", () => {
    const { collector, add } = collect();
    add("pods", pod("web-0", emptyDir, emptyDir, secret("tls"), hostPath("/var/log")));
    add("pods", pod("web-1", emptyDir, secret("tls"), secret("key"), hostPath("/var/log/")));
    expect(Object.fromEntries(collector.finish().leftOut)).to.deep.equal({
      EmptyDir: 3,
      Secret: 2,
      HostPath: 1,
    });
  });

  it("is one path for each node, and for each pod that has none yet", () => {
    const { collector, add } = collect();
    const unscheduled = (name: string) => ({
      ...pod(name),
      spec: { volumes: [{ name: "v", ...hostPath("/x") }] },
    });
    add("pods", pod("web-0", hostPath("/x")));
    add("pods", unscheduled("web-1"));
    add("pods", unscheduled("web-2"));
    expect(collector.finish().leftOut.get("HostPath")).to.equal(3);
  });

  it("does not count the kinds that were asked for", () => {
    const { collector, add } = collect({ kinds: ["EmptyDir"] });
    add("pods", pod("web-0", emptyDir, claimVolume("media")));
    add("pods", pod("web-1", claimVolume("media"), claimVolume("logs")));
    expect(Object.fromEntries(collector.finish().leftOut)).to.deep.equal({
      PersistentVolumeClaim: 2,
    });
  });

  describe("is a claim by what its owner makes it", () => {
    const owned = {
      metadata: {
        namespace: "shop",
        name: "web-0-v0",
        ownerReferences: [{ kind: "Pod", name: "web-0", controller: true }],
      },
    };
    const owner = pod("web-0", { ephemeral: { volumeClaimTemplate: {} } });
    const namesake = pod("web", { ephemeral: { volumeClaimTemplate: {} } });
    namesake.spec.volumes = namesake.spec.volumes.map((it) => ({ ...it, name: "0-v0" }));
    const objects: [Resource, object][] = [
      ["persistentvolumeclaims", owned],
      ["pods", owner],
      ["pods", pod("other", claimVolume("web-0-v0"))],
      ["pods", namesake],
      ["pods", pod("api", claimVolume("media"), emptyDir)],
    ];

    const countLeftOut = (order: typeof objects, ...kinds: StorageKind[]) => {
      const { collector, add } = collect({ kinds });
      for (const [resource, object] of order) add(resource, object);
      return Object.fromEntries(collector.finish().leftOut);
    };

    it("whoever names it, and once", () => {
      expect(countLeftOut(objects, "EmptyDir")).to.deep.equal({
        PersistentVolumeClaim: 1,
        EphemeralClaim: 1,
      });
      expect(countLeftOut(objects, "EphemeralClaim")).to.deep.equal({
        PersistentVolumeClaim: 1,
        EmptyDir: 1,
      });
      expect(countLeftOut(objects, "PersistentVolumeClaim")).to.deep.equal({
        EphemeralClaim: 1,
        EmptyDir: 1,
      });
    });

    it("in whatever order the objects come", () => {
      fc.assert(
        fc.property(
          fc.shuffledSubarray(objects, { minLength: objects.length }),
          fc.constantFrom<StorageKind>("EmptyDir", "EphemeralClaim", "PersistentVolumeClaim"),
          (order, kind) => {
            expect(countLeftOut(order, kind)).to.deep.equal(countLeftOut(objects, kind));
          },
        ),
      );
    });
  });

  it("counts only pods that the query lets through", () => {
    const { collector, add } = collect({ counted: { selects: ({ name }) => name === "web-1" } });
    add("pods", pod("web-0", emptyDir));
    add("pods", pod("web-1", emptyDir));
    expect(collector.finish().leftOut.get("EmptyDir")).to.equal(1);
  });

  it("counts only pods of the query's namespace, where it has one, and none where nobody asks", () => {
    const countedIn = (counted: Partial<CountedPods> | null) => {
      const { collector, add } = collect({ counted });
      add("pods", pod("web-0", emptyDir));
      return Object.fromEntries(collector.finish().leftOut);
    };
    expect(countedIn({ namespace: "shop" })).to.deep.equal({ EmptyDir: 1 });
    expect(countedIn({ namespace: "elsewhere" })).to.deep.equal({});
    expect(countedIn(null)).to.deep.equal({});
  });

  it("counts a pod once, though it comes twice", () => {
    const { collector, add } = collect();
    add("pods", pod("web-0", emptyDir, secret("tls")));
    add("pods", pod("web-0", emptyDir, secret("tls")));
    expect(Object.fromEntries(collector.finish().leftOut)).to.deep.equal({
      EmptyDir: 1,
      Secret: 1,
    });
  });
});

describe("a ReplicaSet of a Deployment", () => {
  const cluster: SourceFacts = { kind: "cluster", context: null, server: "https://api" };
  const owned = (name: string, kind: string) => ({
    metadata: {
      namespace: "shop",
      name,
      ownerReferences: [{ kind, name: "web", controller: true }],
    },
    spec: { template: { spec: { volumes: [{ name: "media", ...claimVolume("media") }] } } },
  });
  const read = (asked: Asked, source?: SourceFacts) => {
    const { collector, add } = collect(asked, source);
    add("replicasets", owned("web-1", "Deployment"));
    add("replicasets", owned("green", "Rollout"));
    add("statefulsets", owned("db", "Deployment"));
    add("pods", madeBy("web-1", pod("web-1-x", claimVolume("media"))));
    const { workloads, controllers } = collector.finish();
    expect(controllers.get("ReplicaSet/shop/web-1")?.name).to.equal("web");
    return workloads.map(({ name }) => name);
  };

  it("is known of a live cluster by its owner alone, which speaks for it", () => {
    expect(read({}, cluster)).to.deep.equal(["green", "db"]);
  });

  it("is let go, owner and all, where none of its pods is kept", () => {
    const { collector, add } = collect({}, cluster);
    for (const name of ["web-1", "web-2"]) add("replicasets", owned(name, "Deployment"));
    add("pods", madeBy("web-1", pod("web-1-x", claimVolume("media"))));
    add("pods", madeBy("web-2", pod("web-2-x", emptyDir)));
    expect([...collector.finish().controllers.keys()]).to.deep.equal(["ReplicaSet/shop/web-1"]);
  });

  it("may belong to itself, though it should not", () => {
    const { collector, add } = collect({}, cluster);
    add("pods", madeBy("web-1", pod("web-1-x", claimVolume("media"))));
    const ring = owned("web-1", "Deployment");
    ring.metadata.ownerReferences = [{ kind: "ReplicaSet", name: "web-1", controller: true }];
    add("replicasets", ring);
    expect([...collector.finish().controllers.keys()]).to.deep.equal(["ReplicaSet/shop/web-1"]);
  });

  it("has its owner, and the owner's owner, however many of its pods there are", () => {
    const { collector, add } = collect({}, cluster);
    for (const name of ["web-1-x", "web-1-y"]) {
      add("pods", madeBy("web-1", pod(name, claimVolume("media"))));
    }
    add("replicasets", owned("web-1", "Deployment"));
    add("deployments", owned("web", "Application"));
    expect([...collector.finish().controllers.keys()]).to.deep.equal([
      "ReplicaSet/shop/web-1",
      "Deployment/shop/web",
    ]);
  });

  it("is kept in detail, and of files, where the Deployment may be missing", () => {
    expect(read({ details: true }, cluster)).to.deep.equal(["web-1", "green", "db"]);
    expect(read({})).to.deep.equal(["web-1", "green", "db"]);
  });
});

describe("the claims that an inventory's pods name", () => {
  it("are those of claim volumes and of generic ephemeral ones, with the pod and its node", () => {
    const { collector, add } = collect();
    add("pods", pod("web-0", claimVolume("media"), emptyDir));
    add("pods", pod("web-1", { ephemeral: { volumeClaimTemplate: {} } }));
    expect(collector.claimsOfPods()).to.deep.equal([
      { namespace: "shop", name: "media", pod: "web-0", node: "node-a" },
      { namespace: "shop", name: "web-1-v0", pod: "web-1", node: "node-a" },
    ]);
  });
});
