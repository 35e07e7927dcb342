import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect } from "chai";
import { PROJECT } from "./run-tool.ts";

/**
 * Writes to stderr which files of dist/ are loaded and, of the program, which modules are run: esbuild
 * makes each a function named by its path, which its two wrappers look up when it is first wanted.
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
        /\\(0,(\\w+)\\[(\\w+\\(\\1\\)\\[0\\])\\]\\)/g,
        "(0,$1[tell($2)])",
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

async function loadedBy(...args: string[]): Promise<Loaded> {
  const words = ["--import", TRACE, "bin/run.js", ...args];
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

const HEAVY =
  /^(src\/(knowledge|sources\/(cluster|snapshot)|core\/(sharing|reports)|scaffold\/(patterns|backends))(\/|\.ts$)|@kubernetes\/client-node$|js-yaml$|yaml$|ora$|cli-table3$)/;

describe("Starting the program", () => {
  it("loads nothing but itself for --version", async () => {
    expect(await loadedBy("--version")).to.deep.equal({ files: ["main.js"], modules: [] });
  });

  const unreachable = ["who-mounts", "--server=https://127.0.0.1:1", "--request-timeout=1s"];

  it("loads client-node for a proxy only", async () => {
    const { files, modules } = await loadedBy(...unreachable);
    expect(modules).to.include("src/sources/cluster/client.ts");
    expect(modules).not.to.include("@kubernetes/client-node");
    expect(files).to.deep.equal(["main.js", "program.js"]);
    const textOf = (name: string) => readFileSync(`${PROJECT}/dist/${name}`, "utf8");
    expect(textOf("program.js")).not.to.include("loadFromClusterAndUser(");
    expect(textOf("proxies.js")).to.include("loadFromClusterAndUser(");
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
