import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { run, SHOP } from "./run.ts";

const EFS = ["--driver", "efs", "--file-system-id", "fs-0123456789abcdef0"];

const scaffold = (...args: string[]) => run(["scaffold", ...args]);
const kinds = (text: string) => parseAllDocuments(text).map((it) => it.toJS().kind);

describe("kubectl-shared scaffold", () => {
  it("lists the patterns where none is named, with no cluster", async () => {
    const { code, stdout, stderr } = await scaffold();
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.include("empty-dir ").and.to.include("kubectl shared scaffold PATTERN");
    const names = (await scaffold("-o", "name")).stdout.trimEnd().split("\n");
    expect(names).to.include.members(["rwx", "rox", "rwo-same-node", "cross-namespace"]);
    const list = JSON.parse((await scaffold("-o", "json")).stdout);
    expect(list.items.map((it: { pattern: string }) => it.pattern)).to.deep.equal(names);
  });

  it("prints a stream of documents with comments, in the order in which they are applied", async () => {
    const { code, stdout, stderr } = await scaffold("rwx", "media", ...EFS, "--offline");
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(kinds(stdout)).to.deep.equal(["StorageClass", "PersistentVolumeClaim", "Deployment"]);
    expect(stdout).to.match(/^ *# https:\/\//m);
    const bare = await scaffold("rwx", "media", ...EFS, "--offline", "--comments=false");
    expect(bare.stdout).not.to.include("#");
    expect(kinds(bare.stdout)).to.deep.equal(kinds(stdout));
  });

  it("prints JSON and names of the same objects", async () => {
    const words = ["rwx", "media", ...EFS, "--offline", "-o"];
    const list = JSON.parse((await scaffold(...words, "json")).stdout);
    expect(list).to.include({ apiVersion: "v1", kind: "List" });
    expect((await scaffold(...words, "name")).stdout).to.equal(
      "storageclass.storage.k8s.io/media\npersistentvolumeclaim/media\ndeployment.apps/media\n",
    );
  });

  it("is what its flags ask for", async () => {
    const flags = [
      "--image",
      "example.com/app:1.2",
      "--command",
      "serve 'a b'",
      "--labels",
      "team=a",
    ];
    const { stdout } = await scaffold(
      "rwx",
      ...EFS,
      "--offline",
      "--replicas=5",
      "-n",
      "shop",
      ...flags,
    );
    const deployment = parseAllDocuments(stdout).at(-1)?.toJS();
    expect(deployment.spec.replicas).to.equal(5);
    expect(deployment.metadata).to.deep.include({ namespace: "shop" });
    expect(deployment.metadata.labels).to.include({ team: "a" });
    const [container] = deployment.spec.template.spec.containers;
    expect(container).to.deep.include({ image: "example.com/app:1.2", command: ["serve", "a b"] });
  });

  it("chooses a class of a dump that can do it, and says which and why", async () => {
    const { code, stdout, stderr } = await scaffold("rwx", "-f", SHOP, "--comments=false");
    expect(code).to.equal(0);
    expect(stderr).to.include(
      "Storage class efs (efs.csi.aws.com) for ReadWriteMany: the default class gp3 cannot give ReadWriteMany\n",
    );
    expect(stdout).to.include("storageClassName: efs\n");
  });

  it("refuses a name that a dump has already", async () => {
    const { code, stdout, stderr } = await scaffold("rwx", "media", "-f", SHOP, "-n", "shop");
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.include("persistentvolumeclaim/media in namespace shop is there already");
    expect(stderr).to.include("Try: kubectl shared scaffold rwx media-2 ");
  });

  it("refuses where no class can do it, with what each can do", async () => {
    const input = `{"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "provisioner": "ebs.csi.aws.com", "metadata": {"name": "gp3"}}`;
    const { code, stdout, stderr } = await run(["scaffold", "rwx", "-f", "-"], { input });
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.include("error: no storage class here is known to give ReadWriteMany:\n");
    expect(stderr).to.include("  gp3 (ebs.csi.aws.com): RWO, RWOP\n");
  });

  it("asks for all values that a driver lacks in one error, which says what to type", async () => {
    const { code, stderr } = await scaffold("static", "media", "--driver", "efs");
    expect(code).to.equal(1);
    expect(stderr).to.equal(
      [
        "error: efs needs 2 more values:",
        "  --file-system-id   the EFS file system, for example fs-0123456789abcdef0",
        "  --access-point-id  the access point of it that pods go through, for example fsap-0123456789abcdef0",
        "Try: kubectl shared scaffold static media --driver efs --file-system-id fs-0123456789abcdef0 --access-point-id fsap-0123456789abcdef0",
        "See 'kubectl-shared --help' for usage.",
        "",
      ].join("\n"),
    );
    const typed = stderr.split("\n").find((line) => line.startsWith("Try: ")) ?? "";
    const next = typed.slice("Try: kubectl shared ".length).split(" ");
    expect((await run([...next, "--offline"])).code).to.equal(0);
  });

  it("makes manifests without a cluster that is away, and says that nothing was checked", async () => {
    const { code, stdout, stderr } = await scaffold("empty-dir", "-s", "http://127.0.0.1:1");
    expect(code).to.equal(0);
    expect(kinds(stdout)).to.deep.equal(["Pod"]);
    expect(stderr).to.match(/^Warning: these were held against no cluster/);
  });

  it("says that it names default where no context says otherwise", async () => {
    const words = ["static", "--driver", "nfs", "--share", "/x", "--server", "a", "--offline"];
    const { code, stderr } = await scaffold(...words);
    expect(code).to.equal(0);
    expect(stderr).to.match(/^Warning: a volume is kept for a claim .* these name default: -n /);
    expect((await scaffold(...words, "-n", "shop")).stderr).to.equal("");
  });

  it("says of files what they do not tell of the server's release", async () => {
    const node = { apiVersion: "v1", kind: "Node", metadata: { name: "a" } };
    const status = { nodeInfo: { kubeletVersion: "v1.28.2" } };
    const input = JSON.stringify({ ...node, status });
    const { code, stderr } = await run(["scaffold", "empty-dir", "-f", "-"], { input });
    expect(code).to.equal(0);
    expect(stderr).to.match(
      /^Warning: whether the server has native sidecars .* all that is known is a kubelet v1\.28\.2$/m,
    );
  });

  it("takes --server for the file server unless it is a URL", async () => {
    const words = ["static", "--driver", "nfs", "--share", "/x", "-o", "json", "--comments=false"];
    const { code, stdout } = await scaffold(...words, "--server", "files.example.com", "--offline");
    expect(code).to.equal(0);
    expect(stdout).to.include("files.example.com");
    const other = await scaffold(...words, "--server", "https://api.example.com", "--offline");
    expect(other.stderr).to.include("  --server  the server, by name or address");
  });

  it("shows who-mounts the sharing that it promises", async () => {
    const { stdout } = await scaffold("rwx", "media", ...EFS, "--offline");
    const told = await run(["who-mounts", "-f", "-"], { input: stdout });
    expect(told.code).to.equal(0);
    expect(told.stdout).to.match(/ media +RWX +Deployment\/media \(2 replicas\) .* \/data +rw /);
  });

  describe("answers a wrong command line with one error and 1", () => {
    for (const [args, message] of [
      [["rwxx"], 'unknown pattern "rwxx"\nTry: kubectl shared scaffold rwx\n'],
      [["rwx", "a", "b"], 'scaffold takes a pattern and a name, not also "b"\n'],
      [["rwx", "Media"], 'invalid name "Media": '],
      [["rwx", "--offline"], "--offline reads no storage classes: "],
      [["rwx", "--access-mode", "rwy"], 'invalid argument "rwy" for "--access-mode" flag: '],
      [["rwx", "--workload", "deploymnt"], 'invalid argument "deploymnt" for "--workload" flag: '],
      [["rwx", "--driver", "efss"], 'unknown driver "efss", offered are: '],
      [["rwx", "--cloud", "asure"], 'invalid argument "asure" for "--cloud" flag: '],
      [
        ["rwx", "--storage-class", "a", "--driver", "efs"],
        "--storage-class and --driver do not go",
      ],
      [["rwx", ...EFS, "--bucket", "b"], "--bucket does not apply to efs, which takes --file-"],
      [["rwx", "--bucket", "b"], "--bucket is a value of a driver: "],
      [["rwx", "--driver", "ebs"], "Amazon EBS (ebs.csi.aws.com) gives no ReadWriteMany claim: "],
      [["rwop", "--driver", "ebs", "--replicas", "2"], "one pod can have a ReadWriteOncePod claim"],
      [["static"], "the pattern static makes a volume for what is there already: --driver must"],
      [["static", "--storage-class", "a"], "pattern static makes a volume for what is there"],
      [["empty-dir", "--driver", "efs"], "--driver does not apply to the pattern empty-dir: "],
      [["empty-dir", "--medium", "disc"], 'invalid argument "disc" for "--medium" flag: '],
      [["empty-dir", "--variant", "x"], "--variant does not apply to the pattern empty-dir: "],
      [["empty-dir", "--image", "nginx:latest"], 'invalid argument "nginx:latest" for "--image"'],
      [["empty-dir", "--run-as-user", "0"], 'invalid argument "0" for "--run-as-user" flag: '],
      [["empty-dir", "--size", "lots"], 'invalid argument "lots" for "--size" flag: '],
      [["empty-dir", "--mount-path", "x"], 'invalid argument "x" for "--mount-path" flag: '],
      [["empty-dir", "--labels", "a"], 'invalid argument "a" for "--labels" flag: '],
      [["empty-dir", "--command", "a 'b"], `invalid argument "a 'b" for "--command" flag: `],
      [["empty-dir", "--teams", "a"], "--teams does not apply to the pattern empty-dir: "],
      [["empty-dir", "--dry-run", "all"], 'invalid argument "all" for "--dry-run" flag: '],
      [["empty-dir", "--dry-run=server", "--offline"], "--dry-run=server and --offline do not go"],
      [["empty-dir", "--offline", "-f", "x"], "--offline and --filename do not go together: "],
      [["--dry-run=server", "--driver", "zzz"], "--dry-run needs a pattern to go with"],
      [["empty-dir", "--size", "1m"], 'invalid argument "1m" for "--size" flag: must be whole '],
      [["empty-dir", "--image", "http://x/y:1"], 'invalid argument "http://x/y:1" for "--image"'],
      [["empty-dir", "--mount-path", "/proc"], 'invalid argument "/proc" for "--mount-path" flag'],
      [["empty-dir", "--comments", "no"], 'invalid argument "no" for "--comments" flag: '],
      [["empty-dir", "-o", "wide"], "unable to match a printer suitable for the output format"],
      [["rox", "--variant", "clon"], 'invalid argument "clon" for "--variant" flag: '],
    ] as const) {
      it(args.join(" "), async () => {
        const { code, stdout, stderr } = await scaffold(...args);
        expect(stderr.slice(0, message.length + 7)).to.equal(`error: ${message}`);
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      });
    }
  });

  describe("with a server", () => {
    let server: Server;
    let asked: string[];

    /** Knows a class, a node and what is `taken`; refuses what it is sent if told so. */
    async function serve({
      version = "v1.36.3",
      taken = "",
      refuse = false,
      forbid = false,
      warning = "",
    } = {}) {
      asked = [];
      server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        const [code, body] = answer(request);
        const warned = warning !== "" && request.method === "POST";
        const headers = { ...(warned && { Warning: `299 - "${warning}"` }) };
        response
          .writeHead(code, { "Content-Type": "application/json", ...headers })
          .end(JSON.stringify(body));
      });
      const status = (code: number, reason: string): [number, object] => [
        code,
        { kind: "Status", reason, message: `${reason} it is` },
      ];
      function answer({ method, url = "" }: IncomingMessage): [number, object] {
        if (method === "POST") return refuse ? status(422, "Invalid") : [201, {}];
        if (url === "/version") return [200, { gitVersion: version }];
        if (forbid && CLUSTER_WIDE.test(url)) return status(403, "Forbidden");
        if (url.endsWith("/storageclasses")) return [200, { items: [FILES] }];
        if (url.endsWith("/nodes")) return [200, { items: [NODE] }];
        if (url.endsWith("/csidrivers")) return [200, { items: [DRIVER] }];
        if (url.endsWith(`/${taken}`) || url.endsWith("/namespaces/default")) return [200, {}];
        return status(404, "NotFound");
      }
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      return ["-s", `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
    }

    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it("says what will be other than promised", async () => {
      const { code, stdout, stderr } = await scaffold("rwx", ...(await serve()), "-o", "name");
      expect(code).to.equal(0);
      expect(stdout).to.equal("persistentvolumeclaim/rwx\ndeployment.apps/rwx\n");
      expect(stderr.split("\n")[0]).to.equal(
        "Storage class files (efs.csi.aws.com) for ReadWriteMany: the default class",
      );
      expect(stderr).to.include("Warning: one node takes pods now");
      expect(asked.filter((it) => !it.startsWith("GET "))).to.deep.equal([]);
    });

    it("refuses what an old server does not serve, and a name that is taken", async () => {
      const old = await scaffold("empty-dir", ...(await serve({ version: "v1.28.2" })));
      expect(old.stderr).to.match(
        /^error: the server is v1\.28\.2, and native sidecars .* need 1\.29/,
      );
      server.close();
      const taken = await scaffold("empty-dir", ...(await serve({ taken: "pods/empty-dir" })));
      expect(taken.stderr).to.include("pod/empty-dir in namespace default is there already");
      expect([old.code, taken.code]).to.deep.equal([1, 1]);
    });

    it("tries every object in a dry run, and prints the verdicts instead of manifests", async () => {
      const flags = await serve();
      const { code, stdout } = await scaffold("rwx", ...flags, "--dry-run=server");
      expect(code).to.equal(0);
      expect(stdout).to.equal(
        "persistentvolumeclaim/rwx created (server dry run)\ndeployment.apps/rwx created (server dry run)\n",
      );
      const sent = asked.filter((it) => it.startsWith("POST "));
      expect(sent).to.deep.equal([
        "POST /api/v1/namespaces/default/persistentvolumeclaims?fieldValidation=Strict&dryRun=All",
        "POST /apis/apps/v1/namespaces/default/deployments?fieldValidation=Strict&dryRun=All",
      ]);
    });

    it("tries what is of a namespace that is still to be made where it can, and says so", async () => {
      const { code, stdout } = await scaffold(
        "per-team",
        ...(await serve()),
        "--teams=a",
        "--dry-run=server",
      );
      expect(code).to.equal(0);
      expect(stdout).to.include(
        "persistentvolumeclaim/per-team in a created (server dry run): tried in default, there is no namespace a yet\n",
      );
    });

    it("fails with 1 where the server warns of an object, which would be made", async () => {
      const flags = await serve({ warning: "spec.x: it is odd" });
      const { code, stdout } = await scaffold("empty-dir", ...flags, "--dry-run=server");
      expect(code).to.equal(1);
      expect(stdout).to.equal(
        "pod/empty-dir created (server dry run): Warning: spec.x: it is odd\n",
      );
    });

    it("sends nothing to a server that may not know dry runs", async () => {
      const flags = await serve({ version: "v1.17.0" });
      const { code, stdout, stderr } = await scaffold("rwx", ...flags, "--dry-run=server");
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(stderr).to.include("error: the server is v1.17.0, and dry runs are known to keep");
      expect(asked.filter((it) => it.startsWith("POST "))).to.deep.equal([]);
    });

    it("reads no classes for what has no claims", async () => {
      const { code, stderr } = await scaffold("empty-dir", ...(await serve({ forbid: true })));
      expect(code).to.equal(0);
      const warnings = stderr.split("\n").filter((line) => line.includes("could not be read"));
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(/^Warning: nodes could not be read \(Forbidden\): /);
    });

    it("keeps a volume for a claim of the context's namespace, and says so", async () => {
      const [, server = ""] = await serve();
      const cluster = { name: "c", cluster: { server } };
      const context = { name: "c", context: { cluster: "c", namespace: "team" } };
      const config = { "current-context": "c", clusters: [cluster], contexts: [context] };
      const folder = await mkdtemp(join(tmpdir(), "scaffold-"));
      const kubeconfig = join(folder, "config");
      await writeFile(kubeconfig, JSON.stringify(config), { mode: 0o600 });
      const words = ["static", "--driver", "nfs", "--share", "/x", "--server", "files"];
      const made = await scaffold(...words, "--comments=false", "--kubeconfig", kubeconfig);
      await rm(folder, { recursive: true });
      expect(made.code, made.stderr).to.equal(0);
      const objects = parseAllDocuments(made.stdout).map((it) => it.toJS());
      expect(objects.map((it) => it.metadata.namespace)).to.deep.equal([undefined, "team", "team"]);
      expect(objects[0].spec.claimRef).to.include({ namespace: "team" });
      expect(made.stderr).to.include(
        "A volume is kept for a claim in one namespace, so that these name the context's, team: -n says another\n",
      );
    });

    it("fails with 1 where the server refuses an object, in the server's words", async () => {
      const flags = await serve({ refuse: true });
      const { code, stdout } = await scaffold("empty-dir", ...flags, "--dry-run=server");
      expect(code).to.equal(1);
      expect(stdout).to.equal("pod/empty-dir refused (server dry run): Invalid: Invalid it is\n");
    });
  });
});

const CLUSTER_WIDE = /\/(storageclasses|csidrivers|nodes)$/;

const FILES = {
  metadata: {
    name: "files",
    annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
  },
  provisioner: "efs.csi.aws.com",
  parameters: { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700" },
};
const NODE = {
  metadata: { name: "a", labels: { "kubernetes.io/hostname": "a" } },
  status: { conditions: [{ type: "Ready", status: "True" }] },
};
const DRIVER = { metadata: { name: "efs.csi.aws.com" }, spec: {} };
