import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type {
  Consumer,
  MountReport,
  StorageItem,
} from "../../src/core/reports/mount/mount-report.ts";
import type { ObjectReport } from "../../src/core/reports/object/object-report.ts";
import type { Node } from "../bed/kubernetes-objects.ts";
import { waitFor } from "../bed/wait-for.ts";
import { runShared } from "../e2e/run-program.ts";
import { buildPod, claim } from "./build-pod.ts";
import { readMounts } from "./container-processes.ts";
import { type Nodes, openNodes } from "./nodes.ts";
import { statementOf } from "./statement-of.ts";
import { openWorkspace, type RunningPod, type Workspace } from "./workspace.ts";

const STORY = new URL("stories/mounted.yaml", import.meta.url);

describe("What is said of mounts is what the nodes know", () => {
  let opened: Nodes;
  let work: Workspace;
  let pods: RunningPod[];
  let report: MountReport;

  before(async function () {
    opened = await openNodes(this);
    work = await openWorkspace(opened.cluster, "mounted");
    await work.apply(readFileSync(STORY, "utf8"));
    pods = await Promise.all(["every-kind", "neighbour", "beside", "twice"].map(work.waitForPod));
    report = await ask("who-mounts", "--kinds", "all");
  });

  async function ask<T>(...args: string[]): Promise<T> {
    const asked = [...args, "-n", work.namespace, "-o", "json"];
    const { code, stdout, stderr } = await runShared(work.cluster, asked);
    expect({ code, stderr }, args.join(" ")).to.deep.equal({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  }

  const consumersOn = (item: StorageItem, node: string) =>
    (item.consumers ?? []).filter((it) => it.state === "running" && it.node === node);

  it("every mount of every container that runs is there, read-only or not as the kernel has it", () => {
    const said = report.items.flatMap(({ consumers }) =>
      (consumers ?? []).flatMap(({ pod, mounts }) =>
        mounts
          .filter(({ containerType }) => containerType !== "init")
          .map(({ container, path, readOnly }) => line(pod ?? "", container, path, readOnly)),
      ),
    );
    const seen = pods.flatMap(({ metadata, status }) =>
      [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
        .filter(({ state }) => state.running)
        .flatMap((container) =>
          readMounts(container).map(({ path, readOnly }) =>
            line(metadata.name, container.name, path, readOnly),
          ),
        ),
    );
    expect(seen).to.have.length.greaterThan(25);
    const place = (text: string) => text.slice(0, text.lastIndexOf(" "));
    expect(said.map(place).toSorted()).to.deep.equal(seen.map(place).toSorted());
    const unknown = said.filter((it) => it.endsWith(" unknown")).map(place);
    const sure = (lines: string[]) => lines.filter((it) => !unknown.includes(place(it))).toSorted();
    expect(sure(said)).to.deep.equal(sure(seen));
    // By two volumes of the pod, of which one is read-only: see below.
    expect(unknown.toSorted()).to.deep.equal(["twice app /one", "twice app /other"]);
  });

  it(statementOf("read-only", "Two volumes of a pod that name one claim"), () => {
    const twice = pods.find(({ metadata }) => metadata.name === "twice");
    const [container] = twice?.status.containerStatuses ?? [];
    const mounts = container ? readMounts(container) : [];
    expect(mounts.map(({ path }) => path).toSorted()).to.deep.equal(["/one", "/other"]);
    expect(mounts[0]?.readOnly).to.equal(mounts[1]?.readOnly);
  });

  it("one piece of storage is one place to the kernel of a node, and two pieces are two", () => {
    for (const { name } of opened.nodes) {
      const places = report.items
        .filter(({ storage }) => HAS_ONE_PLACE.has(storage.kind))
        .flatMap((item) =>
          consumersOn(item, name)
            .flatMap((it) => placesOf(it))
            .map((place) => `${item.id} is ${place}`),
        );
      const distinct = new Set(places);
      expect(places.length, name).to.be.greaterThan(1);
      // As many pieces as lines: none has two places. As many places as lines: none is two pieces'.
      expect(new Set([...distinct].map((it) => it.split(" is ")[0])).size).to.equal(distinct.size);
      expect(new Set([...distinct].map((it) => it.split(" is ")[1])).size).to.equal(distinct.size);
    }
    expect(
      report.items.some((item) => (item.consumers ?? []).flatMap(placesOf).length > 1),
    ).to.equal(true);
  });

  /** Where the mounts of a pod's running containers really are, whole volumes only. */
  function placesOf({ pod, mounts }: Consumer): string[] {
    const { status } = pods.find(({ metadata }) => metadata.name === pod) ?? {};
    const running = [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ];
    return mounts
      .filter(({ subPath, device }) => subPath === "" && !device)
      .flatMap(({ container, path }) => {
        const found = running.find((it) => it.name === container && it.state.running);
        return found
          ? readMounts(found)
              .filter((it) => it.path === path)
              .map(({ place }) => place)
          : [];
      });
  }

  it("volumes that are attached are those that each node has in use", async () => {
    for (const { name } of opened.nodes) {
      const said = report.items.flatMap((item) => {
        const { storage } = item;
        if (!("attachments" in storage) || consumersOn(item, name).length === 0) return [];
        const { attachments, volume } = storage;
        const here = attachments?.filter(({ node, attached }) => node === name && attached) ?? [];
        return here.map(() => `kubernetes.io/csi/${volume?.driver}^${volume?.handle}`);
      });
      const { status } = await opened.cluster.request<Node>("GET", `/api/v1/nodes/${name}`);
      const { items } = await opened.cluster.request<List<Volume>>(
        "GET",
        "/api/v1/persistentvolumes",
      );
      const ours = new Set(
        items
          .filter(({ spec }) => spec.claimRef?.namespace === work.namespace)
          .map(({ spec }) => spec.csi?.volumeHandle ?? ""),
      );
      const known = (status.volumesInUse ?? []).filter((it) => ours.has(it.split("^")[1] ?? ""));
      expect(said.length, name).to.equal(1);
      expect(said.toSorted(), name).to.deep.equal(known.toSorted());
    }
  });

  it("claims of each pod are those that the kubelet measures, as large as it measures them", async () => {
    const said = report.items.flatMap(({ storage, consumers }) =>
      storage.kind === "PersistentVolumeClaim" || storage.kind === "EphemeralClaim"
        ? (consumers ?? []).map(
            (it) => `${it.pod} ${storage.name} ${storage.volume?.capacityBytes}`,
          )
        : [],
    );
    const measured = await waitFor("the kubelets to have measured", async () => {
      const summaries = await Promise.all(opened.nodes.map((node) => node.readSummary()));
      const lines = summaries
        .flatMap((summary) => summary.pods)
        .filter(({ podRef }) => podRef.namespace === work.namespace)
        .flatMap(({ podRef, volume }) =>
          (volume ?? []).flatMap(({ pvcRef, capacityBytes }) =>
            pvcRef ? [`${podRef.name} ${pvcRef.name} ${capacityBytes}`] : [],
          ),
        );
      return new Set(lines).size >= new Set(said).size && lines;
    });
    // A pod that names a claim twice has two volumes of it, and is one consumer.
    expect(said.toSorted()).to.deep.equal([...new Set(measured)].toSorted());
  });

  it("what is lost with a node is what lies in its kubelet's folders, and on its disk", async () => {
    for (const { name, kubeletFolder } of opened.nodes) {
      const { node } = await ask<ObjectReport>("explain", `node/${name}`);
      const said = (node?.lost ?? [])
        .filter(({ pods: users }) => users.some((it) => it.startsWith("mounted/")))
        .map(({ id }) => id)
        // What no container mounts the kubelet does not make.
        .filter((id) => !id.endsWith("/unused"));
      const folders = pods
        .filter(({ spec }) => spec.nodeName === name)
        .flatMap(({ metadata }) => {
          const folder = join(kubeletFolder, "pods", metadata.uid, "volumes");
          return readdirSync(folder).includes("kubernetes.io~empty-dir")
            ? readdirSync(join(folder, "kubernetes.io~empty-dir")).map(
                (volume) => `EmptyDir/mounted/${metadata.name}/${metadata.uid}/${volume}`,
              )
            : [];
        });
      expect(said.toSorted()).to.deep.equal(
        [...folders, `HostPath/${name}/run/mounted-host`].toSorted(),
      );
    }
  });

  it("one more pod starts where it is said to start, and waits where it is said to wait", async () => {
    const { claims } = await ask<ObjectReport>("explain", "pvc/disk");
    const answer = (place: string) =>
      claims[0]?.oneMorePod.find((it) => it.place === place)?.answer;
    expect([answer("same-node"), answer("other-node")]).to.deep.equal(["yes", "no"]);
    const podOn = (name: string, nodeName: string) =>
      work.apply(
        buildPod(name, {
          containers: { app: { mounts: { "/disk": "disk" } } },
          volumes: { disk: claim("disk") },
          spec: { nodeName },
        }),
      );
    await podOn("one-more-here", "node-a");
    await podOn("one-more-there", "node-b");
    await work.waitForPod("one-more-here");
    const stuck = await waitFor("the other to be told why", async () => {
      const { pods: explained } = await ask<ObjectReport>("explain", "pod/one-more-there");
      const pod = explained.find(({ name }) => name === "one-more-there");
      return pod?.cause ? pod : undefined;
    });
    expect(stuck.verdict).to.equal("stuck");
    const events = await waitFor("the controller's event", async () => {
      const reason = "--field-selector=reason=FailedAttachVolume";
      return (await work.kubectl("get", "events", reason, "-o=name")) || undefined;
    });
    expect(events).to.include("one-more-there");
    expect((await work.pod("one-more-there")).status.phase).to.equal("Pending");
  });
});

/** Kinds of which a node has one copy, whoever mounts it. */
const HAS_ONE_PLACE: ReadonlySet<string> = new Set([
  "PersistentVolumeClaim",
  "EphemeralClaim",
  "EmptyDir",
  "HostPath",
]);

interface List<T> {
  items: T[];
}

interface Volume {
  spec: { claimRef?: { namespace: string }; csi?: { volumeHandle: string } };
}

function line(pod: string, container: string, path: string, readOnly: boolean | null): string {
  return `${pod} ${container} ${path} ${readOnly === null ? "unknown" : readOnly ? "ro" : "rw"}`;
}
