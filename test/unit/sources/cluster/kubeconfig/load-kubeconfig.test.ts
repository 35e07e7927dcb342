import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { loadKubeconfig } from "../../../../../src/sources/cluster/kubeconfig/load-kubeconfig.ts";
import { failureOf } from "../loopback.ts";

describe("the kubeconfig files that apply", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kubeconfig-"));
    await mkdir(join(folder, ".kube"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, content: string) => writeFile(join(folder, name), content);
  const load = (listed?: string[], explicit?: string) =>
    loadKubeconfig(explicit, {
      HOME: folder,
      ...(listed && { KUBECONFIG: listed.map((name) => join(folder, name)).join(delimiter) }),
    });

  it("are the one in the home folder unless others are named", async () => {
    await write(".kube/config", "current-context: home\n");
    await write("other", "current-context: other\n");
    expect((await load()).currentContext).to.equal("home");
    expect((await load(["other"])).currentContext).to.equal("other");
    expect((await load(["other"], join(folder, ".kube/config"))).currentContext).to.equal("home");
  });

  it("may all be missing, unless a flag names one", async () => {
    expect((await load()).contexts.size).to.equal(0);
    expect((await load(["gone", "lost"])).contexts.size).to.equal(0);
    const gone = join(folder, "gone");
    expect(await failureOf(load([], gone))).to.include({
      reason: "Config",
      standsAlone: false,
      message: `stat ${gone}: no such file or directory`,
    });
  });

  it("decide by the first that knows a name, its entry whole", async () => {
    await write("a", "users: [{name: x, user: {token: first}}]\n");
    await write("b", "users: [{name: x, user: {as: second}}, {name: z, user: {as: third}}]\n");
    const { users } = await load(["a", "b"]);
    expect(Object.fromEntries(users)).to.deep.equal({ x: { token: "first" }, z: { as: "third" } });
  });

  it("are named, every one, when they cannot be read", async () => {
    await write("bad", "kind: Pod\n");
    await write("good", "");
    const one = await failureOf(load(["good", "bad"]));
    expect(one).to.include({
      standsAlone: false,
      message: `error loading config file "${folder}/bad": it is no kubeconfig but a "Pod" of "v1"`,
    });
    const two = await failureOf(load([".kube", "bad"]));
    expect(two).to.include({
      standsAlone: true,
      message: `error loading config file "${folder}/.kube": read ${folder}/.kube: is a directory\n${one.message}`,
    });
  });
});
