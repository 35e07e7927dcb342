import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Agent, get } from "node:https";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Resource } from "../../src/core/model/resource.ts";
import { READABLE_KINDS, type ReadableKind } from "../../src/sources/readable-kind.ts";
import { modulesFolder } from "../bed/pinned-versions.ts";
import type { Cluster } from "../bed/start-cluster.ts";
import { waitFor } from "../bed/wait-for.ts";

/** What a real API server answers about one object with every field filled in. */
export interface RecordedAnswer {
  /** The list of its kind, as protobuf. */
  list: Buffer;
  /** The object alone, as protobuf. */
  object: Buffer;
  /** The same list as JSON. */
  json: Buffer;
}

/** Where etcd has what is not called there as in the API. */
const FOLDERS: Readonly<Partial<Record<Resource, string>>> = {
  nodes: "minions",
  replicationcontrollers: "controllers",
};

/** As all objects are called in Kubernetes' own test data. */
const NAMESPACE = "namespaceValue";
const NAME = "nameValue";

/**
 * Finds the folder with Kubernetes' own test data, of the version that the test bed has; Go gets it
 * where it is not there.
 *
 * @see https://github.com/kubernetes/api/tree/v0.36.3/testdata
 */
export async function findTestData(): Promise<string> {
  const download = ["mod", "download", "-json", "k8s.io/api"];
  const { stdout } = await promisify(execFile)("go", download, { cwd: modulesFolder });
  return join(JSON.parse(stdout).Dir, "testdata", "HEAD");
}

/**
 * Puts one object of every kind that is read into the cluster's etcd, and asks the API server for it.
 * The objects are those that Kubernetes tests its own encoders with: all fields are filled in, also
 * those that no server would accept side by side. So they go in behind its back.
 *
 * @param cluster one of which nothing but the API server looks at objects
 * @param testData see {@link findTestData}
 */
export async function recordAnswers(
  cluster: Cluster,
  testData: string,
): Promise<Map<Resource, RecordedAnswer>> {
  const ask = await openRequests(cluster);
  const answers = new Map<Resource, RecordedAnswer>();
  for (const readable of READABLE_KINDS) {
    const { group, version, kind, resource, namespaced } = readable;
    const file = `${group === "" ? "core" : group}.${version}.${kind}.pb`;
    const place = namespaced ? `${NAMESPACE}/${NAME}` : NAME;
    const key = `/registry/${FOLDERS[resource] ?? resource}/${place}`;
    await putInEtcd(cluster, key, await readFile(join(testData, file)));
    const { list, object } = pathsOf(readable);
    const stored = () => ask(object, "application/vnd.kubernetes.protobuf");
    answers.set(resource, {
      object: await waitFor(`${kind} in etcd`, stored, { timeout: 30_000 }),
      list: await ask(list, "application/vnd.kubernetes.protobuf"),
      json: await ask(list, "application/json"),
    });
  }
  return answers;
}

function pathsOf({ group, version, resource, namespaced }: ReadableKind) {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const list = `${root}${namespaced ? `/namespaces/${NAMESPACE}` : ""}/${resource}`;
  return { list, object: `${list}/${NAME}` };
}

/** @see https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/ */
async function putInEtcd({ etcd }: Cluster, key: string, value: Buffer): Promise<void> {
  const body = { key: Buffer.from(key).toString("base64"), value: value.toString("base64") };
  const answer = await fetch(`${etcd}/v3/kv/put`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`etcd: ${answer.status} ${await answer.text()}`);
}

/** `Cluster.request` gives text: bytes are asked for here. */
async function openRequests(cluster: Cluster) {
  const agent = new Agent({
    ca: await readFile(cluster.caFile),
    cert: cluster.administrator.certificate,
    key: cluster.administrator.key,
  });
  return (path: string, accept: string) =>
    new Promise<Buffer>((resolve, reject) => {
      const url = new URL(path, cluster.server);
      get(url, { agent, headers: { accept } }, async (answer) => {
        const body = await buffer(answer);
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${path}: ${answer.statusCode} ${body}`));
      }).on("error", reject);
    });
}
