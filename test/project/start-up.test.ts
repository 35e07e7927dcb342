import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { PROJECT } from "./run-tool.ts";

/** Writes the address of each module to stderr as it is loaded, whoever asks for it. */
const TRACE = `data:text/javascript,
  import { writeSync } from "node:fs";
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      writeSync(2, url + "\\n");
      return next(url, context);
    },
  });`;

/** Of the bundle, esbuild's comments tell what a file is made of: our modules and packages. */
const SOURCE = /^ *\/\/ (?:node_modules\/((?:@[^/]+\/)?[^/]+)\/.*|(src\/.+\.ts))$/gm;

/** Packages by their names, our own modules by their paths. */
async function loadedBy(...args: string[]): Promise<string[]> {
  const trace = ["--import", TRACE.replaceAll("\n", ""), "bin/run.js", ...args];
  const running = promisify(execFile)(process.execPath, trace, { cwd: PROJECT });
  // One that fails has loaded all the same.
  const { stderr } = await running.catch((error: { stderr: string }) => error);
  const loaded = stderr.split("\n").flatMap((url) => {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
    if (name !== undefined) return name;
    if (!url.includes("/dist/")) return [];
    const text = readFileSync(fileURLToPath(url), "utf8");
    return [...text.matchAll(SOURCE)].map(([, name, path = ""]) => name ?? path);
  });
  return [...new Set(loaded)];
}

const HEAVY =
  /^(src\/(knowledge|sources\/(cluster|snapshot)|core\/(sharing|reports)|scaffold\/(patterns|backends))(\/|\.ts$)|@kubernetes\/client-node$|js-yaml$|yaml$|ora$|cli-table3$)/;

describe("Starting the program", () => {
  it("loads nothing but itself for --version", async () => {
    const loaded = await loadedBy("--version");
    expect(loaded.filter((it) => !it.startsWith("src/"))).to.deep.equal([]);
    expect(loaded).to.have.members(["src/cli/main.ts", "src/cli/built-program.ts"]);
  });

  it("loads client-node for a proxy only", async () => {
    const server = ["who-mounts", "--server=https://127.0.0.1:1", "--request-timeout=1s"];
    expect(await loadedBy(...server)).to.include("src/sources/cluster/client.ts");
    expect(await loadedBy(...server)).not.to.include("@kubernetes/client-node");
  });

  const commands = ["who-mounts", "explain", "scaffold"];
  for (const args of [["--help"], ...commands.map((it) => [it, "--help"])]) {
    it(`loads nothing of what answers for ${args.join(" ")}`, async () => {
      const loaded = await loadedBy(...args);
      expect(loaded).to.include("@oclif/core").and.to.include("src/cli/main.ts");
      expect(loaded.filter((it) => HEAVY.test(it))).to.deep.equal([]);
    });
  }

  it("loads for a topic nothing that reads a cluster or a file", async () => {
    const loaded = await loadedBy("explain", "rwo");
    expect(loaded).to.include("src/knowledge/topics.ts");
    const idle =
      /^src\/(sources\/(cluster|snapshot)|core\/(sharing|rules))\/|^@kubernetes|^js-yaml$|^yaml$/;
    expect(loaded.filter((it) => idle.test(it))).to.deep.equal([]);
  });

  for (const args of [
    ["who-mounts"],
    ["explain", "pvc/media"],
    ["explain", "classes"],
    ["scaffold", "rwx", "media"],
  ]) {
    it(`loads no topic for ${args.join(" ")}`, async () => {
      const loaded = await loadedBy(...args, "-f", "examples/shop/cluster.yaml");
      expect(loaded).to.include("src/knowledge/drivers.ts");
      const topics = /^src\/(knowledge\/topics|core\/reports\/topic\/)/;
      expect(loaded.filter((it) => topics.test(it))).to.deep.equal([]);
    });
  }

  it("loads for files no more than files need", async () => {
    const loaded = await loadedBy("who-mounts", "-f", "examples/shop/cluster.yaml", "-o", "json");
    expect(loaded).to.include("js-yaml").and.to.include("src/core/sharing/find-storages.ts");
    expect(
      loaded.filter((it) => /client-node|^src\/sources\/cluster\/|^cli-table3$/.test(it)),
    ).to.deep.equal([]);
  });
});
