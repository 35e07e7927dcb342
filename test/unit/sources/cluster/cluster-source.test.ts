import { expect } from "chai";
import type { ReadRequest, Target, TargetType } from "../../../../src/core/model/read-request.ts";
import type { Resource } from "../../../../src/core/model/resource.ts";
import type { StorageKind } from "../../../../src/core/model/storage-kind.ts";
import { type MountQuery, planRead } from "../../../../src/core/reports/mount/mount-query.ts";
import { planClassRead, planObjectRead } from "../../../../src/core/reports/object/object-query.ts";
import { nameAttachment } from "../../../../src/sources/cluster/attachment-name.ts";
import { createClusterSource } from "../../../../src/sources/cluster/cluster-source.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";
import { type FakeObject, type FakeWays, serve } from "./fake-api.ts";

interface Asked {
  namespace?: string | null;
  fallbackNamespace?: string | null;
  targets?: Target[];
  kinds?: StorageKind[];
  deep?: boolean;
}

function planFor(asked: Asked): ReadRequest {
  const query: MountQuery = {
    namespace: asked.namespace === undefined ? "shop" : asked.namespace,
    fallbackNamespace: asked.fallbackNamespace ?? null,
    targets: asked.targets ?? [],
    kinds: asked.kinds ?? null,
    claimSelector: null,
    podSelector: null,
    fieldSelector: null,
    deep: asked.deep ?? false,
  };
  return planRead(query);
}

const read = (
  asked: Asked,
  objects?: Record<string, FakeObject[]>,
  refuse?: Record<string, string>,
  ways?: FakeWays,
) => readPlanned(planFor(asked), objects, refuse, ways);

async function readPlanned(
  request: ReadRequest,
  objects: Record<string, FakeObject[]> = CLUSTER,
  refuse: Record<string, string> = {},
  ways: FakeWays = {},
) {
  const { client, requests } = serve(objects, refuse, ways);
  const counted = new Map<string, number>();
  const source = createClusterSource(client, {
    context: "prod",
    server: "https://api.example.com",
    now: () => "2026-11-22T23:00:00Z",
    signal: new AbortController().signal,
    progress: {
      onObjects: (resource, count) => counted.set(resource, (counted.get(resource) ?? 0) + count),
      onWarning: () => {},
    },
  });
  const inventory = await source.read(request);
  return { inventory, requests, counted };
}

const target = (type: TargetType, name: string): Target => ({ type, name });

const mounts = (...claims: string[]) =>
  claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } }));

const pod = (name: string, nodeName: string, ...claims: string[]): FakeObject => ({
  metadata: { namespace: "shop", name },
  spec: { nodeName, volumes: mounts(...claims) },
  status: { phase: "Running" },
});

const claim = (name: string, namespace = "shop"): FakeObject => ({
  metadata: { namespace, name },
  spec: { volumeName: `pv-${name}` },
  status: { phase: "Bound" },
});

const volume = (claimName: string, namespace = "shop"): FakeObject => ({
  metadata: { name: `pv-${claimName}` },
  spec: {
    claimRef: { namespace, name: claimName },
    csi: { driver: "ebs.csi.aws.com", volumeHandle: `vol-${claimName}` },
  },
});

const attachment = (claimName: string, nodeName: string): FakeObject => ({
  metadata: { name: nameAttachment(`vol-${claimName}`, "ebs.csi.aws.com", nodeName) },
  spec: {
    attacher: "ebs.csi.aws.com",
    nodeName,
    source: { persistentVolumeName: `pv-${claimName}` },
  },
  status: { attached: true },
});

const CLUSTER: Record<string, FakeObject[]> = {
  pods: [
    pod("web-0", "node-a", "media"),
    pod("web-1", "node-b", "media"),
    {
      metadata: { namespace: "other", name: "db-0" },
      spec: { nodeName: "node-a", volumes: mounts("data") },
    },
  ],
  persistentvolumeclaims: [claim("media"), claim("unused"), claim("data", "other")],
  persistentvolumes: [volume("media"), volume("unused"), volume("data", "other")],
  volumeattachments: [attachment("media", "node-a"), attachment("data", "node-a")],
  nodes: [{ metadata: { name: "node-a" } }, { metadata: { name: "node-b" } }],
};

