import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { waitFor } from "../bed/wait-for.ts";
import { openNodes } from "./nodes.ts";
import { statementOf } from "./statement-of.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

describe("The examples of the articles as they are written, on a real node", () => {
  let work: Workspace;

  before(async function () {
    const { cluster } = await openNodes(this);
    work = await openWorkspace(cluster, "examples");
    await work.apply(example("around"));
  });

  it("two containers share an emptyDir: what one writes the other reads", async () => {
    await work.apply(example("shared-storage-pod"));
    const said = await waitFor("the reader to have read", async () => {
      const log = await work.logs("shared-storage-pod", "container-2").catch(() => "");
      return log.includes("Hello") && log;
    });
    expect(said).to.equal("Hello from container-1\n");
  });

  it(statementOf("same-pod", "Often seen: one container runs echo"), async () => {
    const pod = parse(example("shared-storage-pod"));
    pod.metadata.name = "reader-first";
    pod.spec.containers.reverse();
    // The same pod with its containers in the other order.
    await work.apply(stringify(pod));
    const reader = await waitFor("the reader to be started again", async () => {
      const { status } = await work.pod("reader-first");
      const found = status.containerStatuses?.find(({ name }) => name === "container-2");
      return found && found.restartCount > 0 && found.ready && found;
    });
    expect(reader.lastState.terminated).to.include({ exitCode: 1, reason: "Error" });
    const said = await work.logs("reader-first", "container-2", "--previous");
    expect(said).to.equal("cat: can't open '/data/message': No such file or directory\n");
  });

  it("containers share a claim in the same way", async () => {
    await work.apply(example("shared-pvc-pod"));
    await work.waitForLog("shared-pvc-pod", "container-2", "Persisted data\n");
  });

  it("a writer and a reader share a folder", async () => {
    await work.apply(example("shared-pod"));
    await work.waitForPod("shared-pod");
    await work.waitForLog("shared-pod", "reader", /\d\d:\d\d:\d\d/);
  });

  it("a client reaches a server of its pod over localhost", async () => {
    await work.apply(example("api-pod"));
    await work.waitForPod("api-pod");
    await work.waitForLog("api-pod", "api-client", "the api\n");
  });

  it("two pods share a ReadWriteMany claim", async () => {
    await work.apply(example("efs-storage-class"));
    await work.apply(example("shared-data-claim"));
    await work.apply(example("app1-app2"));
    await Promise.all(["app1", "app2"].map(work.waitForPod));
    await work.run("app1", "web1", "echo both > /data/file");
    const read = await work.run("app2", "web2", "cat /data/file");
    expect(read).to.deep.equal({ code: 0, output: "both\n" });
  });

  it(statementOf("same-pod", "Also often seen: image: busybox without a command."), async () => {
    await work.apply(example("shared"));
    const [first] = await waitFor("a container to be restarted", async () => {
      const { status } = await work.pod("shared");
      const ended = status.containerStatuses?.filter(({ restartCount }) => restartCount > 0);
      return ended !== undefined && ended.length > 0 && ended;
    });
    expect(first?.lastState.terminated?.exitCode).to.equal(0);
  });
});

function example(name: string): string {
  return readFileSync(new URL(`../bed/stories/examples/${name}.yaml`, import.meta.url), "utf8");
}
