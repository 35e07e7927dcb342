import { expect } from "chai";
import fc from "fast-check";
import { stringify } from "yaml";
import { parseKubeconfig } from "../../../../../src/sources/cluster/kubeconfig/parse-kubeconfig.ts";

const parse = (content: string) => parseKubeconfig(content, "/home/me/.kube/config");

describe("the text of a kubeconfig", () => {
  it("is empty, like no file at all, without an entry", () => {
    for (const content of [
      "",
      "# nothing\n",
      "{}",
      "apiVersion: v1\nkind: Config\nclusters: null\n",
    ]) {
      const { currentContext, clusters, contexts, users } = parse(content);
      expect(currentContext).to.equal(undefined);
      expect([clusters.size, contexts.size, users.size]).to.deep.equal([0, 0, 0]);
    }
  });

  it("means the same by an empty field as by an absent one", () => {
    const { currentContext, clusters } = parse(`
current-context: ""
clusters: [{name: a, cluster: {server: "", insecure-skip-tls-verify: false, proxy-url: null}}]
`);
    expect(currentContext).to.equal(undefined);
    expect(clusters.get("a")).to.deep.equal({});
  });

  it("is its first document, and of keys that stand twice the last, as kubectl reads it", () => {
    const contextOf = (content: string) => parse(content).currentContext;
    expect(contextOf("# mine\n---\ncurrent-context: a\n---\n{ broken")).to.equal("a");
    expect(contextOf("current-context: a\n...\n{ broken")).to.equal("a");
    expect(contextOf("---\n---\ncurrent-context: a\n")).to.equal(undefined);
    expect(contextOf("current-context: a\ncurrent-context: b\n")).to.equal("b");
    expect(contextOf("--- {current-context: a}\n")).to.equal("a");
  });

  it("names files as seen from its own folder, and programs on PATH as they are", () => {
    const { clusters, users } = parse(`
clusters: [{name: a, cluster: {certificate-authority: ../ca.crt}}]
users:
- {name: files, user: {client-certificate: me.crt, client-key: /etc/me.key, tokenFile: ./token}}
- {name: here, user: {exec: {command: ./login}}}
- {name: path, user: {exec: {command: login}}}
`);
    expect(clusters.get("a")).to.deep.equal({ "certificate-authority": "/home/me/ca.crt" });
    expect(users.get("files")).to.deep.equal({
      "client-certificate": "/home/me/.kube/me.crt",
      "client-key": "/etc/me.key",
      tokenFile: "/home/me/.kube/token",
    });
    expect(users.get("here")?.exec?.command).to.equal("/home/me/.kube/login");
    expect(users.get("path")?.exec?.command).to.equal("login");
  });

  it("asks of a v1 plugin, but of no older one, to say whether it wants standard input", () => {
    const modeOf = (version: string) =>
      parse(
        `users: [{name: a, user: {exec: {apiVersion: client.authentication.k8s.io/${version}}}}]`,
      ).users.get("a")?.exec?.interactiveMode;
    expect(modeOf("v1")).to.equal(undefined);
    expect(modeOf("v1beta1")).to.equal("IfAvailable");
  });

  const faults: Record<string, [content: string, message: string | RegExp]> = {
    "broken YAML, by line": ["clusters:\n- [1\nb: {", /^yaml: line 3: /],
    "text that is no map": ["hello", "the file must be a map, not a string"],
    "a list that is none": ["users: yes please", "users must be a list, not a string"],
    "a number for a token": [
      "users: [{name: a, user: {token: 123}}]",
      "users[0].user.token must be a string, not a number",
    ],
    "a YAML 1.1 boolean for a name": [
      "contexts: [{name: on, context: {}}]",
      "contexts[0].name must be a string, not a boolean",
    ],
    "a string for a boolean": [
      'clusters: [{name: a, cluster: {insecure-skip-tls-verify: "true"}}]',
      "clusters[0].cluster.insecure-skip-tls-verify must be true or false, not a string",
    ],
    "data that is no base64": [
      "clusters: [{name: a, cluster: {certificate-authority-data: a!}}]",
      "clusters[0].cluster.certificate-authority-data: illegal base64 data",
    ],
    "a name twice": ["users: [{name: a}, {name: b}, {name: a}]", 'duplicate name "a" in users'],
    "another kind of object": [
      "apiVersion: v1\nkind: Pod\n",
      'it is no kubeconfig but a "Pod" of "v1"',
    ],
    "another version": ["apiVersion: v2\n", 'it is no kubeconfig but a "Config" of "v2"'],
  };
  for (const [fault, [content, message]] of Object.entries(faults)) {
    it(`is refused for ${fault}`, () => {
      expect(() => parse(content)).to.throw(Error, message);
    });
  }

  it("gives back every entry that was written, in YAML as in JSON", () => {
    const name = fc.string({ minLength: 1 });
    const cluster = fc.record(
      {
        server: fc.webUrl(),
        "tls-server-name": fc.domain(),
        "disable-compression": fc.constant(true),
        "certificate-authority-data": fc.base64String({ minLength: 4 }),
      },
      { requiredKeys: ["server"] },
    );
    fc.assert(
      fc.property(fc.dictionary(name, cluster, { maxKeys: 3 }), (given) => {
        const clusters = Object.entries(given).map(([name, cluster]) => ({ name, cluster }));
        for (const content of [
          stringify({ clusters }, { version: "1.1" }),
          JSON.stringify({ clusters }),
        ]) {
          expect(Object.fromEntries(parse(content).clusters)).to.deep.equal({ ...given });
        }
      }),
    );
  });
});
