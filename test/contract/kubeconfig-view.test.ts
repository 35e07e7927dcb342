import { expect } from "chai";
import { findConnection } from "../../src/sources/cluster/find-connection.ts";
import type { User } from "../../src/sources/cluster/kubeconfig/kubeconfig.ts";
import {
  type Machine,
  makeMachine,
  requireKubectl,
  runKubectl,
  type Situation,
  typed,
} from "./kubeconfig-real-kubectl.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

const work = `
apiVersion: v1
kind: Config
current-context: work
contexts:
- {name: work, context: {cluster: one, user: alice, namespace: shop}}
- {name: other, context: {cluster: two, user: bob}}
clusters:
- {name: one, cluster: {server: "https://one.example", certificate-authority: /ca/one.crt}}
- name: two
  cluster:
    server: https://two.example:6443/k8s/clusters/c-1
    certificate-authority-data: ${base64("authority")}
    tls-server-name: inner.example
    proxy-url: socks5://127.0.0.1:1080
    disable-compression: true
users:
- {name: alice, user: {client-certificate: /keys/alice.crt, client-key: /keys/alice.key}}
- name: bob
  user:
    token: secret
    as: carol
    as-uid: "7"
    as-groups: [dev, ops]
    as-user-extra: {reason: [a, b]}
`;

const home = `
current-context: other
contexts:
- {name: other, context: {cluster: three, user: dave, namespace: elsewhere}}
- {name: third, context: {cluster: three, user: dave}}
clusters:
- {name: one, cluster: {server: "https://shadowed.example"}}
- {name: three, cluster: {server: "http://three.example", insecure-skip-tls-verify: true}}
users:
- {name: dave, user: {username: dave, password: pass}}
- {name: alice, user: {token: shadowed}}
`;

const plugin = `
current-context: exec
contexts: [{name: exec, context: {cluster: a, user: exec}}, {name: oidc, context: {cluster: a, user: oidc}}]
clusters:
- name: a
  cluster:
    server: https://a.example
    extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x}}]
users:
- name: exec
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: /bin/login
      args: [--cluster, a]
      env: [{name: PROFILE, value: work}]
      provideClusterInfo: true
      installHint: get it
- name: oidc
  user: {tokenFile: /token, auth-provider: {name: oidc, config: {client-id: me}}}
`;

/**
 * Situations in which kubectl shows what applies. It shows paths as they are written and knows no
 * flags here but --context and --kubeconfig, so relative paths and the other flags are compared in
 * what kubectl sends and refuses.
 */
const situations: Record<string, Situation> = {
  "one file": { files: { "a/config": work }, kubeconfig: ["a/config"] },
  "the file in the home folder": { files: { ".kube/config": work } },
  "a file named by a flag, whatever KUBECONFIG says": {
    files: { "a/config": work, "b/config": home },
    kubeconfig: ["a/config"],
    flags: { kubeconfig: "b/config" },
  },
  "a context named by a flag": {
    files: { config: work },
    kubeconfig: ["config"],
    flags: { context: "other" },
  },
  "two files: the first that knows a name decides its whole entry": {
    files: { "a/config": home, "b/config": work },
    kubeconfig: ["a/config", "b/config"],
    flags: { context: "work" },
  },
  "two files: the first current-context counts": {
    files: { "a/config": work, "b/config": home },
    kubeconfig: ["b/config", "a/config"],
  },
  "two files: an empty current-context does not count": {
    files: { "a/config": home, "b/config": "current-context: ''\n" },
    kubeconfig: ["b/config", "a/config"],
  },
  "a listed file that is missing": {
    files: { config: home },
    kubeconfig: ["gone", "config", "", "config"],
    flags: { context: "third" },
  },
  "an entry in JSON, indented by tabs": {
    files: {
      config:
        '{\n\t"current-context": "b",\n\t"contexts": [\n\t\t{"name": "b", "context": {"cluster": "a", "user": ""}}],\n\t"clusters": [{"name": "a", "cluster": {"server": "https://1.2.3.4"}}]\n}',
    },
    kubeconfig: ["config"],
  },
  "several documents: the first counts": {
    files: { config: `${home.trimEnd()}\n---\ncurrent-context: third\n` },
    kubeconfig: ["config"],
  },
  "anchors and merge keys": {
    files: {
      config: `
current-context: a
contexts: [{name: a, context: {cluster: a, user: a}}]
users: [{name: a, user: {token: x}}]
clusters:
- {name: b, cluster: &b {server: "https://b.example", tls-server-name: b}}
- {name: a, cluster: {<<: *b, server: "https://a.example"}}
`,
    },
    kubeconfig: ["config"],
  },
  "an exec plugin of a version that has a default for interactiveMode": {
    files: { "deep/config": plugin },
    kubeconfig: ["deep/config"],
  },
  "an auth provider and a token file": {
    files: { "deep/config": plugin },
    kubeconfig: ["deep/config"],
    flags: { context: "oidc" },
  },
  "data over several lines": {
    files: {
      config: `
current-context: a
contexts: [{name: a, context: {cluster: a, user: a}}]
users: [{name: a, user: {token: x}}]
clusters:
- name: a
  cluster:
    server: https://a.example
    certificate-authority-data: |
      ${base64("authority").slice(0, 4)}
      ${base64("authority").slice(4)}
`,
    },
    kubeconfig: ["config"],
  },
};

describe("a kubeconfig, compared with kubectl config view --minify", () => {
  let kubectl: string;
  let machine: Machine;

  before(function () {
    kubectl = requireKubectl(this);
  });
  afterEach(() => machine?.remove());

  for (const [title, situation] of Object.entries(situations)) {
    it(title, async () => {
      machine = await makeMachine(situation);
      const args = ["config", "view", "--minify", "--raw", "--output=json"];
      const { stdout, stderr } = await runKubectl(kubectl, machine, [
        ...args,
        ...typed(situation.flags),
      ]);
      expect(stderr).to.equal("");
      expect(await ourView(situation, machine)).to.deep.equal(dropEmpty(JSON.parse(stdout)));
    });
  }
});

/** What we resolve, written as kubectl writes a kubeconfig with one context. */
async function ourView({ flags = {} }: Situation, machine: Machine): Promise<unknown> {
  const explicit = flags.kubeconfig && `${machine.folder}/${flags.kubeconfig}`;
  const found = await findConnection({ ...flags, kubeconfig: explicit }, machine.env);
  const isUnknownUser = Object.keys(found.user).length === 0;
  return dropEmpty({
    apiVersion: "v1",
    kind: "Config",
    "current-context": found.context,
    contexts: [
      {
        name: found.context,
        context: {
          cluster: found.clusterName,
          user: found.userName,
          // kubectl leaves out the default; no situation names it.
          namespace: found.namespace === "default" ? "" : found.namespace,
        },
      },
    ],
    clusters: [{ name: found.clusterName, cluster: found.cluster }],
    users: isUnknownUser ? [] : [{ name: found.userName, user: withoutOrigin(found.user) }],
  });
}

function withoutOrigin(user: User): User {
  const { origin: _, ...provider } = user["auth-provider"] ?? {};
  return { ...user, "auth-provider": provider };
}

/** A kubeconfig without the fields that are empty, which mean the same as absent ones. */
function dropEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropEmpty);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, dropEmpty(field)] as const);
  return Object.fromEntries(fields.filter(([, field]) => !isEmpty(field)));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === null || value === "" || value === false;
}
