import { expect } from "chai";
import { openClient } from "../../src/sources/cluster/client.ts";
import { findConnection } from "../../src/sources/cluster/find-connection.ts";
import type { SourceError } from "../../src/sources/source-error.ts";
import {
  type Machine,
  makeMachine,
  requireKubectl,
  runKubectl,
} from "./kubeconfig-real-kubectl.ts";

/** A plugin that is on every machine, for a server that refuses connections: then it has run. */
const kubeconfig = `
current-context: a
contexts: [{name: a, context: {cluster: a, user: a}}]
clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]
users:
- name: a
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: echo
      args: ['{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"x"}}']
      interactiveMode: Never
`;

const kuberc = (policy: string) =>
  `apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n${policy}`;

const listing = (command: string) =>
  kuberc(`credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: ${command}}]\n`);

const policies: Record<string, { kuberc: string; env?: NodeJS.ProcessEnv }> = {
  "no policy": { kuberc: kuberc("") },
  "a policy that allows all": { kuberc: kuberc("credentialPluginPolicy: AllowAll\n") },
  "a policy that denies all": { kuberc: kuberc("credentialPluginPolicy: DenyAll\n") },
  "such a policy, switched off": {
    kuberc: kuberc("credentialPluginPolicy: DenyAll\n"),
    env: { KUBERC: "off" },
  },
  "such a policy, switched off by a gate": {
    kuberc: kuberc("credentialPluginPolicy: DenyAll\n"),
    env: { KUBECTL_KUBERC: "false" },
  },
  "a policy of an old version, which had none": {
    kuberc: kuberc("credentialPluginPolicy: DenyAll\n").replace("v1beta1", "v1alpha1"),
  },
  "a list with the plugin by name": { kuberc: listing("echo") },
  "a list with the plugin by its former field": {
    kuberc: listing("echo").replace("command:", "name:"),
  },
  "a list with other plugins": { kuberc: listing("login") },
  "a list with another program of that name": { kuberc: listing("/opt/echo") },
};

describe("the kuberc's policy for plugins, compared with kubectl", () => {
  let kubectl: string;
  let machine: Machine;

  before(function () {
    kubectl = requireKubectl(this);
  });
  afterEach(() => machine?.remove());

  for (const [title, { kuberc, env }] of Object.entries(policies)) {
    it(title, async () => {
      machine = await makeMachine({
        files: { ".kube/config": kubeconfig, ".kube/kuberc": kuberc },
      });
      Object.assign(machine.env, env);
      const { stderr } = await runKubectl(kubectl, machine, ["get", "--raw", "/probe"]);
      const client = await openClient(await findConnection({}, machine.env), {
        env: machine.env,
        userAgent: "test",
        timeout: 0,
        stdinIsTerminal: false,
        lendTerminal: (use) => use(),
        warn: () => {},
      });
      const error: SourceError = await client.get("/probe", { accept: "application/json" }).then(
        () => expect.fail("nobody answers"),
        (reason: SourceError) => reason,
      );
      // kubectl remarks on a field that is newer than the version; nobody else has to.
      const remark = /^kuberc: ignoring strict decoding error .*?"credentialPluginPolicy"/;
      expect(error.message).to.equal(stderr.replace(remark, "").trim());
    });
  }
});
