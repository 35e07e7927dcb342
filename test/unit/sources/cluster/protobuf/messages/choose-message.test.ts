import { expect } from "chai";
import fc from "fast-check";
import type {
  CountedPods,
  ReadRequest,
  Target,
} from "../../../../../../src/core/model/read-request.ts";
import type { Resource } from "../../../../../../src/core/model/resource.ts";
import { RESOURCES } from "../../../../../../src/core/model/resource.ts";
import { CLAIM_KINDS, STORAGE_KINDS } from "../../../../../../src/core/model/storage-kind.ts";
import { readMessage } from "../../../../../../src/sources/cluster/protobuf/message.ts";
import { chooseMessage } from "../../../../../../src/sources/cluster/protobuf/messages/choose-message.ts";
import { selectMessages } from "../../../../../../src/sources/cluster/protobuf/messages/messages.ts";
import {
  WireError,
  WireReader,
} from "../../../../../../src/sources/cluster/protobuf/wire-reader.ts";
import { InventoryCollector } from "../../../../../../src/sources/inventory-collector.ts";
import { kindOfResource } from "../../../../../../src/sources/readable-kind.ts";
import { encode, type WireField } from "../encode.ts";

// The numbers below are those of the API's generated.proto files, written down a second time.

/** Sources of volumes, by what they are. */
const SOURCES = {
  claim: encode([10, encode([1, "media"])]),
  ephemeral: encode([29, encode([1, encode([2, encode([1, "ReadWriteOnce"])])])]),
  emptyDir: encode([2, encode()]),
  hostPath: encode([1, encode([1, "/var/log"])]),
  configMap: encode([19, encode([1, encode([1, "settings"])])]),
  projected: encode([26, encode([1, encode([4, encode()])])]),
  nfs: encode([7, encode([1, "nas"], [2, "/export"])]),
  csi: encode([28, encode([1, "secrets-store.csi.k8s.io"])]),
  ofTomorrow: encode([77, encode()]),
  nothing: encode(),
};

type SourceName = keyof typeof SOURCES;

const container = (mounts: readonly SourceName[]) =>
  encode([1, "main"], ...mounts.map((name): WireField => [9, encode([1, name], [3, `/${name}`])]));

const podSpec = (volumes: readonly SourceName[]) =>
  encode(
    ...volumes.map((name): WireField => [1, encode([1, name], [2, SOURCES[name]])]),
    [2, container(volumes)],
    [10, "node-a"],
  );

const metadata = (name: string, owner?: string) =>
  encode(
    [1, name],
    [3, "shop"],
    [5, `uid-of-${name}`],
    [11, encode([1, "app"], [2, name])],
    ...(owner === undefined
      ? []
      : [[13, encode([1, owner], [3, "web"], [6, true])] satisfies WireField]),
  );

const pod = (name: string, volumes: readonly SourceName[]) =>
  encode([1, metadata(name, "ReplicaSet")], [2, podSpec(volumes)], [3, encode([1, "Running"])]);

const workload = (name: string, volumes: readonly SourceName[], owner?: string) =>
  encode([1, metadata(name, owner)], [2, encode([1, 3], [3, encode([2, podSpec(volumes)])])]);

const volumesOf = fc.uniqueArray(fc.constantFrom(...(Object.keys(SOURCES) as SourceName[])), {
  maxLength: 4,
});

const listed = fc.oneof(
  volumesOf.map((volumes) => ["pods", pod("web-0", volumes)] as const),
  volumesOf.map((volumes) => ["deployments", workload("web", volumes)] as const),
  fc
    .tuple(volumesOf, fc.constantFrom(undefined, "Deployment", "Rollout"))
    .map(([volumes, owner]) => ["replicasets", workload("web-1", volumes, owner)] as const),
);

const targets = fc.constantFrom<readonly Target[]>(
  [],
  [{ type: "pod", name: "web-0" }],
  [{ type: "pod", name: "web-1" }],
  [{ type: "deployment", name: "web" }],
  [{ type: "claim", name: "media" }],
);

const selects = fc.constantFrom<CountedPods["selects"]>(
  null,
  () => false,
  ({ labels, phase }) => labels.app === "web-0" && phase === "Running",
);

