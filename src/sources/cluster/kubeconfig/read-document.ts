import { anything, base64, fieldsOf, flag, listOf, mapOf, text } from "./field-readers.ts";
import type {
  AuthProvider,
  Cluster,
  Context,
  EnvironmentVariable,
  ExecPlugin,
  Extension,
  User,
} from "./kubeconfig.ts";

/** A kubeconfig file as it is written: entries in lists. */
export interface KubeconfigDocument {
  apiVersion?: string;
  kind?: string;
  "current-context"?: string;
  clusters?: ClusterEntry[];
  contexts?: ContextEntry[];
  users?: UserEntry[];
}

interface ClusterEntry {
  name?: string;
  cluster?: Cluster;
}

interface ContextEntry {
  name?: string;
  context?: Context;
}

interface UserEntry {
  name?: string;
  user?: User;
}

const readCluster = fieldsOf<Cluster>({
  server: text,
  "tls-server-name": text,
  "insecure-skip-tls-verify": flag,
  "certificate-authority": text,
  "certificate-authority-data": base64,
  "proxy-url": text,
  "disable-compression": flag,
  extensions: listOf(fieldsOf<Extension>({ name: text, extension: anything }), {}),
});

const readContext = fieldsOf<Context>({ cluster: text, user: text, namespace: text });

const readUser = fieldsOf<User>({
  "client-certificate": text,
  "client-certificate-data": base64,
  "client-key": text,
  "client-key-data": base64,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  "as-uid": text,
  "as-groups": listOf(text, ""),
  "as-user-extra": mapOf(listOf(text, ""), []),
  exec: fieldsOf<ExecPlugin>({
    command: text,
    args: listOf(text, ""),
    env: listOf(fieldsOf<EnvironmentVariable>({ name: text, value: text }), {}),
    apiVersion: text,
    installHint: text,
    provideClusterInfo: flag,
    interactiveMode: text,
  }),
  "auth-provider": fieldsOf<Omit<AuthProvider, "origin">>({
    name: text,
    config: mapOf(text, ""),
  }),
});

/** Takes a parsed file apart; throws a plain Error that names the field where a type is wrong. */
export const readDocument = fieldsOf<KubeconfigDocument>({
  apiVersion: text,
  kind: text,
  "current-context": text,
  clusters: listOf(fieldsOf<ClusterEntry>({ name: text, cluster: readCluster }), {}),
  contexts: listOf(fieldsOf<ContextEntry>({ name: text, context: readContext }), {}),
  users: listOf(fieldsOf<UserEntry>({ name: text, user: readUser }), {}),
});
