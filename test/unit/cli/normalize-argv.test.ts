import { expect } from "chai";
import { type CommandShape, normalizeArgv } from "../../../src/cli/normalize-argv.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

const option = (name: string, char: string | null = null, isRepeatable = false) => ({
  name,
  char,
  takesValue: true,
  isRepeatable,
});

const toggle = (name: string, char: string | null = null) => ({
  name,
  char,
  takesValue: false,
  isRepeatable: false,
});

const COMMANDS: CommandShape[] = [
  {
    id: "who-mounts",
    flags: [
      option("namespace", "n"),
      option("filename", "f", true),
      option("output", "o"),
      option("request-timeout"),
      toggle("all-namespaces", "A"),
      toggle("recursive", "R"),
      toggle("no-headers"),
    ],
  },
  { id: "lint", flags: [option("namespace", "n"), toggle("strict")] },
];

const normalize = (...argv: string[]) => normalizeArgv(argv, COMMANDS);

const flagsOf = (...argv: string[]) => normalize("who-mounts", ...argv).argv;

const refusal = (...argv: string[]) => {
  try {
    return normalize("who-mounts", ...argv);
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    return (error as UsageError).message;
  }
};

describe("a command line", () => {
  it("has its flags before or after the command, and between the arguments", () => {
    const expected = {
      command: "who-mounts",
      argv: ["--namespace=shop", "--", "pvc/media", "pvc/logs"],
    };
    expect(normalize("-n", "shop", "who-mounts", "pvc/media", "pvc/logs")).to.deep.equal(expected);
    expect(normalize("who-mounts", "pvc/media", "-n", "shop", "pvc/logs")).to.deep.equal(expected);
    expect(normalize("who-mounts", "pvc/media", "pvc/logs", "-n", "shop")).to.deep.equal(expected);
  });

  it("is refused for a flag of another command, as it was typed and with no other's for near", () => {
    expect(() => normalize("lint", "-A")).to.throw("unknown shorthand flag: 'A' in -A");
    expect(() => normalize("-RA", "lint")).to.throw("unknown shorthand flag: 'R' in -RA");
    expect(() => normalize("lint", "--recursive")).to.throw(/^unknown flag: --recursive$/);
    expect(() => normalize("lint", "--no-header")).to.throw(/^unknown flag: --no-header$/);
  });

  it("takes the value of a flag for no command", () => {
    expect(normalize("-n", "lint", "who-mounts").command).to.equal("who-mounts");
  });

  it("may lack a command, and may name one that is not there", () => {
    expect(normalize()).to.deep.equal({ command: null, argv: [] });
    expect(normalize("-A")).to.deep.equal({ command: null, argv: ["--all-namespaces"] });
    expect(normalize("who-mount", "x")).to.deep.equal({ command: "who-mount", argv: ["--", "x"] });
  });

  it("spells a short flag in every way that pflag knows", () => {
    for (const words of [["-n", "shop"], ["-nshop"], ["-n=shop"]]) {
      expect(flagsOf(...words), words.join(" ")).to.deep.equal(["--namespace=shop"]);
    }
    expect(flagsOf("-n", "")).to.deep.equal(["--namespace="]);
    expect(flagsOf("-n", "-x")).to.deep.equal(["--namespace=-x"]);
  });

  it("spells a long flag with = or a blank, and with _ for -", () => {
    expect(flagsOf("--namespace=shop")).to.deep.equal(["--namespace=shop"]);
    expect(flagsOf("--namespace", "shop")).to.deep.equal(["--namespace=shop"]);
    expect(flagsOf("--namespace=")).to.deep.equal(["--namespace="]);
    expect(flagsOf("--output=jsonpath={.a=b}")).to.deep.equal(["--output=jsonpath={.a=b}"]);
    expect(flagsOf("--no_headers")).to.deep.equal(["--no-headers"]);
    expect(flagsOf("--request_timeout=5s")).to.deep.equal(["--request-timeout=5s"]);
  });

  it("keeps line breaks in a value", () => {
    expect(flagsOf("--output=a\nb")).to.deep.equal(["--output=a\nb"]);
  });

  it("joins short flags, the last of which may take a value", () => {
    expect(flagsOf("-AR")).to.deep.equal(["--all-namespaces", "--recursive"]);
    expect(flagsOf("-Rf", "pods.yaml")).to.deep.equal(["--recursive", "--filename=pods.yaml"]);
    expect(flagsOf("-Rfpods.yaml")).to.deep.equal(["--recursive", "--filename=pods.yaml"]);
  });

  it("turns switches on and off by every word of Go's", () => {
    for (const on of ["1", "t", "T", "true", "TRUE", "True"]) {
      expect(flagsOf(`--no-headers=${on}`)).to.deep.equal(["--no-headers"]);
    }
    for (const off of ["0", "f", "F", "false", "FALSE", "False"]) {
      expect(flagsOf(`--no-headers=${off}`)).to.deep.equal([]);
    }
    expect(flagsOf("-A=false")).to.deep.equal([]);
    expect(flagsOf("-A=true")).to.deep.equal(["--all-namespaces"]);
  });

  it("takes the word after a switch for an argument", () => {
    expect(flagsOf("-A", "false")).to.deep.equal(["--all-namespaces", "--", "false"]);
  });

  it("lets the last of two flags win, and keeps all of a repeatable one in order", () => {
    expect(flagsOf("-n", "a", "--namespace=b")).to.deep.equal(["--namespace=b"]);
    expect(flagsOf("-A", "-A=false")).to.deep.equal([]);
    expect(flagsOf("-A=false", "-A")).to.deep.equal(["--all-namespaces"]);
    expect(flagsOf("-f", "a", "-f", "b", "-f", "a")).to.deep.equal([
      "--filename=a",
      "--filename=b",
      "--filename=a",
    ]);
  });

  it("has no flags behind --, and takes a single - for an argument", () => {
    expect(flagsOf("--", "-n", "--")).to.deep.equal(["--", "-n", "--"]);
    expect(flagsOf("-f", "-")).to.deep.equal(["--filename=-"]);
    expect(flagsOf("-")).to.deep.equal(["--", "-"]);
  });

  it("is refused for a flag that is not there, with the near one", () => {
    expect(refusal("--namespac", "x")).to.equal(
      "unknown flag: --namespac, did you mean --namespace?",
    );
    expect(refusal("--something-else")).to.equal("unknown flag: --something-else");
    expect(refusal("-x")).to.equal("unknown shorthand flag: 'x' in -x");
    expect(refusal("-Axn")).to.equal("unknown shorthand flag: 'x' in -xn");
  });

  it("is refused for a flag of another command", () => {
    expect(refusal("--strict")).to.equal("unknown flag: --strict");
    expect(normalize("--strict", "lint").argv).to.deep.equal(["--strict"]);
  });

  it("is refused for a flag without its value", () => {
    expect(refusal("--namespace")).to.equal("flag needs an argument: --namespace");
    expect(refusal("-n")).to.equal("flag needs an argument: 'n' in -n");
    expect(refusal("-An")).to.equal("flag needs an argument: 'n' in -n");
  });

  it("is refused for a switch with another value", () => {
    expect(refusal("--no-headers=yes")).to.equal(
      'invalid argument "yes" for "--no-headers" flag: must be true or false',
    );
  });

  it("is refused for what is no flag", () => {
    expect(refusal("--=x")).to.equal("bad flag syntax: --=x");
    expect(refusal("---n")).to.equal("bad flag syntax: ---n");
  });
});
