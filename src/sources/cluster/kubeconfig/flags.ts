/**
 * kubectl's connection flags, keyed by their names; absent and empty are the same.
 *
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/genericclioptions/config_flags.go
 */
export interface ConnectionFlags {
  kubeconfig?: string | undefined;
  context?: string | undefined;
  cluster?: string | undefined;
  user?: string | undefined;
  namespace?: string | undefined;
  server?: string | undefined;
  "tls-server-name"?: string | undefined;
  "insecure-skip-tls-verify"?: boolean | undefined;
  "certificate-authority"?: string | undefined;
  "disable-compression"?: boolean | undefined;
  "client-certificate"?: string | undefined;
  "client-key"?: string | undefined;
  token?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
  as?: string | undefined;
  "as-uid"?: string | undefined;
  "as-group"?: readonly string[] | undefined;
  /** `key=value`, repeated for several values; what has no `=` is passed over, as kubectl does. */
  "as-user-extra"?: readonly string[] | undefined;
}
