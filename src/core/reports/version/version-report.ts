/**
 * What `version` says. The same rules hold as for the MountReport: it only grows within an
 * apiVersion.
 *
 * `schemas/version-report.json` is generated from these types.
 */
export interface VersionReport {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "VersionReport";
  /** This program, in the words of `kubectl version`. */
  clientVersion: ClientVersion;
  /** What runs it. */
  runtimeVersion: RuntimeVersion;
  /** null: not asked for, or it did not answer. */
  serverVersion: ServerVersion | null;
}

export interface ClientVersion {
  /** `v1.2.3` */
  gitVersion: string;
  /** System and processor as Go names them, `linux/amd64`. */
  platform: string;
}

export interface RuntimeVersion {
  name: "Node.js" | "Bun";
  /** `v26.10.0` */
  version: string;
}

export interface ServerVersion {
  /** The server's own word for it, `v1.36.3`. */
  gitVersion: string;
}

/** What is known without a server. */
export type OwnVersion = Pick<VersionReport, "clientVersion" | "runtimeVersion">;

/** @param server its `gitVersion`; null: not known */
export function reportVersion(own: OwnVersion, server: string | null): VersionReport {
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "VersionReport",
    clientVersion: own.clientVersion,
    runtimeVersion: own.runtimeVersion,
    serverVersion: server === null ? null : { gitVersion: server },
  };
}
