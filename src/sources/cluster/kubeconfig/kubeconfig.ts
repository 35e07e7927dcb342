/**
 * A kubeconfig in its own words: every field is named as in the file. A field that is absent and
 * one that is empty mean the same there (`""`, `false`, `[]`), so here both are absent.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export interface Kubeconfig {
  currentContext: string | undefined;
  clusters: ReadonlyMap<string, Cluster>;
  contexts: ReadonlyMap<string, Context>;
  users: ReadonlyMap<string, User>;
}

export interface Context {
  cluster?: string;
  user?: string;
  namespace?: string;
}

/** How to reach an API server and how to know that it is the right one. */
export interface Cluster {
  server?: string;
  "tls-server-name"?: string;
  "insecure-skip-tls-verify"?: boolean;
  /** A path; absolute once the file that named it was read. */
  "certificate-authority"?: string;
  /** Base64 of PEM. */
  "certificate-authority-data"?: string;
  "proxy-url"?: string;
  "disable-compression"?: boolean;
  extensions?: Extension[];
}

/** Something that another program keeps in the kubeconfig. */
export interface Extension {
  name?: string;
  extension?: unknown;
}

/** How to prove who asks. */
export interface User {
  "client-certificate"?: string;
  /** Base64 of PEM. */
  "client-certificate-data"?: string;
  "client-key"?: string;
  /** Base64 of PEM. */
  "client-key-data"?: string;
  token?: string;
  tokenFile?: string;
  username?: string;
  password?: string;
  as?: string;
  "as-uid"?: string;
  "as-groups"?: string[];
  "as-user-extra"?: Record<string, string[]>;
  exec?: ExecPlugin;
  "auth-provider"?: AuthProvider;
}

/** A program that prints credentials. */
export interface ExecPlugin {
  command?: string;
  args?: string[];
  env?: EnvironmentVariable[];
  apiVersion?: string;
  installHint?: string;
  provideClusterInfo?: boolean;
  /** `Never`, `IfAvailable` or `Always`: whether it gets standard input. */
  interactiveMode?: string;
}

export interface EnvironmentVariable {
  name?: string;
  value?: string;
}

/** The older, built-in kind of plugin; `oidc` is the only one left. */
export interface AuthProvider {
  name?: string;
  config?: Record<string, string>;
  /** The file that says so, which new tokens are kept in; not a field of it. */
  origin?: string;
}