const counted = fc.option(
  fc.record({ namespace: fc.constantFrom(null, "shop", "elsewhere"), selects }),
);

const anyKinds = fc.oneof(
  fc.constant(CLAIM_KINDS),
  fc.uniqueArray(fc.constantFrom(...STORAGE_KINDS), { minLength: 1 }),
);

const DEFAULT: ReadRequest = {
  namespace: null,
  fallbackNamespace: null,
  targets: [],
  kinds: new Set(CLAIM_KINDS),
  resources: new Set(RESOURCES),
  deep: false,
  details: false,
  counted: { namespace: null, selects: null },
};

const chosen = (resource: Resource, bytes: Buffer, request = DEFAULT) =>
  readMessage(new WireReader(bytes), chooseMessage(resource, request)(new WireReader(bytes)));

const whole = (resource: Resource, bytes: Buffer, request = DEFAULT) =>
  readMessage(new WireReader(bytes), selectMessages(request)[resource]);

/** A claim as a generic ephemeral volume has it, of a pod of that uid; undefined: of nobody. */
const claimOf = (uid: string | undefined) => ({
  metadata: {
    namespace: "shop",
    name: "web-0-ephemeral",
    ...(uid !== undefined && {
      ownerReferences: [{ kind: "Pod", name: "web-0", uid, controller: true }],
    }),
  },
});

const claims = fc.option(
  fc.constantFrom(undefined, "uid-of-web-0", "uid-of-another-web-0").map(claimOf),
);

function collect(
  resource: Resource,
  object: Record<string, unknown>,
  claim: ReturnType<typeof claimOf> | null,
  request: ReadRequest,
) {
  const source = { kind: "cluster" as const, context: null, server: "https://api" };
  const collector = new InventoryCollector(request, source, null);
  collector.add(kindOfResource(resource), object);
  if (claim !== null) collector.add(kindOfResource("persistentvolumeclaims"), claim);
  return collector.finish();
}

describe("what is read of a list's object", () => {
  it("is little where no volume is of interest, in the long lists", () => {
    expect(chosen("pods", pod("web-0", ["emptyDir"]))).to.deep.equal({
      metadata: { name: "web-0", namespace: "shop", uid: "uid-of-web-0" },
      spec: { volumes: [{ name: "emptyDir", emptyDir: {} }], nodeName: "node-a" },
    });
    expect(chosen("pods", pod("web-0", ["emptyDir"]), { ...DEFAULT, counted: null })).to.deep.equal(
      {
        metadata: { name: "web-0", namespace: "shop" },
      },
    );
    expect(chosen("deployments", workload("web", ["configMap"]))).to.have.all.keys("metadata");
  });

  it("is all that is ever asked for where one is", () => {
    const bytes = pod("web-0", ["emptyDir", "claim"]);
    expect(chosen("pods", bytes)).to.deep.equal(whole("pods", bytes));
  });

  it("is all where anything may be of interest", () => {
    const bytes = pod("web-0", ["configMap"]);
    for (const kinds of [["EmptyDir"], ["Other"], STORAGE_KINDS] as const) {
      const request = { ...DEFAULT, kinds: new Set(kinds) };
      expect(chosen("pods", bytes, request)).to.deep.equal(whole("pods", bytes, request));
    }
    const request = { ...DEFAULT, details: true };
    expect(chosen("pods", bytes, request)).to.deep.equal(whole("pods", bytes, request));
  });

  it("is not looked at where nobody reads it", () => {
    const bytes = Buffer.concat([pod("web-0", ["emptyDir"]), encode([3, Buffer.from([0xff])])]);
    expect(() => whole("pods", bytes)).to.throw(WireError);
    expect(chosen("pods", bytes)).to.have.property("spec");
  });

  it("makes the same inventory as all of it, whatever is asked", () => {
    fc.assert(
      fc.property(
        listed,
        anyKinds,
        targets,
        counted,
        claims,
        ([resource, bytes], kinds, targets, counted, claim) => {
          const request = { ...DEFAULT, kinds: new Set(kinds), targets, counted };
          expect(collect(resource, chosen(resource, bytes, request), claim, request)).to.deep.equal(
            collect(resource, whole(resource, bytes, request), claim, request),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
