import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { finish, run, SHOP, start } from "./run.ts";

const DB = ["who-mounts", "-f", SHOP, "-n", "shop", "pvc/db-data"];

describe("kubectl-shared who-mounts", () => {
  describe("ends with a code that says how it went", () => {
    it("is 0 whatever was found, where nobody asked to fail", async () => {
      expect((await run(DB)).code).to.equal(0);
    });

    it("is 3 where a finding is as severe as --fail-on, in every format", async () => {
      for (const format of ["table", "wide", "tree", "json", "yaml", "name", "jsonpath={.kind}"]) {
        const { code } = await run([...DB, "--fail-on", "error", "-o", format]);
        expect(code, format).to.equal(3);
      }
    });

    it("is 4 where nothing was found but rules could not run", async () => {
      const args = ["who-mounts", "-f", "-", "--fail-on=error"];
      const { code } = await run(args, { input: claimOnly() });
      expect(code).to.equal(4);
    });

    it("is 0 for a manifest in which every rule looked and none objected", async () => {
      const { code, stderr } = await run(["who-mounts", "-f", "-", "--fail-on=info"], {
        input: `${sharedClaim()}---\n${deployment(3)}`,
      });
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    });
  });

  it("takes flags before the command, after it, joined, apart and with underscores", async () => {
    const plain = await run([...DB, "-o", "name", "--no-headers"]);
    expect(plain.stdout).to.equal("persistentvolumeclaim/db-data\n");
    for (const args of [
      ["-n", "shop", "-o=name", "who-mounts", "-f", SHOP, "db-data"],
      ["--namespace=shop", "who-mounts", "--output", "name", `-f${SHOP}`, "pvc", "db-data"],
      ["who-mounts", "-f", SHOP, "-nshop", "-oname", "--no_headers=true", "--", "db-data"],
      [
        "who-mounts",
        "-f",
        SHOP,
        "-n",
        "other",
        "-n",
        "shop",
        "-o",
        "json",
        "-o",
        "name",
        "db-data",
      ],
    ]) {
      expect(await run(args), args.join(" ")).to.deep.equal(plain);
    }
  });

  it("reads standard input, gzipped or not, as it reads files", async () => {
    const dump = readFileSync(SHOP);
    const args = ["who-mounts", "-f", "-", "-n", "shop", "-o", "name"];
    const plain = await run(args, { input: dump });
    expect(plain.stdout).to.include("persistentvolumeclaim/media\n");
    expect(await run(args, { input: gzipSync(dump) })).to.deep.equal(plain);
  });

  describe("answers a wrong command line with one line, the next step and 1", () => {
    for (const [args, message] of [
      [
        ["who-mount"],
        'error: unknown command "who-mount" for "kubectl-shared"\nTry: kubectl-shared who-mounts\n',
      ],
      [
        ["who-mounts", "--nmespace", "x"],
        "error: unknown flag: --nmespace, did you mean --namespace?\n",
      ],
      [["who-mounts", "-x"], "error: unknown shorthand flag: 'x' in -x\n"],
      [["who-mounts", "-n"], "error: flag needs an argument: 'n' in -n\n"],
      [["who-mounts", "pcv/media"], 'error: who-mounts knows no resource type "pcv"'],
      [
        ["who-mounts", "-o", "xml"],
        'error: unable to match a printer suitable for the output format "xml"',
      ],
      [
        ["who-mounts", "-o", "go-template={{.}}"],
        'error: the output format "go-template" is not offered',
      ],
      [["who-mounts", "--kinds", "emptydr"], 'error: unknown kind "emptydr"'],
      [["who-mounts", "--by", "nod"], 'error: invalid argument "nod" for "--by" flag'],
      [["who-mounts", "--fail-on", "warn"], 'error: invalid argument "warn" for "--fail-on" flag'],
      [["who-mounts", "-l", "a==="], "error: unable to parse requirement"],
      [
        ["who-mounts", "--field-selector", "spec.node=x"],
        "error: field label not supported: spec.node",
      ],
      [
        ["who-mounts", "-f", "/nonexistent/x.yaml"],
        'error: the path "/nonexistent/x.yaml" does not exist',
      ],
    ] as const) {
      it(args.join(" "), async () => {
        const { code, stdout, stderr } = await run(args);
        expect(stderr.slice(0, message.length)).to.equal(message);
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      });
    }
  });

  it("says what to do where there is no cluster, as kubectl does", async () => {
    const { code, stdout, stderr } = await run(["who-mounts"]);
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.match(
      /^(error: )?The connection to the server localhost:8080 was refused - did you specify the right host or port\?\n/,
    );
  });

  it("prints nothing of a file that breaks off in the middle", async () => {
    const dump = readFileSync(SHOP, "utf8");
    for (const input of [
      gzipSync(dump).subarray(0, 10_000),
      `{"kind":"List","apiVersion":"v1","items":[{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"}},`,
    ]) {
      const { code, stdout, stderr } = await run(["who-mounts", "-f", "-"], { input });
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(stderr).to.match(/^error: .+\n/);
    }
  });

  it("names the object whose field is not what it should be", async () => {
    const input = "apiVersion: v1\nkind: Pod\nmetadata: {name: odd}\nspec: {volumes: 7}\n";
    const { code, stderr } = await run(["who-mounts", "-f", "-"], { input });
    expect(code).to.equal(1);
    expect(stderr).to.equal("error: -:1: Pod odd: volumes: expected a list\n");
  });

  it("shows control sequences in a path instead of obeying them", async () => {
    const input = pod("evil", "/data\\u001b[2J\\u202e");
    const { stdout } = await run(["who-mounts", "-f", "-", "-A", "--kinds", "all"], { input });
    expect(stdout).to.include("/data^[[2J\\u202e");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(stdout).not.to.match(/[\u001b\u202e]/);
  });

  it("ends in peace when the reader of its output goes away", async () => {
    const input = Array.from({ length: 20_000 }, (_, i) => pod(`pod-${i}`, "/data")).join("---\n");
    const child = start(["who-mounts", "-f", "-", "-A", "--kinds", "all"]);
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.stdout.once("data", () => child.stdout.destroy());
    const errors: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    const [code] = await once(child, "exit");
    expect({ code, stderr: Buffer.concat(errors).toString() }).to.deep.equal({
      code: 0,
      stderr: "",
    });
  }).timeout(60_000);

  it("ends with 130 when it is interrupted while it waits for a server", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as AddressInfo;
      const child = start(["who-mounts", "-s", `http://127.0.0.1:${port}`]);
      const finished = finish(child);
      await once(server, "request");
      child.kill("SIGINT");
      expect(await finished).to.deep.equal({ code: 130, stdout: "", stderr: "" });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("ends with 130 when it is interrupted while it waits for standard input", async () => {
    const child = start(["who-mounts", "-f", "-"]);
    const finished = finish(child);
    // Nothing tells from outside that it has begun to read.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    child.kill("SIGINT");
    expect((await finished).code).to.equal(130);
  });

  it("gives up after --request-timeout", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as AddressInfo;
      const { code, stderr } = await run([
        "who-mounts",
        "--request-timeout=1",
        "-s",
        `http://127.0.0.1:${port}`,
      ]);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^Unable to connect to the server: .*(timeout|Timeout|canceled)/);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

function pod(name: string, path: string): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  volumes: [{name: cache, emptyDir: {}}]
  containers: [{name: app, volumeMounts: [{name: cache, mountPath: "${path}"}]}]
`;
}

function claimOnly(): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: media, namespace: shop}
spec: {accessModes: [ReadWriteMany], volumeName: pv-1}
status: {phase: Bound, accessModes: [ReadWriteMany]}
`;
}

function sharedClaim(): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: media}
spec: {accessModes: [ReadWriteMany]}
`;
}

function deployment(replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  template:
    metadata: {labels: {app: web}}
    spec:
      volumes: [{name: media, persistentVolumeClaim: {claimName: media}}]
      containers: [{name: nginx, volumeMounts: [{name: media, mountPath: /srv}]}]
`;
}
