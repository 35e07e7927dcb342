import { Flags } from "@oclif/core";

/** kubectl's own, by kubectl's own words: `kubectl options`. */
export const connectionFlags = {
  kubeconfig: Flags.string({
    description: "Path to the kubeconfig file to use for CLI requests.",
    helpValue: "FILE",
    helpGroup: "CONNECTION",
  }),
  context: option("The name of the kubeconfig context to use", "NAME"),
  cluster: option("The name of the kubeconfig cluster to use", "NAME"),
  user: option("The name of the kubeconfig user to use", "NAME"),
  server: Flags.string({
    char: "s",
    description: "The address and port of the Kubernetes API server",
    helpValue: "URL",
    helpGroup: "CONNECTION",
  }),
  token: option("Bearer token for authentication to the API server", "TOKEN"),
  as: option("Username to impersonate for the operation", "USER"),
  "as-group": repeated("Group to impersonate for the operation, repeatable", "GROUP"),
  "as-uid": option("UID to impersonate for the operation", "UID"),
  "as-user-extra": repeated(
    "User extras to impersonate for the operation, repeatable",
    "KEY=VALUE",
  ),
  "certificate-authority": option("Path to a cert file for the certificate authority", "FILE"),
  "client-certificate": option("Path to a client certificate file for TLS", "FILE"),
  "client-key": option("Path to a client key file for TLS", "FILE"),
  "insecure-skip-tls-verify": Flags.boolean({
    description: "Do not check the server's certificate: your HTTPS connections are insecure",
    helpGroup: "CONNECTION",
    default: false,
  }),
  "tls-server-name": option(
    "Server name to use for server certificate validation, and for SNI",
    "NAME",
  ),
  "disable-compression": Flags.boolean({
    description: "Opt out of response compression for all requests to the server",
    helpGroup: "CONNECTION",
    default: false,
  }),
  kuberc: option("Path to the kuberc file, whose policy for credential plugins is kept to", "FILE"),
  "request-timeout": Flags.string({
    description:
      "How long to wait before giving up on a single server request: 1s, 2m, 3h; 0 is for ever",
    helpValue: "DURATION",
    helpGroup: "CONNECTION",
    default: "0",
  }),
};

function option(description: string, helpValue: string) {
  return Flags.string({ description, helpValue, helpGroup: "CONNECTION" });
}

function repeated(description: string, helpValue: string) {
  return Flags.string({
    description,
    helpValue,
    helpGroup: "CONNECTION",
    multiple: true,
    multipleNonGreedy: true,
  });
}
