import { expect } from "chai";
import type { Plan } from "../../../../src/cli/completion/plan.ts";
import { planWord } from "../../../../src/cli/completion/plan-word.ts";
import { readTyped } from "../../../../src/cli/completion/read-typed.ts";
import { COMMANDS } from "../../../../src/commands.ts";
import { TOPICS } from "../../../../src/knowledge/topics.ts";
import { BACKENDS } from "../../../../src/scaffold/backends.ts";
import { PATTERNS } from "../../../../src/scaffold/patterns.ts";
import { MOUNT_FORMATS } from "../../../../src/views/mount/mount-formats.ts";

const plan = (...words: string[]): Promise<Plan> => planWord(readTyped(words, COMMANDS), COMMANDS);

async function words(...line: string[]): Promise<string[]> {
  return (await plan(...line)).words.map(({ value }) => value);
}

const TYPES = ["pvc/", "pv/", "node/", "pod/", "storageclass/", "deployment/", "statefulset/"];

/** What only the user knows. */
const FREE =
  /^(server|token|as|as-group|as-uid|as-user-extra|tls-server-name|request-timeout|v|selector|pod-selector|sort-by|image|command|replicas|labels|mount-path|teams|run-as-user|fs-group|size)$/;

describe("What can be completed", () => {
  it("are the commands, with what they are for", async () => {
    const { words: commands } = await plan("");
    expect(commands.map(({ value }) => value)).to.have.members([...Object.keys(COMMANDS), "help"]);
    expect(commands[0]).to.deep.equal({
      value: Object.keys(COMMANDS)[0],
      description: Object.values(COMMANDS)[0]?.summary.slice(0, -1),
    });
    expect(await words("help", "")).to.have.members(Object.keys(COMMANDS));
  });

  it("are only commands that take the flags before them", async () => {
    expect(await words("--kinds", "all", "")).to.deep.equal(["who-mounts"]);
    expect(await words("--offline", "")).to.deep.equal(["scaffold"]);
  });

  it("are nothing behind a command that is none", async () => {
    for (const command of ["bogus", "constructor", "__proto__"]) {
      for (const text of ["", "-", "--output="]) {
        expect(await plan(command, text)).to.deep.equal({ words: [], names: null, paths: "none" });
      }
    }
  });

  it("are flags that were not given, long and short; those that may be repeated stay", async () => {
    const left = await words("who-mounts", "-n", "shop", "-f", "a.yaml", "-");
    expect(left).to.include.members(["--all-namespaces", "-A", "--filename", "-f", "--help", "-h"]);
    expect(left).not.to.include.members(["--namespace"]).and.not.to.include("-n");
    expect(left).not.to.include("--offline");
  });

  it("are, before a command, the flags of all commands", async () => {
    const all = await words("-");
    expect(all).to.include.members(["--namespace", "--kinds", "--offline", "--mode", "--version"]);
    expect(new Set(all).size).to.equal(all.length);
  });

  it("are claims by their bare names, and the types", async () => {
    const { names } = await plan("who-mounts", "pvc/media", "ledger", "");
    expect(names).to.deep.equal({ of: "claim", before: "", except: ["media", "ledger"] });
    expect(await words("who-mounts", "")).to.deep.equal(TYPES);
  });

  it("are names behind a type, however it is spelled", async () => {
    expect((await plan("who-mounts", "po/w")).names).to.deep.equal({
      of: "pod",
      before: "po/",
      except: [],
    });
    const behind = await plan("who-mounts", "media", "claim/old", "PersistentVolumeClaim/");
    expect(behind.names).to.deep.equal({
      of: "claim",
      before: "PersistentVolumeClaim/",
      except: ["media", "old"],
    });
    expect(behind.words).to.deep.equal([]);
    expect((await plan("who-mounts", "secret/")).names).to.equal(null);
  });

  it("are names alone in kubectl's other form", async () => {
    const other = await plan("who-mounts", "sc", "fast", "");
    expect(other).to.deep.include({
      words: [],
      names: { of: "storageclass", before: "", except: ["fast"] },
    });
    expect((await plan("explain", "deploy", "")).names?.of).to.equal("deployment");
    expect((await plan("explain", "deploy", "web", "")).names).to.equal(null);
  });

  it("are topics, classes, drivers and types for explain, and one of them", async () => {
    const subjects = await words("explain", "");
    expect(subjects).to.include.members(TOPICS.map(({ topic }) => topic));
    expect(subjects).to.include.members(["classes", "driver/", ...TYPES]);
    expect(subjects).not.to.include("driver/NAME");
    expect((await plan("explain", "")).names).to.equal(null);
    expect(await words("explain", "driver/")).to.include("driver/efs.csi.aws.com");
    expect(await words("explain", "rwx", "")).to.deep.equal([]);
  });

  it("are patterns, and nothing in the place of a new name", async () => {
    expect(await words("scaffold", "")).to.deep.equal(PATTERNS.map(({ name }) => name));
    expect(await plan("scaffold", "rwx", "")).to.deep.equal({
      words: [],
      names: null,
      paths: "none",
    });
  });

  it("are the formats of what is asked for", async () => {
    const formats = await words("who-mounts", "-o", "");
    expect(formats.map((it) => it.replace("=", ""))).to.deep.equal([...MOUNT_FORMATS.keys()]);
    expect(formats).to.include("jsonpath=");
    expect(await words("explain", "rox", "-o", "")).to.include("mermaid");
    expect(await words("explain", "pvc/media", "-o", "")).not.to.include("mermaid");
    expect(await words("explain", "-o", ""))
      .to.include("mermaid")
      .and.to.include("wide");
    expect(await words("scaffold", "rwx", "-o", "")).to.deep.equal(["yaml", "json", "name"]);
    expect(await words("scaffold", "-o", "")).to.include("text");
  });

  it("are kinds, each once in a list", async () => {
    expect(await words("who-mounts", "--kinds", "")).to.include.members(["all", "claims", "image"]);
    const left = await words("who-mounts", "--kinds", "image,em");
    expect(left).to.include("image,emptydir").and.not.to.include("image,image");
  });

  it("are what the pattern leaves to choose", async () => {
    expect(await words("scaffold", "stateful", "--workload", "")).to.deep.equal(["statefulset"]);
    expect(await words("scaffold", "--workload", "")).to.include("job");
    expect(await words("scaffold", "rwx", "--access-mode", "")).to.deep.equal(["rwx"]);
    expect(await words("scaffold", "rox", "--variant", "cl")).to.include("clone");
    const source = ["scaffold", "rox", "--variant"];
    expect((await plan(...source, "clone", "--source", "")).names?.of).to.equal("claim");
    expect((await plan(...source, "image", "--source", "")).names).to.equal(null);
    expect(await words("scaffold", "--driver", "")).to.deep.equal(BACKENDS.map((it) => it.name));
  });

  it("are words that help shows as all that there are", async () => {
    expect(await words("scaffold", "--dry-run", "")).to.deep.equal(["none", "server"]);
    expect(await words("scaffold", "--medium", "")).to.deep.equal(["memory", "disk"]);
    expect(await words("scaffold", "--comments=")).to.deep.equal(["true", "false"]);
  });

  it("are names of namespaces, classes and entries of the kubeconfig for their flags", async () => {
    const of = async (...line: string[]) => (await plan(...line, "")).names?.of;
    expect(await of("-n")).to.equal("namespace");
    expect(await of("--context")).to.equal("context");
    expect(await of("--cluster")).to.equal("cluster");
    expect(await of("explain", "--user")).to.equal("user");
    expect(await of("scaffold", "--storage-class")).to.equal("storageclass");
  });

  it("are files and folders, which the shell knows", async () => {
    expect((await plan("who-mounts", "-f", "")).paths).to.equal("files");
    expect((await plan("--kubeconfig=")).paths).to.equal("files");
    expect((await plan("completion", "install", "--directory", "")).paths).to.equal("folders");
  });

  for (const [command, { flags }] of Object.entries(COMMANDS)) {
    for (const [flag, { type }] of Object.entries(flags)) {
      const isOfBackend = BACKENDS.some(({ values }) => values.some((it) => it.flag === flag));
      if (type !== "option" || FREE.test(flag) || isOfBackend) continue;
      it(`are the values of ${command} --${flag}`, async () => {
        const line = flag === "variant" || flag === "source" ? ["scaffold", "rox"] : [command];
        const variant = flag === "source" ? ["--variant", "clone"] : [];
        const { words, names, paths } = await plan(...line, ...variant, `--${flag}`, "");
        expect(words.length > 0 || names !== null || paths !== "none").to.equal(true);
      });
    }
  }
});
