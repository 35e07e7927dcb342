import { expect } from "chai";
import { placeOf } from "../../src/cli/scaffold/place-object.ts";
import { findPodSpec } from "../../src/scaffold/find-pod-specs.ts";
import { type KubernetesObject, toManifest } from "../../src/scaffold/manifest.ts";
import { kindOfObject } from "../../src/scaffold/object-kind.ts";
import type { ScaffoldOptions } from "../../src/scaffold/options.ts";
import { PATTERNS } from "../../src/scaffold/patterns.ts";
import { openClient } from "../../src/sources/cluster/client.ts";
import { findConnection } from "../../src/sources/cluster/find-connection.ts";
import { askOfPlanned } from "../../src/sources/cluster/planned-objects.ts";
import { ApiError } from "../bed/api-requests.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import { installSnapshots, restrict } from "../bed/stories/scaffold.ts";
import { optionsFor } from "../unit/scaffold/options-for.ts";
import { listOffered, listOfferedOn } from "../unit/scaffold/patterns/claim-cases.ts";

/** Where objects go that name no namespace. */
const HOME = "default";

/** As many requests at once: more make a small machine no quicker. */
const AT_ONCE = 16;

describe("Everything that can be scaffolded, tried by a real API server", function () {
  this.timeout(90_000);
  let cluster: Cluster;
  /** What was said of an object, by its text: many patterns make the same ones. */
  const tried = new Map<string, Promise<string | null>>();

  before(async function () {
    this.timeout(20 * 60_000);
    const bed = await openTestBed();
    if (!bed.available) {
      if (process.env.CI) throw new Error(bed.reason);
      process.stderr.write(`pending: ${bed.reason}\n`);
      return this.skip();
    }
    cluster = await startCluster(bed.binaries, { apiServerOnly: true });
    const namespaces = [HOME, "team-a", "team-b"];
    const further = namespaces.slice(1);
    await Promise.all([
      installSnapshots(cluster),
      ...further.map((name) => runKubectl(cluster, ["create", "namespace", name])),
    ]);
    await Promise.all(
      namespaces.map(async (name) => {
        // No controller is there to make it, and without it no pod is let in.
        await runKubectl(cluster, ["-n", name, "create", "serviceaccount", "default"]);
        await restrict(cluster, name);
      }),
    );
  });

  after(() => cluster?.stop());

  /** What the server says against the object; null: nothing. Pods of templates are tried as well. */
  function tryOut(object: KubernetesObject): Promise<string | null> {
    const { group, version, resource, namespaced } = kindOfObject(object);
    const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    const place = namespaced ? `/namespaces/${object.metadata.namespace ?? HOME}` : "";
    const path = `${root}${place}/${resource}?dryRun=All&fieldValidation=Strict`;
    const text = JSON.stringify(object);
    const known = tried.get(text);
    if (known !== undefined) return known;
    const verdict = cluster.request("POST", path, object).then(
      () => null,
      (error: Error) => (isThere(error, object) ? null : error.message),
    );
    tried.set(text, verdict);
    return verdict;
  }

  async function tryAll(objects: readonly KubernetesObject[]): Promise<string[]> {
    const verdicts = await Promise.all(
      objects.flatMap((object) => [object, ...podOf(object)]).map(tryOut),
    );
    return verdicts.filter((verdict) => verdict !== null);
  }

  for (const pattern of PATTERNS) {
    it(`${pattern.name} is accepted as it is, on every storage and as every workload`, async () => {
      const cases =
        pattern.storage === null
          ? pattern.workloads.flatMap((workload) =>
              ASKED.map((asked) => ({
                title: `${pattern.name} ${workload} ${JSON.stringify(asked)}`,
                options: optionsFor(pattern, { workload, ...asked }),
              })),
            )
          : [...listOffered(pattern), ...onClass(pattern)];
      expect(cases).not.to.deep.equal([]);
      const refused: string[] = [];
      const waiting = [...cases];
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let it = waiting.shift(); it !== undefined; it = waiting.shift()) {
            const { title, options } = it;
            const objects = pattern.build(options).map((tree) => toManifest(tree).object);
            for (const said of await tryAll(objects)) refused.push(`${title}: ${said}`);
          }
        }),
      );
      expect(refused).to.deep.equal([]);
    });
  }

  it("is tried by the program itself, and nothing of it is there afterwards", async () => {
    const connection = await findConnection({ kubeconfig: cluster.kubeconfig }, {});
    const client = await openClient(connection, {
      env: {},
      stdinIsTerminal: () => false,
      lendTerminal: (use) => use(),
      userAgent: "kubectl-shared-test",
      timeout: 0,
      warn() {},
    });
    const planned = askOfPlanned(client, new AbortController().signal);
    const byKind = new Map<string, KubernetesObject>();
    for (const pattern of PATTERNS) {
      const [first] = listOffered(pattern);
      const trees = pattern.build(first?.options ?? optionsFor(pattern));
      for (const { object } of trees.map(toManifest)) {
        const name = `${object.metadata.name}-nowhere`;
        byKind.set(object.kind, { ...object, metadata: { ...object.metadata, name } });
      }
    }
    expect(byKind.size).to.be.above(6);
    try {
      for (const object of byKind.values()) {
        const place = placeOf(object, HOME);
        const verdict = await planned.tryOut(place, object);
        expect(verdict, object.kind).to.deep.equal({ kind: "accepted", warnings: [] });
        expect(await planned.isTaken(place, object.metadata.name), object.kind).to.equal(false);
      }
    } finally {
      client.close();
    }
  });

  it("is asked about hundreds of objects that differ, and looks at each", async () => {
    expect(tried.size).to.be.above(400);
    const [pod] = PATTERNS.flatMap((pattern) =>
      pattern.name === "empty-dir" ? pattern.build(optionsFor(pattern)) : [],
    ).map((tree) => toManifest(tree).object);
    if (pod === undefined) throw new Error("no pod");
    const spec = pod.spec as { [field: string]: never };
    expect(await tryOut({ ...pod, spec: { ...spec, securityContext: {} } })).to.match(
      /violates PodSecurity "restricted/,
    );
    expect(await tryOut({ ...pod, spec: { ...spec, colour: "red" } })).to.match(
      /unknown field "spec.colour"/,
    );
  });
});