/** More than a short list of other people's objects in front of the cluster's own. */
function crowded(...resources: Resource[]): Record<string, FakeObject[]> {
  const crowd = Array.from(
    { length: 500 },
    (_, index): FakeObject => ({
      metadata: { namespace: "crowd", name: `crowd-${index}` },
      spec: { nodeName: "node-z" },
    }),
  );
  return Object.fromEntries(
    Object.entries(CLUSTER).map(([resource, objects]) => [
      resource,
      resources.includes(resource as Resource) ? [...crowd, ...objects] : objects,
    ]),
  );
}

async function failureOf(reading: Promise<unknown>): Promise<unknown> {
  return reading.then(
    () => null,
    (error) => error,
  );
}

describe("reading a namespace of a cluster", () => {
  it("asks for each resource once, and for a page of what knows no namespace", async () => {
    const { requests } = await read({});
    expect(requests.toSorted()).to.deep.equal([
      "csidrivers",
      "namespaces/shop/deployments",
      "namespaces/shop/events?fieldSelector=reason%3DFailedAttachVolume%2CinvolvedObject.kind%3DPod",
      "namespaces/shop/persistentvolumeclaims",
      "namespaces/shop/pods",
      "namespaces/shop/replicasets",
      "nodes?limit=10",
      "persistentvolumes?limit=100",
      "storageclasses",
      "volumeattachments?limit=100",
    ]);
  });

  it("says of each resource how far it was read", async () => {
    const { inventory } = await read({});
    expect(inventory).to.deep.include({
      readAt: "2026-11-22T23:00:00Z",
      source: { kind: "cluster", context: "prod", server: "https://api.example.com" },
      namespace: "shop",
      gaps: [],
    });
    expect(inventory.extents.pods).to.deep.equal({ of: "namespace", namespace: "shop" });
    expect(inventory.extents.persistentvolumes).to.deep.equal({ of: "cluster" });
    expect(inventory.extents.storageclasses).to.deep.equal({ of: "cluster" });
  });

  it("holds what is there, used or not, and tells how much was read", async () => {
    const { inventory, counted } = await read({});
    expect(inventory.pods.map(({ name }) => name)).to.deep.equal(["web-0", "web-1"]);
    expect([...inventory.claims.keys()]).to.deep.equal(["shop/media", "shop/unused"]);
    expect(counted.get("persistentvolumes")).to.equal(3);
    expect(counted.get("pods")).to.equal(2);
  });

  it("asks for nothing of claims where no claim can be shown", async () => {
    const { requests } = await read({ kinds: ["EmptyDir"] });
    expect(requests.toSorted()).to.deep.equal([
      "namespaces/shop/pods",
      "namespaces/shop/replicasets",
    ]);
  });
});

