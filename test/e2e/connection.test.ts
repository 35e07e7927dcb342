import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type Client, openClient } from "../../src/sources/cluster/client.ts";
import { findConnection } from "../../src/sources/cluster/find-connection.ts";
import type { ConnectionFlags } from "../../src/sources/cluster/kubeconfig/flags.ts";
import type { SourceError } from "../../src/sources/source-error.ts";
import { createCertificateAuthority } from "../bed/certificate-authority.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import { runKubectl } from "../contract/kubeconfig-real-kubectl.ts";

const protobuf = "application/vnd.kubernetes.protobuf";

describe("a connection to a real API server", function () {
  this.timeout(120_000);
  let cluster: Cluster;

  before(async function () {
    const bed = await openTestBed();
    if (bed.available) {
      cluster = await startCluster(bed.binaries, { apiServerOnly: true });
      return;
    }
    if (process.env.CI) throw new Error(bed.reason);
    console.log(`    pending: ${bed.reason}`);
    this.skip();
  });
  after(() => cluster?.stop());

  const connect = async (flags: ConnectionFlags): Promise<Client> =>
    openClient(await findConnection(flags, {}), {
      env: {},
      userAgent: "test",
      timeout: 0,
      stdinIsTerminal: () => false,
      lendTerminal: (use) => use(),
      warn: () => {},
    });

  it("reads protobuf with the administrator's certificate", async () => {
    const client = await connect({ kubeconfig: cluster.kubeconfig });
    const { contentType, body } = await client.get("/api/v1/namespaces", { accept: protobuf });
    const chunks = await Array.fromAsync(body);
    client.close();
    expect(contentType).to.equal(protobuf);
    expect(Buffer.concat(chunks).subarray(0, 4).toString()).to.equal("k8s\0");
  });

  /** What the server refuses, asked for in protobuf and in JSON: the words are kubectl's. */
  const refusals: Record<string, [path: string, flags: () => Promise<ConnectionFlags>]> = {
    "what a user is not allowed": [
      "/api/v1/pods",
      async () => ({ kubeconfig: await cluster.userKubeconfig("eve", ["dev"]) }),
    ],
    "to act as somebody, what that one is not allowed": [
      "/api/v1/pods",
      async () => ({ kubeconfig: cluster.kubeconfig, as: "eve" }),
    ],
    "an unknown token": [
      "/api/v1/pods",
      async () => ({
        server: cluster.server,
        token: "nonsense",
        "certificate-authority": cluster.caFile,
      }),
    ],
    "a certificate that has expired": [
      "/api/v1/pods",
      async () => ({
        kubeconfig: await cluster.userKubeconfig("old", [], { notAfter: new Date("2020-01-01") }),
      }),
    ],
    "an object that is not there": [
      "/api/v1/namespaces/default/pods/gone",
      async () => ({ kubeconfig: cluster.kubeconfig }),
    ],
    "a kind that is not there": [
      "/apis/storage.k8s.io/v9/nothings",
      async () => ({ kubeconfig: cluster.kubeconfig }),
    ],
    "a field selector that is none": [
      "/api/v1/pods?fieldSelector=nope%3D1",
      async () => ({ kubeconfig: cluster.kubeconfig }),
    ],
    "a server of another authority": [
      "/api/v1/pods",
      async () => {
        const file = join(cluster.folder, "other.crt");
        await writeFile(file, createCertificateAuthority("other").certificate);
        return { kubeconfig: cluster.kubeconfig, "certificate-authority": file };
      },
    ],
  };
  for (const [title, [path, flagsOf]] of Object.entries(refusals)) {
    it(`is refused ${title}`, async () => {
      const flags = await flagsOf();
      const typed = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
      const machine = { folder: cluster.folder, env: { HOME: cluster.folder } };
      const { stderr } = await runKubectl(cluster.kubectl, machine, [
        ...["get", "--raw", path],
        ...typed,
      ]);
      const { pathname, search } = new URL(path, cluster.server);
      for (const accept of [`${protobuf},application/json`, "application/json"]) {
        const client = await connect(flags);
        const query = Object.fromEntries(new URLSearchParams(search));
        const error: SourceError = await client.get(pathname, { accept, query }).then(
          () => expect.fail("it was not refused"),
          (reason: SourceError) => reason,
        );
        client.close();
        expect(error.standsAlone ? error.message : `error: ${error.message}`).to.equal(
          stderr.trim(),
        );
      }
    });
  }
});
