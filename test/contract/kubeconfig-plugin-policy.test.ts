import { join } from "node:path";
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

interface Case {
  kuberc: string;
  env?: NodeJS.ProcessEnv;
  /** Where it is written, below the home folder. */
  file?: string;
  /** The value of `--kuberc`, below the home folder too. */
  flag?: string;
}

const denying = kuberc("credentialPluginPolicy: DenyAll\n");

const policies: Record<string, Case> = {
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
  "a list beside a policy that allows all": {
    kuberc: listing("login").replace("Allowlist\n", "AllowAll\n"),
  },
  "a list beside no policy": {
    kuberc: kuberc("credentialPluginAllowlist: [{command: login}]\n"),
  },
  "an empty list beside a policy that allows all": {
    kuberc: kuberc("credentialPluginPolicy: AllowAll\ncredentialPluginAllowlist: []\n"),
  },
  "a policy that wants a list, without one": {
    kuberc: kuberc("credentialPluginPolicy: Allowlist\n"),
  },
  "an empty list": {
    kuberc: kuberc("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []\n"),
  },
  "a list with an empty entry": {
    kuberc: kuberc("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{}]\n"),
  },
  "a list with a path that is not normal": { kuberc: listing("/bin/../bin/echo") },
  "a policy that nobody knows": { kuberc: kuberc("credentialPluginPolicy: Sometimes\n") },
  "a policy behind another object of that version": {
    kuberc: `apiVersion: other.example/v1beta1\nkind: Preference\n---\n${denying}`,
  },
  "a file that the flag names": {
    kuberc: denying,
    file: "mine",
    flag: "mine",
  },
  "a file that the flag names, before the variable's": {
    kuberc: denying,
    file: "mine",
    flag: "mine",
    env: { KUBERC: "/nonexistent" },
  },
  "a file that the flag names, and that is not there": { kuberc: kuberc(""), flag: "nothing" },
  "a file that the flag names, while kuberc is off": {
    kuberc: denying,
    file: "mine",
    flag: "mine",
    env: { KUBERC: "off" },
  },
};

describe("the kuberc's policy for plugins, compared with kubectl", () => {
  let kubectl: string;
  let machine: Machine;

  before(function () {
    kubectl = requireKubectl(this);
  });
  afterEach(() => machine?.remove());

  for (const [title, { kuberc, env, file = ".kube/kuberc", flag }] of Object.entries(policies)) {
    it(title, async () => {
      machine = await makeMachine({
        files: { ".kube/config": kubeconfig, [file]: kuberc },
      });
      const config = join(machine.folder, ".kube/config");
      Object.assign(machine.env, { KUBECONFIG: config, ...env });
      const named = flag && join(machine.folder, flag);
      const flags = named === undefined ? [] : [`--kuberc=${named}`];
      const { stderr } = await runKubectl(kubectl, machine, ["get", "--raw", "/probe", ...flags]);
      const connection = await findConnection({}, machine.env);
      const opening = openClient(connection, {
        env: machine.env,
        kuberc: named,
        userAgent: "test",
        timeout: 0,
        stdinIsTerminal: () => false,
        lendTerminal: (use) => use(),
        warn: () => {},
      });
      const asking = opening.then((client) => client.get("/probe", { accept: "application/json" }));
      const error: SourceError = await asking.then(
        () => expect.fail("nobody answers"),
        (reason: SourceError) => reason,
      );
      // kubectl remarks on a field that is newer than the version; nobody else has to.
      const remark = /^kuberc: ignoring strict decoding error .*?"credentialPluginPolicy"/;
      expect(error.message).to.equal(stderr.replace(remark, "").trim());
    });
  }
});
