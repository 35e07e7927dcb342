import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { PROJECT } from "./run-tool.ts";

/**
 * Writes to stderr which files of dist/ are loaded and, of the program, which modules are run: where names
 * are kept, esbuild makes each a function named by its path, which its two wrappers look up when it is
 * first wanted.
 */
const TRACE = `data:text/javascript,
  import { readFileSync, writeSync } from "node:fs";
  import { registerHooks } from "node:module";
  globalThis.tell = (what) => { writeSync(2, what + "\\n"); return what; };
  registerHooks({
    load(url, context, next) {
      if (!url.includes("/dist/")) return next(url, context);
      tell(url);
      const source = readFileSync(new URL(url), "utf8").replaceAll(
        /\\[(__getOwnPropNames\\((?:fn|cb)\\)\\[0\\])\\]/g,
        "[tell($1)]",
      );
      return { format: "commonjs", source, shortCircuit: true };
    },
  });`.replaceAll(/\n */g, " ");

interface Loaded {
  /** Of dist/. */
  files: string[];
  /** Packages by their names, our own modules by their paths. */
  modules: string[];
}

/** The program as it is built, but that its modules have names. */
const program = mkdtempSync(join(tmpdir(), "kubectl-shared-named-"));

async function buildNamed(): Promise<void> {
  cpSync(join(PROJECT, "bin"), join(program, "bin"), { recursive: true });
  mkdirSync(join(program, "dist"));
  writeFileSync(join(program, "package.json"), '{ "type": "module" }');
  writeFileSync(join(program, "dist/package.json"), '{ "type": "commonjs" }');
  const script = `
    import { writeFileSync } from "node:fs";
    import { bundleProgram } from "./scripts/bundle.js";
    const start = "export const run = (argv) => runMain(argv);";
    const { files } = await bundleProgram(start, { keepNames: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(${JSON.stringify(`${program}/dist/`)} + name, text);
    }`;
  const words = ["--input-type=module", "--eval", script];
  await promisify(execFile)(process.execPath, words, { cwd: PROJECT });
}

async function loadedBy(...args: string[]): Promise<Loaded> {
  const words = ["--import", TRACE, join(program, "bin/run.js"), ...args];
  const running = promisify(execFile)(process.execPath, words, { cwd: PROJECT });
  // One that fails has loaded all the same.
  const { stderr } = await running.catch((error: { stderr: string }) => error);
  const lines = stderr.split("\n");
  const modules = lines.flatMap(
    (line) =>
      /^(?:node_modules\/((?:@[^/]+\/)?[^/]+)\/.*|(src\/.+\.ts))$/.exec(line)?.slice(1) ?? [],
  );
  return {
    files: lines.flatMap((line) => /^file:.*\/dist\/(.+)$/.exec(line)?.[1] ?? []),
    modules: [...new Set(modules.filter((it) => it !== undefined))],
  };
}

const textOf = (name: string) => readFileSync(join(program, "dist", name), "utf8");

const HEAVY =
  /^(src\/(knowledge|sources\/(cluster|snapshot)|core\/(sharing|reports)|scaffold\/(patterns|backends))(\/|\.ts$)|@kubernetes\/client-node$|js-yaml$|yaml$|ora$|cli-table3$)/;

describe("Starting the program", () => {
  before(buildNamed);
  after(() => rmSync(program, { recursive: true }));

  it("loads nothing but itself for --version", async () => {
    expect(await loadedBy("--version")).to.deep.equal({ files: ["main.js"], modules: [] });
  });

  const unreachable = ["who-mounts", "--server=https://127.0.0.1:1", "--request-timeout=1s"];

  it("loads client-node for a proxy only", async () => {
    const { files, modules } = await loadedBy(...unreachable);
    expect(modules).to.include("src/sources/cluster/client.ts");
    expect(modules).not.to.include("@kubernetes/client-node");
    expect(files).to.deep.equal(["main.js", "who-mounts.js"]);
    expect(textOf("who-mounts.js")).not.to.include("loadFromClusterAndUser(");
    expect(textOf("program.js")).not.to.include("loadFromClusterAndUser(");
    expect(textOf("proxies.js")).to.include("loadFromClusterAndUser(");
  });

  it("loads one part of it: that of the first word, or the one with all commands", async () => {
    const partOf = async (...args: string[]) => (await loadedBy(...args)).files.slice(1);
    expect(await partOf("who-mounts", "--help")).to.deep.equal(["who-mounts.js"]);
    expect(await partOf("-n", "shop", "who-mounts", "--help")).to.deep.equal(["program.js"]);
    expect(await partOf("explain", "rwo")).to.deep.equal(["program.js"]);
    expect(await partOf()).to.deep.equal(["program.js"]);
    expect(textOf("program.js")).to.include("src/scaffold/").and.to.include("src/cli/completion/");
    expect(textOf("who-mounts.js")).not.to.match(/src\/(?:scaffold|cli\/completion)\//);
  });

  it("loads what makes credentials only for users who have none that are ready", async () => {
    const { modules } = await loadedBy(...unreachable);
    const makers = /credentials\/(?:exec|oidc|refresh|run-plugin|plugin-policy)|^yaml$/;
    expect(modules.filter((it) => makers.test(it))).to.deep.equal([]);
  });

  it("loads neither oclif nor a command nor a topic to complete names", async () => {
    const server = "--server=https://127.0.0.1:1";
    const { files, modules } = await loadedBy("__complete", server, "who-mounts", "pvc/");
    expect(files).to.deep.equal(["main.js", "program.js"]);
    expect(modules).to.include("src/cli/completion/complete.ts");
    const idle = /oclif|^src\/(commands|cli\/flags|views|knowledge|scaffold)\/|^yaml$/;
    expect(modules.filter((it) => idle.test(it))).to.deep.equal([]);
  });

  const commands = ["who-mounts", "explain", "scaffold", "version", "completion"];
  for (const args of [["--help"], ...commands.map((it) => [it, "--help"])]) {
    it(`loads nothing of what answers for ${args.join(" ")}`, async () => {
      const { modules: loaded } = await loadedBy(...args);
      expect(loaded).to.include("@oclif/core").and.to.include("src/cli/kubectl-help.ts");
      expect(loaded.filter((it) => HEAVY.test(it))).to.deep.equal([]);
    });
  }

  it("loads for a topic nothing that reads a cluster or a file", async () => {
    const { modules: loaded } = await loadedBy("explain", "rwo");
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
      const { modules: loaded } = await loadedBy(...args, "-f", "examples/shop/cluster.yaml");
      expect(loaded).to.include("src/knowledge/drivers.ts");
      const topics = /^src\/(knowledge\/topics|core\/reports\/topic\/)/;
      expect(loaded.filter((it) => topics.test(it))).to.deep.equal([]);
    });
  }

  it("loads for files no more than files need", async () => {
    const { modules: loaded } = await loadedBy(
      "who-mounts",
      "-f",
      "examples/shop/cluster.yaml",
      "-o",
      "json",
    );
    expect(loaded).to.include("js-yaml").and.to.include("src/core/sharing/find-storages.ts");
    expect(
      loaded.filter((it) => /client-node|^src\/sources\/cluster\/|^cli-table3$/.test(it)),
    ).to.deep.equal([]);
  });
});
