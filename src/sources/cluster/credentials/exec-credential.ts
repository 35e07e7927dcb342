import type { Connection } from "../connection.ts";
import type { Credentials } from "./credentials.ts";
import { pluginFailure } from "./run-plugin.ts";

/** Credentials that a plugin gave, and until when: milliseconds since 1970, Infinity for good. */
export interface IssuedCredentials {
  credentials: Credentials;
  expires: number;
}

/** The versions of the ExecCredential that kubectl speaks. */
export const execApiVersions: readonly string[] = [
  "client.authentication.k8s.io/v1",
  "client.authentication.k8s.io/v1beta1",
];

/**
 * What a plugin is told in `KUBERNETES_EXEC_INFO`: whether it may ask the user, and the cluster
 * if it wants to know. `authority` is PEM.
 *
 * @see https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
 */
export function writeExecCredential(
  { cluster, user }: Connection,
  interactive: boolean,
  authority: string | null,
): string {
  const config = cluster.extensions?.find(
    ({ name }) => name === "client.authentication.k8s.io/exec",
  );
  const told = {
    server: cluster.server,
    "tls-server-name": cluster["tls-server-name"],
    "insecure-skip-tls-verify": cluster["insecure-skip-tls-verify"],
    "certificate-authority-data":
      authority === null ? undefined : Buffer.from(authority).toString("base64"),
    "proxy-url": cluster["proxy-url"],
    "disable-compression": cluster["disable-compression"],
    config: config?.extension ?? null,
  };
  return JSON.stringify({
    kind: "ExecCredential",
    apiVersion: user.exec?.apiVersion,
    spec: { ...(user.exec?.provideClusterInfo ? { cluster: told } : {}), interactive },
  });
}

/** Reads what a plugin printed. @throws SourceError in kubectl's words */
export function readExecCredential(printed: string, apiVersion: string): IssuedCredentials {
  const { status, ...type } = parse(printed);
  if (type.apiVersion !== apiVersion) {
    throw pluginFailure(
      `exec plugin is configured to use API version ${apiVersion}, plugin returned version ${type.apiVersion ?? "none"}`,
    );
  }
  if (!status) throw pluginFailure("exec plugin didn't return a status field");
  const { token, clientCertificateData: cert, clientKeyData: key } = status;
  if (!token && !cert && !key) {
    throw pluginFailure("exec plugin didn't return a token or cert/key pair");
  }
  if (!cert !== !key) {
    throw pluginFailure("exec plugin returned only certificate or key, not both");
  }
  return {
    credentials: {
      authorization: token ? `Bearer ${token}` : null,
      certificate: cert && key ? { cert, key } : null,
    },
    expires: status.expirationTimestamp ? Date.parse(status.expirationTimestamp) : Infinity,
  };
}

interface ExecCredential {
  apiVersion?: string;
  status?: {
    token?: string;
    clientCertificateData?: string;
    clientKeyData?: string;
    expirationTimestamp?: string;
  };
}

function parse(printed: string): ExecCredential {
  try {
    return Object(JSON.parse(printed)) as ExecCredential;
  } catch (cause) {
    throw pluginFailure(`decoding stdout: ${(cause as Error).message}`, cause);
  }
}
