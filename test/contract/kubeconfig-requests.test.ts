import { once } from "node:events";
import { chmod } from "node:fs/promises";
import { createServer as createHttp, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { expect } from "chai";
import { openClient } from "../../src/sources/cluster/client.ts";
import { findConnection } from "../../src/sources/cluster/find-connection.ts";
import type { ConnectionFlags } from "../../src/sources/cluster/kubeconfig/flags.ts";
import { SourceError } from "../../src/sources/source-error.ts";
import { createCertificateAuthority } from "../bed/certificate-authority.ts";
import {
  type Machine,
  makeMachine,
  requireKubectl,
  runKubectl,
  type Situation,
  typed,
} from "./kubeconfig-real-kubectl.ts";

const authority = createCertificateAuthority("contract");
const serving = authority.issue({ commonName: "server", hosts: ["127.0.0.1", "inner.example"] });
const alice = authority.issue({ commonName: "alice" });
const bob = authority.issue({ commonName: "bob" });
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** One user per way to prove who it is; `SECURE` and `PLAIN` stand for the servers' addresses. */
const config = `
current-context: token
contexts:
${[
  "token",
  "basic",
  "files",
  "data",
  "tokenFile",
  "both",
  "emptyFile",
  "as",
  "exec",
  "execCert",
  "execToken",
  "nobody",
]
  .map((name) => `- {name: ${name}, context: {cluster: secure, user: ${name}}}`)
  .join("\n")}
- {name: plain, context: {cluster: plain, user: token}}
- {name: bare, context: {cluster: bare, user: token}}
- {name: path, context: {cluster: path, user: token}}
clusters:
- {name: secure, cluster: {server: SECURE, certificate-authority: ca.crt}}
- {name: path, cluster: {server: SECURE/k8s/clusters/c-1/, certificate-authority-data: ${base64(authority.certificate)}}}
- {name: plain, cluster: {server: PLAIN}}
- {name: bare, cluster: {server: BARE}}
users:
- {name: nobody, user: {}}
- {name: token, user: {token: secret}}
- {name: basic, user: {username: me, password: "p:w"}}
- {name: files, user: {client-certificate: keys/alice.crt, client-key: keys/alice.key}}
- {name: data, user: {client-certificate-data: ${base64(bob.certificate)}, client-key-data: ${base64(bob.key)}}}
- {name: tokenFile, user: {tokenFile: token}}
- {name: both, user: {token: secret, tokenFile: token}}
- {name: emptyFile, user: {token: secret, tokenFile: empty}}
- {name: as, user: {token: secret, as: carol, as-uid: "7", as-groups: [dev, ops], as-user-extra: {reason: [a, b], "example.com/übung": [c]}}}
- name: exec
  user: &exec
    exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, interactiveMode: IfAvailable, provideClusterInfo: true}
- {name: execCert, user: {<<: *exec, client-certificate: keys/alice.crt, client-key: keys/alice.key}}
- {name: execToken, user: {<<: *exec, token: secret}}
`;

/** Gives back what it was told as its token, so that the server sees what plugins are told. */
const login = `#!/bin/sh
token=$(printf %s "$KUBERNETES_EXEC_INFO" | tr -d '\\n' | od -An -tx1 | tr -d ' \\n')
echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$token'"}}'
`;

/** What both of us send, whatever the flags are. */
const requests: Record<string, ConnectionFlags> = {
  "a token": {},
  "a user and a password": { context: "basic" },
  "a client certificate from files beside the kubeconfig": { context: "files" },
  "a client certificate in the kubeconfig": { context: "data" },
  "a token file": { context: "tokenFile" },
  "a token file before a token": { context: "both" },
  "a token where its file is empty": { context: "emptyFile" },
  "no credentials over plain HTTP": { context: "plain" },
  "a server without a scheme, which is plain HTTP": { context: "bare" },
  "a server below a path": { context: "path" },
  "a user to act as, with uid, groups and extra": { context: "as" },
  "another user to act as by flags": {
    context: "as",
    as: "dave",
    "as-uid": "8",
    "as-group": ["qa"],
    "as-user-extra": ["reason=c", "reason=d=e", "nonsense", "scopes=x"],
  },
  "the user of another context": { user: "basic" },
  "the cluster of another context": { cluster: "path" },
  "a token by flag in place of the kubeconfig's": { token: "flagged" },
  "a token by flag, which a token file goes before": { context: "tokenFile", token: "flagged" },
  "a certificate by flags in place of the kubeconfig's": {
    context: "data",
    "client-certificate": "keys/alice.crt",
    "client-key": "keys/alice.key",
  },
  "a server by flag, trusted by the kubeconfig's authority": {
    context: "plain",
    cluster: "secure",
  },
  "no check of the server, by flag": { "insecure-skip-tls-verify": true },
  "a name for the server's certificate": { "tls-server-name": "inner.example" },
  "what a plugin is told": { context: "exec" },
  "a certificate before a plugin": { context: "execCert" },
  "a token before a plugin": { context: "execToken" },
};

/** What both of us refuse, in the same words. */
const refusals: Record<string, ConnectionFlags> = {
  "a context that does not exist": { context: "nope" },
  "a user that does not exist": { user: "nope" },
  "a cluster that does not exist": { cluster: "nope" },
  "a kubeconfig that does not exist": { kubeconfig: "nope" },
  "a kubeconfig that is a folder": { kubeconfig: "keys" },
  "a current-context that does not exist": { kubeconfig: "lost" },
  "groups to act as without a user": { "as-group": ["dev"] },
  "a token and a password": { username: "me", password: "pw" },
  "a certificate without a key": { "client-certificate": "keys/alice.crt" },
  "a certificate that is not there": {
    "client-certificate": "gone.crt",
    "client-key": "keys/alice.key",
  },
  "a certificate that is none": { kubeconfig: "faulty", context: "noCertificate" },
  "a key of another certificate": { kubeconfig: "faulty", context: "otherKey" },
  "an authority that is not there": { "certificate-authority": "gone.crt" },
  "an authority that is none": { "certificate-authority": "token" },
  "an authority and no check": {
    "insecure-skip-tls-verify": true,
    "certificate-authority": "ca.crt",
  },
  "an authority both as file and as data": { kubeconfig: "faulty", context: "bothAuthorities" },
  "a token file that is not there": { kubeconfig: "faulty", context: "noTokenFile" },
  "an exec plugin with three faults": { kubeconfig: "faulty", context: "threeFaults" },
  "an exec plugin of an old version": { kubeconfig: "faulty", context: "oldPlugin" },
  "an exec plugin with an unknown interactiveMode": { kubeconfig: "faulty", context: "badMode" },
  "an exec plugin that needs a terminal": { kubeconfig: "faulty", context: "terminal" },
  "an exec plugin that is not installed": { kubeconfig: "faulty", context: "notInstalled" },
  "an exec plugin that fails": { kubeconfig: "faulty", context: "failing" },
  "an exec plugin of another version": { kubeconfig: "faulty", context: "otherVersion" },
  "an exec plugin without a status": { kubeconfig: "faulty", context: "noStatus" },
  "an exec plugin without credentials": { kubeconfig: "faulty", context: "noCredentials" },
  "an exec plugin with half a certificate": { kubeconfig: "faulty", context: "halfCertificate" },
  "an auth provider that nobody knows": { kubeconfig: "faulty", context: "unknownProvider" },
  "a proxy of an unknown kind": { kubeconfig: "faulty", context: "badProxy" },
  "a server that is no URL": { server: "foo/bar" },
  "a server of an unknown scheme": { server: "ftp://127.0.0.1" },
  "a server that refuses connections": { server: "https://127.0.0.1:1" },
  "a server whose name is unknown": { server: "https://nope.invalid" },
  "a server that speaks plain HTTP": { server: "https://PLAIN" },
  "a server of an unknown authority": { "certificate-authority": "other.crt" },
  "a server of another name": { "tls-server-name": "outer.example" },
};

const echoes = (status: string) =>
  `{apiVersion: client.authentication.k8s.io/v1, command: echo, args: ['{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"${status}}'], interactiveMode: Never}`;

const faultyUsers: Record<string, string> = {
  noCertificate: `{client-certificate-data: ${base64("none")}, client-key-data: ${base64(alice.key)}}`,
  otherKey: `{client-certificate-data: ${base64(alice.certificate)}, client-key-data: ${base64(bob.key)}}`,
  noTokenFile: "{tokenFile: gone}",
  threeFaults: "{exec: {args: [x]}}",
  oldPlugin: "{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: echo}}",
  badMode: `{exec: {apiVersion: client.authentication.k8s.io/v1, command: echo, interactiveMode: Sometimes}}`,
  terminal: `{exec: {apiVersion: client.authentication.k8s.io/v1, command: echo, interactiveMode: Always}}`,
  notInstalled: `{exec: {apiVersion: client.authentication.k8s.io/v1, command: nonesuch, interactiveMode: Never, installHint: Get it.}}`,
  failing: `{exec: {apiVersion: client.authentication.k8s.io/v1, command: "false", interactiveMode: Never}}`,
  otherVersion: `{exec: {apiVersion: client.authentication.k8s.io/v1, command: echo, args: ['{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential"}'], interactiveMode: Never}}`,
  noStatus: `{exec: ${echoes("")}}`,
  noCredentials: `{exec: ${echoes(',"status":{}')}}`,
  halfCertificate: `{exec: ${echoes(',"status":{"clientKeyData":"x"}')}}`,
  unknownProvider: "{auth-provider: {name: nope}}",
};

const faulty = `
contexts:
${Object.keys(faultyUsers)
  .map((name) => `- {name: ${name}, context: {cluster: a, user: ${name}}}`)
  .join("\n")}
- {name: bothAuthorities, context: {cluster: both}}
- {name: badProxy, context: {cluster: proxied}}
clusters:
- {name: a, cluster: {server: "https://127.0.0.1:1"}}
- {name: both, cluster: {server: "https://127.0.0.1:1", certificate-authority: ca.crt, certificate-authority-data: eA==}}
- {name: proxied, cluster: {server: "https://127.0.0.1:1", proxy-url: "ftp://proxy.example"}}
users:
${Object.entries(faultyUsers)
  .map(([name, user]) => `- {name: ${name}, user: ${user}}`)
  .join("\n")}
`;

describe("flags and credentials, compared with kubectl", () => {
  let kubectl: string;
  const heard: ReturnType<typeof credentialsOf>[] = [];
  const listen: RequestListener = (request, response) => {
    // Some builds of kubectl ask for the server's version first.
    if (request.url?.endsWith("/probe")) heard.push(credentialsOf(request));
    response.setHeader("Content-Type", "application/json").end("{}");
  };
  const tls = { cert: serving.certificate, key: serving.key, ca: authority.certificate };
  const secure = createHttps({ ...tls, requestCert: true, rejectUnauthorized: false }, listen);
  const plain = createHttp(listen);
  let machine: Machine;

  before(async function () {
    kubectl = requireKubectl(this);
    const [securePort, plainPort] = await Promise.all([portOf(secure), portOf(plain)]);
    const place = (text: string) =>
      text
        .replaceAll("SECURE", `https://127.0.0.1:${securePort}`)
        .replaceAll("https://PLAIN", `https://127.0.0.1:${plainPort}`)
        .replaceAll("PLAIN", `http://127.0.0.1:${plainPort}`)
        .replaceAll("BARE", `127.0.0.1:${plainPort}`);
    for (const flags of Object.values(refusals))
      if (flags.server) flags.server = place(flags.server);
    machine = await makeMachine({
      files: {
        config: place(config),
        faulty,
        lost: "current-context: gone\n",
        login,
        token: "from-file\n",
        empty: "",
        "ca.crt": authority.certificate,
        "other.crt": createCertificateAuthority("other").certificate,
        "keys/alice.crt": alice.certificate,
        "keys/alice.key": alice.key,
      },
      kubeconfig: ["config"],
    } satisfies Situation);
    await chmod(join(machine.folder, "login"), 0o755);
  });
  after(async () => {
    secure.close();
    plain.close();
    await machine?.remove();
  });

  for (const [title, flags] of Object.entries(requests)) {
    it(`sends ${title}`, async () => {
      heard.length = 0;
      const { stderr } = await runKubectl(kubectl, machine, [
        ...["get", "--raw", "/probe"],
        ...typed(flags),
      ]);
      expect(stderr).to.equal("");
      await ask(machine, flags);
      const [theirs, ours] = heard;
      expect(ours).to.deep.equal(theirs);
    });
  }

  for (const [title, flags] of Object.entries(refusals)) {
    it(`refuses ${title}`, async () => {
      const args = ["get", "--raw", "/probe", ...typed(flags)];
      const { stderr, code } = await runKubectl(kubectl, machine, args);
      expect(code).to.equal(1);
      const error = await ask(machine, flags).then(
        () => expect.fail("it was not refused"),
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(SourceError);
      const { message, standsAlone } = error as SourceError;
      expect(standsAlone ? message : `error: ${message}`).to.equal(withoutResolver(stderr.trim()));
    });
  }
});

/** Asks as our own client does, run where kubectl is run. */
async function ask(machine: Machine, flags: ConnectionFlags): Promise<void> {
  const here = process.cwd();
  process.chdir(machine.folder);
  try {
    const client = await openClient(await findConnection(flags, machine.env), {
      env: machine.env,
      userAgent: "test",
      timeout: 0,
      stdinIsTerminal: () => false,
      lendTerminal: (use) => use(),
      warn: () => {},
    });
    try {
      const { body } = await client.get("/probe", { accept: "application/json" });
      for await (const _ of body);
    } finally {
      client.close();
    }
  } finally {
    process.chdir(here);
  }
}

/** Node does not know which name server was asked. */
function withoutResolver(message: string): string {
  return message.replace(/ on \S+:53: no such host$/, ": no such host");
}

/** What of a request tells the server who asks, and for what. */
function credentialsOf({ url, headers, socket }: IncomingMessage) {
  const names = Object.keys(headers).filter((name) => /^(authorization|impersonate-)/.test(name));
  const peer = socket instanceof TLSSocket ? socket.getPeerCertificate().subject?.CN : undefined;
  const servername = socket instanceof TLSSocket ? socket.servername : undefined;
  return {
    url,
    headers: Object.fromEntries(names.sort().map((name) => [name, headers[name]])),
    peer,
    servername,
  };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