/** Of patterns without claims, beside what they are made from by themselves. */
const ASKED: readonly Partial<ScaffoldOptions>[] = [
  {},
  { medium: "Memory", size: "1.5Gi", namespace: "team-a" },
  { image: "registry.example.com/app:1.2.3", labels: { team: "web" } },
  { command: ["sleep", "infinity"], runAsUser: 1, fsGroup: 0 },
];

/** The same on a class of which nothing is known. */
function onClass(pattern: (typeof PATTERNS)[number]) {
  const storage: ScaffoldOptions["storage"] = { kind: "class", name: "files", driver: null };
  return listOfferedOn(pattern, storage, "class");
}

/** Namespaces are there, as they are when others share them. */
function isThere(error: Error, { kind }: KubernetesObject): boolean {
  return kind === "Namespace" && error instanceof ApiError && error.status === 409;
}

/** The pod that a controller would make: Pod Security refuses pods only, not what makes them. */
function podOf(object: KubernetesObject): KubernetesObject[] {
  const spec = findPodSpec(object);
  if (spec === null || object.kind === "Pod") return [];
  const { template, volumeClaimTemplates } = object.spec as {
    template: { metadata: object };
    volumeClaimTemplates?: { metadata: { name: string } }[];
  };
  const own = (volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${object.metadata.name}-0` },
  }));
  const { name, namespace } = object.metadata;
  return [
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...template.metadata, name, ...(namespace !== undefined && { namespace }) },
      spec: { ...spec, ...(own.length > 0 && { volumes: own }) },
    },
  ];
}
