import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findServiceAccount } from "../../../../../src/sources/cluster/kubeconfig/service-account.ts";

describe("the service account of a pod", () => {
  const env = { KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" };
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "serviceaccount-"));
    await writeFile(join(folder, "token"), "secret");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is there when the variables and the token are", async () => {
    expect(await findServiceAccount(env, folder)).to.deep.equal({
      server: "https://10.0.0.1:443",
      tokenFile: join(folder, "token"),
      caFile: null,
      namespace: null,
    });
    expect(await findServiceAccount({}, folder)).to.equal(null);
    await rm(join(folder, "token"));
    expect(await findServiceAccount(env, folder)).to.equal(null);
  });

  it("has the authority and the namespace that lie beside its token", async () => {
    await writeFile(join(folder, "ca.crt"), "pem");
    await writeFile(join(folder, "namespace"), "shop\n");
    const account = await findServiceAccount(env, folder);
    expect(account).to.include({ caFile: join(folder, "ca.crt"), namespace: "shop" });
  });

  it("has the namespace of POD_NAMESPACE before that", async () => {
    await writeFile(join(folder, "namespace"), "shop\n");
    const account = await findServiceAccount({ ...env, POD_NAMESPACE: "own" }, folder);
    expect(account).to.include({ namespace: "own" });
  });

  it("reaches an IPv6 address in brackets", async () => {
    const account = await findServiceAccount(
      { ...env, KUBERNETES_SERVICE_HOST: "fd00::1" },
      folder,
    );
    expect(account).to.include({ server: "https://[fd00::1]:443" });
  });
});
