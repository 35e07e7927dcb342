import { SourceError } from "../source-error.ts";
import type { Connection } from "./connection.ts";
import type { ClientCertificate } from "./credentials/credentials.ts";
import { checkPem } from "./http/pem.ts";
import { describeFileError } from "./kubeconfig/file-error.ts";
import { readTextFile } from "./read-text-file.ts";

/** The certificates of the authority that the connection trusts, PEM; null: it names none. */
export async function readAuthority(connection: Connection): Promise<string | null> {
  const { cluster, clusterName } = connection;
  const data = cluster["certificate-authority-data"];
  const file = cluster["certificate-authority"];
  // An empty one names nobody, as with Go.
  return (await readPem(data, file, "certificate-authority", clusterName)) || null;
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
  // Neither client would mind: it would show none.
  if (cert === "" || key === "") checkPem({ authority: null, certificate: { cert, key } });
  return { cert, key };
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
    return await readTextFile(file);
  } catch (cause) {
    throw new SourceError(
      "Config",
      `unable to read ${what} ${file} for ${owner} due to ${describeFileError(cause, file)}`,
      { cause },
    );
  }
}
