import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { fileError } from "../../../../src/sources/snapshot/file-error.ts";
import { listFiles } from "../../../../src/sources/snapshot/list-files.ts";
import { errorOf } from "./byte-streams.ts";

describe("the files that -f means", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "list-files-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = async (...names: string[]) => {
    for (const name of names) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), "");
    }
  };
  const list = async (paths: string[], recursive = false) =>
    (
      await listFiles(
        paths.map((path) => join(root, path)),
        recursive,
      )
    ).map(({ path }) => relative(root, path));

  it("are a directory's JSON and YAML files in the order of their names", async () => {
    await write(
      "d/b.yaml",
      "d/a.yml",
      "d/c.json",
      "d/d.json.gz",
      "d/README.md",
      "d/e.yaml.bak",
      "d/sub/f.yaml",
    );
    expect(await list(["d"])).to.deep.equal(["d/a.yml", "d/b.yaml", "d/c.json", "d/d.json.gz"]);
  });

  it("are its subdirectories' too with -R", async () => {
    await write("d/b.yaml", "d/a/z.yaml", "d/a/x.txt", "d/c/d/e.yml");
    expect(await list(["d"], true)).to.deep.equal(["d/a/z.yaml", "d/b.yaml", "d/c/d/e.yml"]);
  });

  it("are those that are named, whatever they end with", async () => {
    await write("pods.txt");
    expect(await listFiles([join(root, "pods.txt"), "-"], false)).to.deep.equal([
      { path: join(root, "pods.txt"), named: true },
      { path: "-", named: true },
    ]);
  });

  it("are each read once, also when named twice", async () => {
    await write("a.yaml", "b.yaml");
    expect(await list(["b.yaml", "a.yaml", "b.yaml"])).to.deep.equal(["b.yaml", "a.yaml"]);
    expect(await listFiles(["-", "-"], false)).to.have.length(1);
  });

  it("are all of a cluster-info dump without -R, but for its logs", async () => {
    await write("d/nodes.json", "d/shop/pods.json", "d/shop/events.json", "d/shop/web-0/logs.txt");
    const expected = ["d/nodes.json", "d/shop/events.json", "d/shop/pods.json"];
    expect(await list(["d"])).to.deep.equal(expected);
  });

  it("are not a subdirectory's for a file called nodes.json alone", async () => {
    await write("d/nodes.json", "d/shop/claims.json");
    expect(await list(["d"])).to.deep.equal(["d/nodes.json"]);
  });

  it("are those that a pattern matches, where the shell left it alone", async () => {
    await write("b.yaml", "a.yaml", "c.json");
    expect(await list(["*.yaml"])).to.deep.equal(["a.yaml", "b.yaml"]);
  });

  it("are a file of that very name before any pattern", async () => {
    await write("[ab].yaml", "a.yaml");
    expect(await list(["[ab].yaml"])).to.deep.equal(["[ab].yaml"]);
  });

  it("are also those behind a link, but no directory behind one", async () => {
    await write("real/a.yaml");
    await mkdir(join(root, "d"));
    await symlink(join(root, "real/a.yaml"), join(root, "d/link.yaml"));
    await symlink(join(root, "real"), join(root, "d/loop"));
    expect(await list(["d"], true)).to.deep.equal(["d/link.yaml"]);
  });

  it("cannot be of a path that is not there", async () => {
    for (const path of ["none.yaml", "none-*.yaml"]) {
      const error = await errorOf(listFiles([path], false));
      expect(error.message).to.equal(`the path "${path}" does not exist`);
    }
  });

  it("cannot be of a path that leads through a file", async () => {
    await write("a.yaml");
    const path = join(root, "a.yaml/b.yaml");
    const error = await errorOf(listFiles([path], false));
    expect(error.message).to.equal(`open ${path}: not a directory`);
  });

  it("cannot be of a directory that holds nothing to read", async () => {
    await write("d/README.md", "d/sub/a.yaml");
    const error = await errorOf(list(["d"]));
    expect(error.message).to.equal(
      `error reading [${join(root, "d")}]: recognized file extensions are [.json .yaml .yml]`,
    );
    expect(error.next).to.deep.equal(["add -R to read subdirectories"]);
  });

  it("cannot be fetched from a URL", async () => {
    const error = await errorOf(listFiles(["https://x.io/a.yaml"], false));
    expect(error.message).to.match(/^cannot read https:\/\/x\.io\/a\.yaml: /);
    expect(error.next).to.deep.equal(["curl -fsSLO 'https://x.io/a.yaml'"]);
  });

  it("are named in kubectl's words when they cannot be opened", () => {
    const error = Object.assign(new Error(), { code: "EACCES", errno: -13 });
    expect(fileError("x.yaml", error).message).to.equal("open x.yaml: permission denied");
  });
});
