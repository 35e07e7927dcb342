import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import { parse } from "yaml";
import { run } from "./run.ts";

const SCHEMA = new URL("../../schemas/topic-report.json", import.meta.url);
const GOLDEN = new URL("../golden-topics/", import.meta.url);

/** What was read and found good; a pipe is wrapped as a terminal of 80 columns. */
function golden(file: string): string {
  return readFileSync(new URL(file, GOLDEN), "utf8");
}

describe("kubectl-shared explain", () => {
  it("lists the topics where none is named", async () => {
    expect(await run(["explain"])).to.deep.equal({
      code: 0,
      stdout: golden("topics/text.txt"),
      stderr: "",
    });
    expect((await run(["explain", "-o", "name"])).stdout).to.equal(golden("topics/name.txt"));
  });

  it("needs no cluster and no kubeconfig for a topic, whatever the connection flags say", async () => {
    const plain = await run(["explain", "rwx"]);
    expect(plain).to.deep.equal({ code: 0, stdout: golden("rwx/text.txt"), stderr: "" });
    const connected = [
      "explain",
      "rwx",
      "--context",
      "nowhere",
      "-n",
      "shop",
      "-s",
      "http://[::1]:1",
    ];
    expect(await run(connected)).to.deep.equal(plain);
  });

  it("prints a topic in every format", async () => {
    const ask = async (format: string) =>
      (await run(["explain", "access-modes", "-o", format])).stdout;
    expect(await ask("markdown")).to.equal(golden("access-modes/markdown.md"));
    expect(await ask("mermaid")).to.equal(golden("access-modes/mermaid.txt"));
    const json = await ask("json");
    expect(json).to.equal(golden("access-modes/report.json"));
    expect(parse(await ask("yaml"))).to.deep.equal(JSON.parse(json));
    expect(await ask("jsonpath={.topic} {.related[0].topic}")).to.match(/^access-modes \S+$/);
  });

  it("prints JSON that the schema promises", async () => {
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")));
    for (const args of [
      ["rwo"],
      ["backends", "--cloud", "aws"],
      ["driver/pd.csi.storage.gke.io"],
    ]) {
      const { stdout } = await run(["explain", ...args, "-o", "json"]);
      expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).to.equal(true);
    }
  });

  it("tells a part of the drivers", async () => {
    const { stdout } = await run(["explain", "backends", "--mode=rwx"]);
    expect(stdout).to.equal(golden("backends-mode/text.txt"));
    const driver = await run(["explain", "driver/efs.csi.aws.com"]);
    expect(driver.stdout).to.equal(golden("driver-aws-efs/text.txt"));
  });

  it("draws in ASCII where the locale has no other characters", async () => {
    const { stdout } = await run(["explain", "access-modes"], { env: { LC_ALL: "C" } });
    expect(stdout).to.include("-+-").and.not.to.match(/[─┬]/);
  });

  describe("answers a wrong command line with one line, the next step and 1", () => {
    for (const [args, message] of [
      [["rwxx"], 'error: unknown topic "rwxx"\nTry: kubectl shared explain rwx\n'],
      [["backends", "--mode", "rwz"], 'error: invalid argument "rwz" for "--mode" flag'],
      [["backends", "--cloud", "asure"], 'error: invalid argument "asure" for "--cloud" flag'],
      [["backends", "--driver", "efs"], 'error: nothing is known of a driver "efs"\nTry: '],
      [["driver/nobody.example"], 'error: nothing is known of a driver "nobody.example"\n'],
      [["rwo", "--mode", "rwx"], 'error: --mode does not apply to the topic "rwo"'],
      [["--cloud", "aws"], "error: --cloud does not apply to the list of topics"],
      [["rwo", "-o", "mermaid"], 'error: the topic "rwo" has no drawing, these have one: access'],
      [
        ["rwo", "-o", "wide"],
        'error: unable to match a printer suitable for the output format "wide"',
      ],
      [["rwo", "-f", "dump.yaml"], 'error: --filename does not apply to the topic "rwo"'],
      [["rwo", "--fail-on", "error"], "error: unknown flag: --fail-on"],
    ] as const) {
      it(args.join(" "), async () => {
        const { code, stdout, stderr } = await run(["explain", ...args]);
        expect(stderr.slice(0, message.length)).to.equal(message);
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      });
    }
  });
});
