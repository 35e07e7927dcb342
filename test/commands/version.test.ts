import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect } from "chai";
import { PROJECT } from "../project/run-tool.ts";
import { run } from "./run.ts";

/** Where nobody listens. */
const NOWHERE = ["-s", "https://127.0.0.1:1"];

const schema = JSON.parse(readFileSync(`${PROJECT}/schemas/version-report.json`, "utf8"));
const { version } = JSON.parse(readFileSync(`${PROJECT}/package.json`, "utf8"));

describe("kubectl-shared version", () => {
  it("asks no server with --client", async () => {
    const { code, stdout, stderr } = await run(["version", "--client", ...NOWHERE]);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    const [client, runtime, ...rest] = stdout.split("\n");
    expect(client).to.equal(`Client Version: v${version}`);
    expect(runtime).to.match(/^Runtime Version: Node\.js v\d+\.\d+\.\d+ on \w+\/\w+$/);
    expect(rest).to.deep.equal([""]);
  });

  it("tells what it knows without a server that does not answer, and fails", async () => {
    const { code, stdout, stderr } = await run(["version", ...NOWHERE]);
    expect(code).to.equal(1);
    expect(stdout).to.contain(`Client Version: v${version}\n`).and.not.to.contain("Server");
    expect(stderr).to.match(/^The connection to the server 127\.0\.0\.1:1 was refused/);
  });

  it("does the same where the kubeconfig is wrong", async () => {
    const { code, stdout, stderr } = await run(["version", "--context", "nobody"]);
    expect(code).to.equal(1);
    expect(stdout).to.contain("Client Version: ");
    expect(stderr).to.contain('context "nobody" does not exist');
  });

  it("prints JSON by its schema, in which an unknown server is null", async () => {
    const validate = new Ajv({ allErrors: true }).compile(schema);
    for (const args of [["--client"], NOWHERE]) {
      const { stdout } = await run(["version", "-o", "json", ...args]);
      const report = JSON.parse(stdout);
      expect(validate(report), JSON.stringify(validate.errors)).to.equal(true);
      expect(report.serverVersion).to.equal(null);
    }
  });

  it("prints YAML and what a template asks for", async () => {
    const yaml = await run(["version", "--client", "-oyaml"]);
    expect(yaml.stdout).to.contain("kind: VersionReport\nclientVersion:\n");
    const template = "jsonpath={.clientVersion.gitVersion}";
    expect((await run(["version", "--client", "-o", template])).stdout).to.equal(`v${version}`);
  });

  it("takes no argument and no other format, and then prints nothing", async () => {
    const extra = await run(["version", "media"]);
    expect(extra).to.include({ code: 1, stdout: "" });
    expect(extra.stderr).to.match(/^error: extra arguments: \[media\]\n/);
    const wide = await run(["version", "-o", "wide"]);
    expect(wide).to.include({ code: 1, stdout: "" });
    expect(wide.stderr).to.match(/^error: unable to match a printer suitable for/);
  });
});
