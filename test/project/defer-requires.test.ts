import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { build } from "esbuild";
import { deferIn, deferRequires } from "../../scripts/defer-requires.ts";

/** A module as the TypeScript compiler writes one, run. */
function run(text: string) {
  const loaded: string[] = [];
  const module = { exports: {} as Record<string, unknown> };
  const load = (name: string) => {
    loaded.push(name);
    return { name, Made: class {} };
  };
  new Function("exports", "require", "__importStar", text)(
    module.exports,
    load,
    (it: object) => it,
  );
  return { exports: module.exports, loaded };
}

describe("A module whose requires are deferred", () => {
  const text = `"use strict";
const part_1 = require("./part");
const star_2 = __importStar(require("./star"));
exports.all = __importStar(require("./all"));
exports.ask = () => part_1.name + star_2.name;
exports.make = () => new part_1.Made();
exports.other_1 = "other_1";
`;

  it("loads nothing before it is used, and then once", () => {
    const { exports, loaded } = run(deferIn(text));
    expect(loaded).to.deep.equal([]);
    const ask = exports.ask as () => string;
    expect([ask(), ask()]).to.deep.equal(["./part./star", "./part./star"]);
    expect(loaded).to.deep.equal(["./part", "./star"]);
  });

  it("exports what it exported, when it is asked for it", () => {
    const { exports, loaded } = run(deferIn(text));
    expect(exports.all).to.include({ name: "./all" });
    expect(exports.other_1).to.equal("other_1");
    expect(loaded).to.deep.equal(["./all"]);
  });

  it("still makes objects of its parts' classes", () => {
    const make = run(deferIn(text)).exports.make as () => object;
    expect(make().constructor.name).to.equal("Made");
  });

  it("stays strict", () => {
    expect(deferIn(text)).to.match(/^"use strict";\n/);
  });

  it("stays as it is where there is nothing to defer", () => {
    const plain = '"use strict";\nconst fs = require("node:fs");\n';
    expect(deferIn(plain)).to.equal(plain);
  });
});

describe("Deferring the requires of a package", () => {
  it("fails where nothing could be deferred: every start would be slow, and nobody told", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-defer-"));
    const entry = join(folder, "entry.js");
    await writeFile(entry, 'const part = require("node:path");\n');
    const failure = await build({
      entryPoints: [entry],
      write: false,
      logLevel: "silent",
      plugins: [deferRequires(/entry\.js$/)],
    }).catch(String);
    await rm(folder, { recursive: true });
    expect(failure).to.contain("nothing to defer");
  });
});
