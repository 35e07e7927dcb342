import { mkdtemp, readdir, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { collect, errorOf, findInPaths, inChunks, nameOf } from "./byte-streams.ts";

const pod = (name: string) => `{"kind":"Pod","metadata":{"name":"${name}"}}\n`;

describe("finding objects in files", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "find-objects-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(root, name), content);
    return join(root, name);
  };

  it("gives them in the order of the files, each with where it stood", async () => {
    const b = await write("b.json", pod("b1") + pod("b2"));
    const a = await write("a.yaml.gz", gzipSync("# a\nkind: Pod\nmetadata:\n  name: a1\n"));
    const found = await collect(findInPaths([b, a, "-"], inChunks(pod("c"))));
    expect(found.map((one) => [nameOf(one), one.origin])).to.deep.equal([
      ["Pod/b1", { file: b, line: 1, index: 1 }],
      ["Pod/b2", { file: b, line: 2, index: 2 }],
      ["Pod/a1", { file: a, line: 2, index: 1 }],
      ["Pod/c", { file: "-", line: 1, index: 1 }],
    ]);
  });

  it("unpacks standard input too", async () => {
    const found = await collect(findInPaths(["-"], inChunks(gzipSync(pod("a")))));
    expect(found.map(nameOf)).to.deep.equal(["Pod/a"]);
  });

  it("refuses a named file that holds nothing, as a failed kubectl leaves it", async () => {
    const full = await write("full.json", pod("a"));
    for (const content of ["", "\n\n", "# nothing\n---\n"]) {
      const empty = await write("empty.yaml", content);
      const error = await errorOf(collect(findInPaths([full, empty])));
      expect(error.message).to.equal(`no objects found in ${empty}`);
    }
  });

  it("takes a named file that holds an empty list", async () => {
    const file = await write("none.yaml", "apiVersion: v1\nitems: []\nkind: List\n");
    expect(await collect(findInPaths([file]))).to.deep.equal([]);
  });

  it("takes a directory that holds an empty file beside others", async () => {
    await write("a.yaml", "# to do\n");
    await write("b.json", pod("b"));
    expect((await collect(findInPaths([root]))).map(nameOf)).to.deep.equal(["Pod/b"]);
  });

  it("refuses a directory that holds empty files only", async () => {
    await write("a.yaml", "# to do\n");
    const error = await errorOf(collect(findInPaths([root])));
    expect(error.message).to.equal(`no objects found in ${root}`);
  });

  it("refuses gzip that is cut off, whatever could be read of it", async () => {
    const bytes = gzipSync(pod("a").repeat(100_000));
    const file = await write("a.json.gz", bytes.subarray(0, bytes.length / 2));
    const error = await errorOf(collect(findInPaths([file])));
    expect(error.message).to.equal(
      `error reading ${file}: the gzip data is cut off: unexpected EOF`,
    );
  });

  it("refuses a directory that a link makes pass for a file", async () => {
    const link = join(root, "link.yaml");
    await symlink(root, link);
    const error = await errorOf(collect(findInPaths([root])));
    expect(error.message).to.equal(`open ${link}: illegal operation on a directory`);
  });

  it("refuses a file that may not be read", async function () {
    // root may read everything
    if (process.getuid?.() === 0) this.skip();
    const file = join(root, "secret.yaml");
    await writeFile(file, pod("a"), { mode: 0 });
    const error = await errorOf(collect(findInPaths([file])));
    expect(error.message).to.equal(`open ${file}: permission denied`);
  });

  it("closes the file when it is given up", async function () {
    if (process.platform !== "linux") this.skip();
    for (const [name, content] of [
      ["a.json", pod("a").repeat(100_000)],
      ["b.json", gzipSync(pod("b").repeat(100_000))],
    ] as const) {
      const file = await write(name, content);
      for await (const _ of findInPaths([file])) break;
      // The system is asked to close it, and may take its time.
      for (let tries = 0; tries < 500 && (await openFiles()).includes(file); tries++)
        await sleep(10);
      expect(await openFiles()).not.to.include(file);
    }
  });
});

async function openFiles(): Promise<string[]> {
  const links = (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`));
  return (await Promise.allSettled(links)).flatMap((link) =>
    link.status === "fulfilled" ? [link.value] : [],
  );
}