describe("reading a namespace of a large cluster", () => {
  it("asks by name for the volumes that the first page did not hold", async () => {
    const { inventory, requests } = await read({}, crowded("persistentvolumes"));
    const named = requests.filter((it) => it.startsWith("persistentvolumes/"));
    expect(named).to.have.members(["persistentvolumes/pv-media", "persistentvolumes/pv-unused"]);
    expect(inventory.volumes.has("pv-media")).to.equal(true);
    expect(inventory.extents.persistentvolumes).to.deep.equal({ of: "some" });
  });

  it("knows nothing by the chance of its name, but of nodes that there are several", async () => {
    const large = crowded("persistentvolumes", "volumeattachments", "nodes");
    const { inventory } = await read({}, large);
    expect([...inventory.volumes.keys()]).to.have.members(["pv-media", "pv-unused"]);
    expect(inventory.attachments.map(({ volumeName }) => volumeName)).to.deep.equal(["pv-media"]);
    expect(inventory.nodes.size).to.equal(10);
  });

  it("reads a list on that its first page tells to be short", async () => {
    const cluster = crowded("persistentvolumes");
    cluster.persistentvolumes = cluster.persistentvolumes?.slice(3) ?? [];
    const { inventory, requests } = await read({}, cluster);
    expect(requests.filter((it) => it.startsWith("persistentvolumes"))).to.deep.equal([
      "persistentvolumes?limit=100",
      "persistentvolumes?limit=500&continue=100",
    ]);
    expect(inventory.volumes.size).to.equal(500);
    expect(inventory.extents.persistentvolumes).to.deep.equal({ of: "cluster" });
  });

  it("asks only for what the claim has that was asked for, or the pod", async () => {
    const large = crowded("persistentvolumes", "volumeattachments");
    for (const asked of [target("claim", "media"), target("pod", "web-0")]) {
      const { requests } = await read({ targets: [asked] }, large);
      const named = requests.filter((it) => /^(persistentvolumes|volumeattachments)\//.test(it));
      const nodes = ["node-a", "node-b"].map((node) =>
        nameAttachment("vol-media", "ebs.csi.aws.com", node),
      );
      expect(named).to.have.members([
        "persistentvolumes/pv-media",
        ...nodes.map((name) => `volumeattachments/${name}`),
      ]);
    }
    const { requests } = await read({ targets: [target("claim", "unused")] }, large);
    expect(requests.filter((it) => it.startsWith("volumeattachments/"))).to.deep.equal([]);
  });

  it("asks for all that the claim's pods mount, since they start with all of it or not at all", async () => {
    const large = crowded("persistentvolumes");
    const more = (resource: Resource, ...objects: FakeObject[]) => ({
      [resource]: [...(large[resource] ?? []), ...objects],
    });
    const cluster = {
      ...large,
      ...more("pods", pod("web-2", "node-b", "media", "cache")),
      ...more("persistentvolumeclaims", claim("cache"), claim("others")),
      ...more("persistentvolumes", volume("cache"), volume("others")),
    };
    for (const asked of [target("claim", "media"), target("pod", "web-0")]) {
      const { requests } = await read({ targets: [asked] }, cluster);
      expect(requests.filter((it) => it.startsWith("persistentvolumes/"))).to.have.members([
        "persistentvolumes/pv-media",
        "persistentvolumes/pv-cache",
      ]);
    }
  });

  it("reads on where the server does not say how much is left", async () => {
    const cluster = crowded("persistentvolumes");
    cluster.persistentvolumes = cluster.persistentvolumes?.slice(3) ?? [];
    const { inventory, requests } = await read({}, cluster, {}, { countsRest: false });
    expect(requests).to.include("persistentvolumes?limit=500&continue=100");
    expect(inventory.extents.persistentvolumes).to.deep.equal({ of: "cluster" });
  });

  it("asks for attachments by their computed names, where pods want the volume", async () => {
    const { inventory, requests } = await read({}, crowded("volumeattachments"));
    const nameOf = (node: string) => nameAttachment("vol-media", "ebs.csi.aws.com", node);
    expect(requests.filter((it) => it.startsWith("volumeattachments/"))).to.have.members([
      `volumeattachments/${nameOf("node-a")}`,
      `volumeattachments/${nameOf("node-b")}`,
    ]);
    const found = inventory.attachments.filter(({ volumeName }) => volumeName === "pv-media");
    expect(found.map(({ node }) => node)).to.deep.equal(["node-a"]);
    expect(inventory.extents.volumeattachments).to.deep.equal({ of: "some" });
    expect(inventory.gaps).to.deep.equal([]);
  });

  it("asks for no attachments of a driver that does not attach", async () => {
    const cluster = crowded("volumeattachments");
    const driver = (attachRequired?: boolean) => [
      { metadata: { name: "ebs.csi.aws.com" }, spec: { attachRequired } },
    ];
    const askedFor = async (csidrivers: FakeObject[]) => {
      const { requests } = await read({}, { ...cluster, csidrivers });
      return requests.filter((it) => it.startsWith("volumeattachments/")).length;
    };
    expect(await askedFor(driver(false))).to.equal(0);
    expect(await askedFor(driver(true))).to.equal(2);
    expect(await askedFor(driver())).to.equal(2);
    expect(await askedFor([])).to.equal(2);
  });

  it("reads everything with --deep, and nothing by name then", async () => {
    const { inventory, requests } = await read(
      { deep: true },
      crowded("persistentvolumes", "volumeattachments"),
    );
    expect(requests).to.include("persistentvolumes").and.to.include("volumeattachments");
    expect(
      requests.filter((it) => /^(persistentvolumes|volumeattachments)\//.test(it)),
    ).to.deep.equal([]);
    expect(inventory.extents.volumeattachments).to.deep.equal({ of: "cluster" });
  });

  it("asks only once whether it may read by name", async () => {
    const refuse = { "persistentvolumes/": "Forbidden" };
    const { inventory } = await read({}, crowded("persistentvolumes"), refuse);
    expect(inventory.gaps).to.have.length(1);
    expect(inventory.gaps[0]).to.include({ resource: "persistentvolumes", reason: "Forbidden" });
  });
});

describe("reading the whole cluster", () => {
  it("reads everything in one request for each resource", async () => {
    const { inventory, requests } = await read(
      { namespace: null },
      crowded("pods", "persistentvolumes", "volumeattachments"),
    );
    expect(requests).to.include.members([
      "pods",
      "persistentvolumeclaims",
      "persistentvolumes",
      "volumeattachments",
    ]);
    expect(requests.filter((it) => it.includes("/"))).to.deep.equal([]);
    expect(inventory.extents.pods).to.deep.equal({ of: "cluster" });
    expect([...inventory.claims.keys()]).to.include("other/data");
  });
});

describe("reading what is on a node", () => {
  const asked: Asked = { namespace: null, targets: [target("node", "node-a")] };

  it("reads a small cluster as it is", async () => {
    const { inventory, requests } = await read(asked);
    expect(requests).to.include("pods?limit=100").and.to.include("persistentvolumeclaims");
    expect(requests.filter((it) => it.includes("nodeName"))).to.deep.equal([]);
    expect(inventory.extents.pods).to.deep.equal({ of: "cluster" });
  });

  it("reads only the node's pods of a large one, and each of their claims once", async () => {
    const cluster = crowded("pods", "persistentvolumeclaims");
    cluster.pods?.push(pod("web-2", "node-a", "media"));
    const { inventory, requests } = await read(asked, cluster);
    expect(requests).to.include("pods?fieldSelector=spec.nodeName%3Dnode-a");
    expect(requests).not.to.include("persistentvolumeclaims");
    expect(requests.filter((it) => it.includes("/persistentvolumeclaims/"))).to.have.members([
      "namespaces/shop/persistentvolumeclaims/media",
      "namespaces/other/persistentvolumeclaims/data",
    ]);
    expect(inventory.pods.map(({ name }) => name)).to.have.members(["web-0", "web-2", "db-0"]);
    expect(inventory.extents.pods).to.deep.equal({ of: "some" });
    expect(inventory.extents.persistentvolumeclaims).to.deep.equal({ of: "some" });
  });

  it("asks for no claims where no claim can be shown, however large the cluster", async () => {
    for (const cluster of [CLUSTER, crowded("pods")]) {
      const { requests } = await read({ ...asked, kinds: ["EmptyDir"] }, cluster);
      expect(requests.filter((it) => it.includes("persistentvolumeclaims"))).to.deep.equal([]);
    }
  });

  it("asks for the node by name where the first page did not hold it", async () => {
    const { inventory, requests } = await read(asked, crowded("nodes"));
    expect(requests).to.include("nodes/node-a");
    expect(inventory.nodes.has("node-a")).to.equal(true);
  });

  it("asks for no node that a complete list did not hold", async () => {
    const { inventory, requests } = await read({ ...asked, targets: [target("node", "gone")] });
    expect(requests).not.to.include("nodes/gone");
    expect(inventory.nodes.has("gone")).to.equal(false);
  });

  it("is a read of everything with --deep", async () => {
    const { requests } = await read({ ...asked, deep: true }, crowded("pods"));
    expect(requests).to.include("pods").and.to.include("persistentvolumeclaims");
    expect(requests.filter((it) => it.includes("nodeName"))).to.deep.equal([]);
  });
});

describe("reading who uses a volume", () => {
  const asked: Asked = { namespace: null, targets: [target("volume", "pv-media")] };

  it("looks only into the namespace of the claim that it is bound to", async () => {
    const { inventory, requests } = await read(asked);
    expect(requests[0]).to.equal("persistentvolumes/pv-media");
    expect(requests).to.include("namespaces/shop/pods");
    expect(requests).not.to.include("pods");
    expect(inventory.namespace).to.equal("shop");
  });

  it("looks everywhere where several volumes are bound in several namespaces", async () => {
    const targets = [target("volume", "pv-media"), target("volume", "pv-data")];
    const { inventory, requests } = await read({ ...asked, targets });
    expect(requests).to.include("pods");
    expect(inventory.namespace).to.equal(null);
  });

  it("looks everywhere with --deep", async () => {
    const { requests } = await read({ ...asked, deep: true });
    expect(requests).to.include("pods").and.not.to.include("persistentvolumes/pv-media");
  });

  it("fails in the server's words where there is no such volume", async () => {
    const failure = await failureOf(read({ ...asked, targets: [target("volume", "gone")] }));
    expect(failure).to.be.instanceOf(SourceError).with.property("reason", "NotFound");
  });

  it("looks everywhere where volumes may not be read, since claims name theirs", async () => {
    const { inventory, requests } = await read(asked, CLUSTER, { persistentvolumes: "Forbidden" });
    expect(requests).to.include("pods");
    expect(inventory.claims.get("shop/media")?.volumeName).to.equal("pv-media");
    expect(inventory.gaps.map(({ resource }) => resource)).to.deep.equal(["persistentvolumes"]);
  });
});

describe("reading a cluster to explain one object", () => {
  const explain = (
    type: TargetType,
    name: string,
    objects?: Record<string, FakeObject[]>,
    refuse?: Record<string, string>,
  ) => {
    const isNamespaced = !["node", "volume", "storageclass"].includes(type);
    const query = {
      target: target(type, name),
      namespace: isNamespaced ? "shop" : null,
      fallbackNamespace: null,
    };
    return readPlanned(planObjectRead(query), objects, refuse);
  };

  it("asks for all nodes, and for all events and quotas of the namespace", async () => {
    const { inventory, requests } = await explain("pod", "web-0", crowded("nodes"));
    expect(requests.toSorted()).to.deep.equal([
      "csidrivers",
      "namespaces/shop/deployments",
      "namespaces/shop/events",
      "namespaces/shop/persistentvolumeclaims",
      "namespaces/shop/pods",
      "namespaces/shop/replicasets",
      "namespaces/shop/resourcequotas",
      "namespaces/shop/statefulsets",
      "nodes",
      "persistentvolumes?limit=100",
      "storageclasses",
      "volumeattachments?limit=100",
    ]);
    expect(inventory.nodes.size).to.equal(502);
    expect(inventory.extents.nodes).to.deep.equal({ of: "cluster" });
    expect(inventory.extents.events).to.deep.equal({ of: "namespace", namespace: "shop" });
  });

  it("holds what pods run, what was said about them, and what the namespace may have", async () => {
    const web: FakeObject = {
      metadata: { namespace: "shop", name: "web-0" },
      spec: { nodeName: "node-a", containers: [{ name: "app", image: "busybox" }] },
      status: { containerStatuses: [{ name: "app", state: { waiting: { reason: "Error" } } }] },
    };
    const said: FakeObject = {
      metadata: { namespace: "shop", name: "web-0.17c" },
      reason: "FailedScheduling",
      involvedObject: { kind: "Pod", namespace: "shop", name: "web-0" },
    };
    const quota: FakeObject = {
      metadata: { namespace: "shop", name: "team" },
      spec: { hard: { pods: "4" } },
    };
    const { inventory } = await explain("pod", "web-0", {
      pods: [web],
      events: [said],
      resourcequotas: [quota],
    });
    const [pod] = inventory.pods;
    expect(pod?.spec.containers[0]?.run?.image).to.equal("busybox");
    expect(pod?.progress?.waiting.map(({ reason }) => reason)).to.deep.equal(["Error"]);
    expect(inventory.events.map(({ reason }) => reason)).to.deep.equal(["FailedScheduling"]);
    expect(inventory.quotas.map(({ hard }) => hard)).to.deep.equal([{ pods: "4" }]);
  });

  it("asks for warnings about pods only of the whole cluster for a node, nor for more than its pods", async () => {
    const { inventory, requests } = await explain("node", "node-a", crowded("pods", "nodes"));
    expect(requests).to.include("pods?fieldSelector=spec.nodeName%3Dnode-a");
    expect(requests).not.to.include("pods");
    expect(requests).to.include("nodes");
    expect(requests.filter((it) => it.startsWith("events"))).to.deep.equal([
      "events?fieldSelector=type%3DWarning%2CinvolvedObject.kind%3DPod",
    ]);
    expect(inventory.pods.map(({ name }) => name)).to.deep.equal(["web-0", "db-0"]);
  });

  it("asks for the events of the namespace where a volume's claim is", async () => {
    const { requests } = await explain("volume", "pv-media");
    expect(requests).to.include("namespaces/shop/events");
    expect(requests).not.to.include("events");
  });

  it("asks for classes and drivers alone where only those matter", async () => {
    for (const { requests } of [
      await readPlanned(planClassRead()),
      await explain("storageclass", "gp3"),
    ]) {
      expect(requests.toSorted()).to.deep.equal(["csidrivers", "storageclasses"]);
    }
  });

  it("leaves a gap that says what is unknown in detail", async () => {
    const { inventory } = await explain("pod", "web-0", CLUSTER, {
      nodes: "Forbidden",
      "namespaces/shop/events": "Forbidden",
      "namespaces/shop/resourcequotas": "Forbidden",
    });
    expect(inventory.gaps.map(({ effect }) => effect)).to.have.members([
      "zones, labels and health of nodes are unknown",
      "what was said about pods and claims is unknown",
      "what the namespace may still ask for is unknown",
    ]);
    expect(inventory.extents.events).to.deep.equal({ of: "none" });
    expect(inventory.extents.resourcequotas).to.deep.equal({ of: "none" });
  });
});

describe("what may not be read in a cluster", () => {
  const gapped: Resource[] = [
    "persistentvolumes",
    "volumeattachments",
    "storageclasses",
    "csidrivers",
    "nodes",
  ];

  for (const resource of gapped) {
    it(`is a gap where it is ${resource}, and the rest is read`, async () => {
      for (const reason of ["Forbidden", "NotFound", "ServiceUnavailable"]) {
        const { inventory } = await read({}, CLUSTER, { [resource]: reason });
        expect(inventory.gaps).to.have.length(1);
        expect(inventory.gaps[0]).to.include({ resource, namespace: null, reason });
        expect(inventory.extents[resource]).to.deep.equal({ of: "none" });
        expect(inventory.pods).to.have.length(2);
      }
    });
  }

  it("is a gap of the namespace where the resource lies in one", async () => {
    const { inventory } = await read({}, CLUSTER, {
      "namespaces/shop/persistentvolumeclaims": "Forbidden",
    });
    expect(inventory.gaps).to.have.length(1);
    expect(inventory.gaps[0]).to.include({ namespace: "shop", reason: "Forbidden" });
    expect(inventory.claims.size).to.equal(0);
  });

  it("is the end of it where it is pods", async () => {
    const failure = await failureOf(read({}, CLUSTER, { "namespaces/shop/pods": "Forbidden" }));
    expect(failure).to.be.instanceOf(SourceError).with.property("reason", "Forbidden");
  });

  it("is the end of it where the server cannot be reached", async () => {
    const failure = await failureOf(read({}, CLUSTER, { nodes: "Unreachable" }));
    expect(failure).to.be.instanceOf(SourceError).with.property("reason", "Unreachable");
  });

  it("sends who may not read all pods to the own namespace, and says so", async () => {
    const asked = {
      namespace: null,
      fallbackNamespace: "shop",
      targets: [target("node", "node-a")],
    };
    const { inventory } = await read(asked, CLUSTER, { pods: "Forbidden" });
    expect(inventory.namespace).to.equal("shop");
    expect(inventory.gaps[0]).to.deep.equal({
      resource: "pods",
      namespace: null,
      reason: "Forbidden",
      effect: "only namespace shop was read",
    });
    expect(inventory.pods.map(({ namespace }) => namespace)).to.deep.equal(["shop", "shop"]);
  });

  it("sends nobody anywhere without a namespace to go to, or for another failure", async () => {
    const targets = [target("node", "node-a")];
    const forbidden = await failureOf(
      read({ namespace: null, targets }, CLUSTER, { pods: "Forbidden" }),
    );
    expect(forbidden).to.have.property("reason", "Forbidden");
    const unreachable = await failureOf(
      read({ namespace: null, fallbackNamespace: "shop", targets }, CLUSTER, {
        pods: "Unreachable",
      }),
    );
    expect(unreachable).to.have.property("reason", "Unreachable");
  });
});
