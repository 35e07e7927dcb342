import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createCertificateAuthority } from "../bed/certificate-authority.ts";
import { runShared } from "./run-program.ts";
import { openShop, type Shop } from "./shop-cluster.ts";

describe("A connection that cannot be had", () => {
  let shop: Shop;

  before(async function () {
    shop = await openShop(this);
  });

  async function fail(args: readonly string[], kubeconfig?: string): Promise<string> {
    const options = kubeconfig === undefined ? {} : { kubeconfig };
    const { code, stdout, stderr } = await runShared(
      shop.cluster,
      ["who-mounts", ...args],
      options,
    );
    expect(code).to.equal(1);
    expect(stdout).to.equal("");
    return stderr;
  }

  it("is refused: in kubectl's words", async () => {
    expect(await fail(["-s", "https://127.0.0.1:1"])).to.match(
      /^The connection to the server 127\.0\.0\.1:1 was refused - did you specify the right host or port\?/,
    );
  });

  it("has a client certificate that has expired", async () => {
    const expired = await shop.cluster.userKubeconfig("late", [], {
      notAfter: new Date(Date.now() - 60_000),
    });
    expect(await fail([], expired)).to.match(/expired|logged in/i);
  });

  it("trusts another authority than the server's", async () => {
    expect(
      await fail(["--certificate-authority", await writeOtherAuthority(shop.cluster.folder)]),
    ).to.match(/^Unable to connect to the server: .*certificate/);
  });

  it("has a token that nobody knows", async () => {
    const kubeconfig = join(shop.cluster.folder, "stranger.kubeconfig");
    await writeFile(
      kubeconfig,
      JSON.stringify({
        "current-context": "bed",
        contexts: [{ name: "bed", context: { cluster: "bed", user: "stranger" } }],
        clusters: [
          {
            name: "bed",
            cluster: { server: shop.cluster.server, "certificate-authority": shop.cluster.caFile },
          },
        ],
        users: [{ name: "stranger", user: { token: "nobody" } }],
      }),
    );
    expect(await fail([], kubeconfig)).to.match(/^error: You must be logged in to the server/);
  });

  it("names a claim that is not there, as kubectl does", async () => {
    expect(await fail(["pvc/nowhere", "-n", "shop"])).to.match(
      /^Error from server \(NotFound\): persistentvolumeclaims "nowhere" not found/,
    );
  });

  it("says on stderr that a namespace holds nothing, and that is no failure", async () => {
    const { code, stdout, stderr } = await runShared(shop.cluster, [
      "who-mounts",
      "-n",
      "kube-public",
    ]);
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 0,
      stdout: "",
      stderr: "No resources found in kube-public namespace.\n",
    });
  });
});

/** A certificate, though not the cluster's: any client's will do. */
async function writeOtherAuthority(folder: string): Promise<string> {
  const file = join(folder, "other-authority.pem");
  await writeFile(file, createCertificateAuthority("other").certificate);
  return file;
}
