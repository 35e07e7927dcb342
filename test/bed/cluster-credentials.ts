import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createCertificateAuthority,
  createServiceAccountKeys,
  type KeyedCertificate,
} from "./certificate-authority.ts";
import { kubeconfigOf } from "./kubeconfig.ts";

/** Who may talk to a cluster, and the files that its components read. */
export interface ClusterCredentials {
  /** Certificate of the authority, PEM. */
  readonly authority: string;
  readonly administrator: KeyedCertificate;
  readonly files: {
    readonly authority: string;
    readonly servingCertificate: string;
    readonly servingKey: string;
    readonly serviceAccountKey: string;
    readonly serviceAccountPublicKey: string;
    readonly administratorKubeconfig: string;
    readonly controllerManagerKubeconfig: string;
    readonly schedulerKubeconfig: string;
  };
  /** Writes a kubeconfig for a new certificate of a user and returns its path. */
  writeKubeconfig(user: string, groups: readonly string[], notAfter?: Date): Promise<string>;
}

/** Makes an authority for the API server at that address, and everything signed by it. */
export async function createCredentials(
  folder: string,
  server: string,
): Promise<ClusterCredentials> {
  const authority = createCertificateAuthority("test-bed");
  const serving = authority.issue({
    commonName: "kube-apiserver",
    hosts: ["127.0.0.1", "::1", "localhost"],
  });
  const serviceAccounts = createServiceAccountKeys();
  let users = 0;

  const write = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  const writeFor = (file: string, user: string, credentials: KeyedCertificate) => {
    const content = kubeconfigOf({ server, authority: authority.certificate, user, credentials });
    return write(`${file}.kubeconfig`, content);
  };
  const component = (name: string) =>
    writeFor(name, `system:${name}`, authority.issue({ commonName: `system:${name}` }));
  const administrator = authority.issue({
    commonName: "test-bed-admin",
    organizations: ["system:masters"],
  });
  return {
    authority: authority.certificate,
    administrator,
    files: {
      authority: await write("ca.crt", authority.certificate),
      servingCertificate: await write("serving.crt", serving.certificate),
      servingKey: await write("serving.key", serving.key),
      serviceAccountKey: await write("service-accounts.key", serviceAccounts.privateKey),
      serviceAccountPublicKey: await write("service-accounts.pub", serviceAccounts.publicKey),
      administratorKubeconfig: await writeFor("admin", "test-bed-admin", administrator),
      controllerManagerKubeconfig: await component("kube-controller-manager"),
      schedulerKubeconfig: await component("kube-scheduler"),
    },
    writeKubeconfig(user, groups, notAfter) {
      users += 1;
      const identity = { commonName: user, organizations: groups };
      const credentials = authority.issue({ ...identity, ...(notAfter && { notAfter }) });
      return writeFor(`user-${users}`, user, credentials);
    },
  };
}
