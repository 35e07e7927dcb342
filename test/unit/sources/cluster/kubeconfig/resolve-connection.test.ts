import { expect } from "chai";
import type { ConnectionFlags } from "../../../../../src/sources/cluster/kubeconfig/flags.ts";
import { parseKubeconfig } from "../../../../../src/sources/cluster/kubeconfig/parse-kubeconfig.ts";
import { resolveConnection } from "../../../../../src/sources/cluster/kubeconfig/resolve-connection.ts";
import type { ServiceAccount } from "../../../../../src/sources/cluster/kubeconfig/service-account.ts";

const config = `
current-context: work
contexts:
- {name: work, context: {cluster: a, user: me, namespace: shop}}
- {name: plain, context: {cluster: a, user: me}}
- {name: lost, context: {cluster: gone, user: gone, namespace: elsewhere}}
clusters:
- {name: a, cluster: {server: "https://a.example", certificate-authority-data: eA==, tls-server-name: inner}}
users:
- {name: me, user: {token: secret}}
`;

const account: ServiceAccount = {
  server: "https://10.0.0.1:443",
  tokenFile: "/run/token",
  caFile: "/run/ca.crt",
  namespace: "own",
};

const resolve = (
  flags: ConnectionFlags = {},
  serviceAccount: ServiceAccount | null = null,
  text = config,
) =>
  resolveConnection(parseKubeconfig(text, "/config"), flags, {
    defaultServer: "http://localhost:8080",
    serviceAccount,
  });

describe("the connection that a kubeconfig and flags give", () => {
  it("is that of the current context", () => {
    expect(resolve()).to.deep.equal({
      context: "work",
      clusterName: "a",
      cluster: {
        server: "https://a.example",
        "certificate-authority-data": "eA==",
        "tls-server-name": "inner",
      },
      userName: "me",
      user: { token: "secret" },
      namespace: "shop",
    });
  });

  it("is the default server without a kubeconfig", () => {
    expect(resolve({}, null, "")).to.deep.equal({
      context: null,
      clusterName: "",
      cluster: { server: "http://localhost:8080" },
      userName: "",
      user: {},
      namespace: "default",
    });
  });

  it("is the default server too where the context names a cluster that is not there", () => {
    const { context, cluster, user, namespace } = resolve({ context: "lost" });
    expect({ context, cluster, user, namespace }).to.deep.equal({
      context: "lost",
      cluster: { server: "http://localhost:8080" },
      user: {},
      namespace: "elsewhere",
    });
  });

  it("has no name to check against when a flag names another server", () => {
    expect(resolve({ server: "https://b.example" }).cluster).to.deep.equal({
      server: "https://b.example",
      "certificate-authority-data": "eA==",
    });
  });

  it("takes all trust from the flags if any from them", () => {
    expect(resolve({ "insecure-skip-tls-verify": true }).cluster).to.deep.equal({
      server: "https://a.example",
      "insecure-skip-tls-verify": true,
      "tls-server-name": "inner",
    });
    expect(resolve({ "certificate-authority": "ca.crt" }).cluster).to.deep.equal({
      server: "https://a.example",
      "certificate-authority": "ca.crt",
      "tls-server-name": "inner",
    });
  });

  it("treats an empty flag as none", () => {
    const flags = { context: "", user: "", cluster: "", namespace: "", token: "", "as-group": [] };
    expect(resolve(flags)).to.deep.equal(resolve());
  });

  describe("in which namespace", () => {
    it("is the flag's, then the context's, then the pod's own, then default", () => {
      expect(resolve({ namespace: "flag" }, account).namespace).to.equal("flag");
      expect(resolve({}, account).namespace).to.equal("shop");
      expect(resolve({ context: "plain" }, account).namespace).to.equal("own");
      expect(resolve({ context: "plain" }).namespace).to.equal("default");
    });
  });

  describe("inside of a pod", () => {
    it("is the service account where nothing else is said", () => {
      expect(resolve({}, account, "")).to.deep.equal({
        context: null,
        clusterName: "",
        cluster: { server: "https://10.0.0.1:443", "certificate-authority": "/run/ca.crt" },
        userName: "",
        user: { tokenFile: "/run/token" },
        namespace: "own",
      });
    });

    it("is what the kubeconfig says where it says something", () => {
      expect(resolve({}, account).cluster.server).to.equal("https://a.example");
    });

    it("is the server of a flag, without the service account's token", () => {
      const { cluster, user } = resolve({ server: "https://b.example" }, account, "");
      expect({ cluster, user }).to.deep.equal({
        cluster: { server: "https://b.example" },
        user: {},
      });
    });

    it("is the service account with another token or authority by flag", () => {
      const flags = { token: "mine", "certificate-authority": "/ca" };
      const { cluster, user } = resolve(flags, account, "");
      expect({ cluster, user }).to.deep.equal({
        cluster: { server: "https://10.0.0.1:443", "certificate-authority": "/ca" },
        user: { token: "mine" },
      });
    });
  });

  describe("is refused", () => {
    const refusals: Record<string, [ConnectionFlags, string]> = {
      "for a context that does not exist": [{ context: "x" }, 'context "x" does not exist'],
      "for a cluster that does not exist": [{ cluster: "x" }, 'cluster "x" does not exist'],
      "for a user that does not exist": [{ user: "x" }, 'auth info "x" does not exist'],
    };
    for (const [title, [flags, message]] of Object.entries(refusals)) {
      it(title, () => {
        expect(() => resolve(flags))
          .to.throw()
          .that.includes({ message, standsAlone: false });
      });
    }

    it("for a current context that does not exist, in kubectl's other words", () => {
      expect(() => resolve({}, null, "current-context: x\n"))
        .to.throw()
        .that.includes({
          message: "Error in configuration: context was not found for specified context: x",
          standsAlone: true,
        });
    });

    it("with a list where there are several faults", () => {
      expect(() => resolve({ username: "me", "as-uid": "7" }))
        .to.throw()
        .that.includes({
          message:
            "Error in configuration: \n" +
            "* more than one authentication method found for me; found [token basicAuth], only one is allowed\n" +
            "* requesting uid, groups or user-extra for me without impersonating a user",
          standsAlone: true,
        });
    });
  });
});
