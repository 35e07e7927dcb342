import { expect } from "chai";
import { readTyped } from "../../../../src/cli/completion/read-typed.ts";
import { COMMANDS } from "../../../../src/commands.ts";

const read = (...words: string[]) => readTyped(words, COMMANDS);

describe("A line that is still typed", () => {
  it("begins with a command, which may not be there yet", () => {
    expect(read("")).to.deep.equal({
      command: null,
      args: [],
      flags: {},
      word: { kind: "argument", text: "" },
    });
    expect(read().word).to.deep.equal({ kind: "argument", text: "" });
    expect(read("who").word).to.deep.equal({ kind: "argument", text: "who" });
  });

  it("has arguments behind the command, flags wherever they stand", () => {
    const typed = read("-n", "shop", "who-mounts", "pvc/media", "-A", "--context=prod", "");
    expect(typed).to.deep.include({
      command: "who-mounts",
      args: ["pvc/media"],
      flags: { namespace: "shop", "all-namespaces": true, context: "prod" },
    });
  });

  it("keeps all values of a flag that may be given again, the last one of every other", () => {
    const { flags } = read("--as-group=a", "--as-group", "b", "-n", "a", "-nb", "");
    expect(flags).to.deep.equal({ "as-group": ["a", "b"], namespace: "b" });
  });

  it("reads flags as kubectl does: attached, joined, switched off, with underscores", () => {
    expect(read("-n=shop", "").flags).to.deep.equal({ namespace: "shop" });
    expect(read("-ARf", "dump.yaml", "").flags).to.deep.equal({
      "all-namespaces": true,
      recursive: true,
      filename: ["dump.yaml"],
    });
    expect(read("--all_namespaces=false", "").flags).to.deep.equal({ "all-namespaces": false });
  });

  it("takes what stands behind -- for arguments, dashes or not", () => {
    expect(read("who-mounts", "--", "-n", "-")).to.deep.include({
      args: ["-n"],
      flags: {},
      word: { kind: "argument", text: "-" },
    });
  });

  it("passes over what is wrong with it", () => {
    const typed = read("who-mounts", "--bogus", "-%", "--=x", "pvc/media", "");
    expect(typed).to.deep.include({ command: "who-mounts", args: ["pvc/media"], flags: {} });
  });

  const values: [string[], string, string, string][] = [
    [["-n", ""], "namespace", "", ""],
    [["-n", "sh"], "namespace", "", "sh"],
    [["-n", "-x"], "namespace", "", "-x"],
    [["--namespace=sh"], "namespace", "", "sh"],
    [["--namespace="], "namespace", "", ""],
    [["-n=sh"], "namespace", "", "sh"],
    [["-nsh"], "namespace", "-n", "sh"],
    [["-Rfdump"], "filename", "-Rf", "dump"],
  ];
  for (const [words, flag, attached, text] of values) {
    it(`wants the value of --${flag} at ${JSON.stringify(words.join(" "))}`, () => {
      expect(read("who-mounts", ...words).word).to.deep.equal({
        kind: "value",
        flag,
        attached,
        text,
      });
    });
  }

  for (const text of ["-", "--", "--name", "-n", "-A", "--bogus=x", "--all-namespaces"]) {
    it(`wants a flag at ${text}`, () => {
      expect(read("who-mounts", text).word).to.deep.equal({ kind: "flag", text });
    });
  }
});
