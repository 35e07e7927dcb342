import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "yaml";
import { run, SHOP } from "./run.ts";

const CASES = new URL("../golden-objects/", import.meta.url);

/** What the case printed when it was read and found good. */
function golden(name: string, file: string): string {
  return readFileSync(new URL(`${name}/${file}`, CASES), "utf8");
}

function clusterOf(name: string): Buffer {
  return readFileSync(new URL(`${name}/cluster.yaml`, CASES));
}

describe("kubectl-shared explain TYPE/NAME", () => {
  it("says why a pod does not start, from standard input", async () => {
    const input = clusterOf("multi-attach-rollout");
    const outcome = await run(["explain", "pod/db-5f6b-9wq8z", "-f", "-"], { input });
    expect(outcome).to.deep.equal({
      code: 0,
      stdout: golden("multi-attach-rollout", "text.txt"),
      stderr: "",
    });
  });

  it("takes kubectl's other form, and says the same as data", async () => {
    const input = clusterOf("claim-ebs");
    const args = ["explain", "pvc", "db-data", "-f", "-"];
    const json = await run([...args, "-o", "json"], { input });
    expect(json.stdout).to.equal(golden("claim-ebs", "report.json"));
    const yaml = await run([...args, "-o", "yaml"], { input });
    expect(parse(yaml.stdout)).to.deep.equal(JSON.parse(json.stdout));
    const path = await run([...args, "-o", "jsonpath={.object.type}"], { input });
    expect(path.stdout).to.equal("claim");
    const markdown = await run([...args, "-o", "markdown"], { input });
    expect(markdown.stdout).to.equal(golden("claim-ebs", "markdown.md"));
  });

  it("warns of what was not read where its result is piped", async () => {
    const input = clusterOf("multi-attach-unread");
    const { stderr, code } = await run(["explain", "pod/worker", "-f", "-"], { input });
    expect(stderr).to.include("Warning: events could not be read (NotInSnapshot)");
    expect(code).to.equal(0);
  });

  it("fails for an object that is not there, with the near name", async () => {
    const input = clusterOf("claim-ebs");
    const { code, stdout, stderr } = await run(["explain", "pvc/db-dat", "-f", "-"], { input });
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.equal(
      'error: persistentvolumeclaims "db-dat" not found in -\nTry: pvc/db-data\n',
    );
  });

  it("asks which one where several namespaces have it", async () => {
    const pod = (namespace: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: ${namespace}}\nspec: {containers: []}\n`;
    const input = `${pod("shop")}---\n${pod("lab")}`;
    const { code, stderr } = await run(["explain", "pod/web", "-f", "-"], { input });
    expect(code).to.equal(1);
    expect(stderr).to.include("error: pod/web is in several namespaces: lab, shop\n");
    expect(stderr).to.include("Try: kubectl shared explain pod/web -n shop\n");
    expect((await run(["explain", "pod/web", "-n", "lab", "-f", "-"], { input })).code).to.equal(0);
  });

  it("refuses -A for what lies in a namespace, in kubectl's words", async () => {
    const { code, stderr } = await run(["explain", "pod/web-0", "-A"]);
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /^error: a resource cannot be retrieved by name across all namespaces\n/,
    );
  });

  it("refuses several objects and flags of topics before anything is read", async () => {
    const several = await run(["explain", "pod/a", "pod/b"]);
    expect(several.stderr).to.match(/^error: explain answers for one object at a time\n/);
    const filtered = await run(["explain", "pod/a", "--mode", "rwx"]);
    expect(filtered.stderr).to.match(/^error: --mode does not apply to an object/);
    const format = await run(["explain", "pod/a", "-o", "wide"]);
    expect(format.stderr).to.include("allowed formats are: ");
  });

  it("answers for objects that lie in no namespace, from a file", async () => {
    for (const object of ["node/node-a", "storageclass/gp3"]) {
      const { code, stdout } = await run(["explain", object, "-f", SHOP]);
      expect(code, object).to.equal(0);
      expect(stdout).to.include(object.split("/")[1]);
    }
  });
});

describe("kubectl-shared explain classes", () => {
  it("compares the classes of the files", async () => {
    const cluster = fileURLToPath(new URL("classes/cluster.yaml", CASES));
    const outcome = await run(["explain", "classes", "-f", cluster]);
    expect(outcome).to.deep.equal({ code: 0, stdout: golden("classes", "text.txt"), stderr: "" });
    const names = await run(["explain", "classes", "-f", cluster, "-o", "name"]);
    expect(names.stdout).to.match(/^storageclass\S*\/azure\n/);
  });

  it("says that it cannot be told where no class was read, and not that there are none", async () => {
    const input = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: []}\n";
    const { code, stdout, stderr } = await run(["explain", "classes", "-f", "-"], { input });
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.match(/^error: which storage classes there are cannot be told/);
  });
});
