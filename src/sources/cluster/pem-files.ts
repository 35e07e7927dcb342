import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { SourceError } from "../source-error.ts";
import type { Connection } from "./connection.ts";
import type { ClientCertificate } from "./credentials/credentials.ts";
import { describeFileError } from "./kubeconfig/file-error.ts";

/** The certificates of the authority that the connection trusts, PEM; null: it names none. */
export async function readAuthority(connection: Connection): Promise<string | null> {
  const { cluster, clusterName } = connection;
  const data = cluster["certificate-authority-data"];
  const file = cluster["certificate-authority"];
  const pem = await readPem(data, file, "certificate-authority", clusterName);
  if (pem === null) return null;
  try {
    new X509Certificate(pem);
  } catch (cause) {
    // Node would go on and trust nobody.
    throw new SourceError(
      "Config",
      "unable to load root certificates: unable to parse bytes as PEM block",
      { cause },
    );
  }
  return pem;
}

/** The client certificate that the connection names; null: none. */
export async function readClientCertificate(
  connection: Connection,
): Promise<ClientCertificate | null> {
  const { user, userName } = connection;
  const [cert, key] = await Promise.all([
    readPem(user["client-certificate-data"], user["client-certificate"], "client-cert", userName),
    readPem(user["client-key-data"], user["client-key"], "client-key", userName),
  ]);
  if (cert === null || key === null) return null;
  checkPair(cert, key);
  return { cert, key };
}

/** @throws SourceError in Go's words unless it is a certificate and the key to it */
export function checkPair(cert: string, key: string): void {
  const certificate = parse("certificate", () => new X509Certificate(cert));
  const privateKey = parse("key", () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new SourceError("Config", "tls: private key does not match public key");
  }
}

function parse<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const message = `tls: failed to find any PEM data in ${what} input`;
    throw new SourceError("Config", message, { cause });
  }
}

async function readPem(
  data: string | undefined,
  file: string | undefined,
  what: string,
  owner: string,
): Promise<string | null> {
  if (data !== undefined) return Buffer.from(data, "base64").toString();
  if (file === undefined) return null;
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new SourceError(
      "Config",
      `unable to read ${what} ${file} for ${owner} due to ${describeFileError(cause, file)}`,
      { cause },
    );
  }
}
