import { SourceError } from "../../source-error.ts";
import type { Connection } from "../connection.ts";
import type { Cluster, User } from "./kubeconfig.ts";

/**
 * Looks for contradictions in cluster and user. Whether the files that they name can be read shows
 * when they are.
 *
 * @throws SourceError in kubectl's words
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/tools/clientcmd/validation.go
 */
export function validateConnection(connection: Connection): void {
  const faults = [
    ...userFaults(connection.userName, connection.user),
    ...clusterFaults(connection.clusterName, connection.cluster),
  ];
  if (faults.length === 0) return;
  if (faults.length === 1) throw new SourceError("Config", faults.join());
  const list = faults.map((fault) => `* ${fault}`).join("\n");
  throw new SourceError("Config", `Error in configuration: \n${list}`, { standsAlone: true });
}

function clusterFaults(name: string, cluster: Cluster): string[] {
  const faults: string[] = [];
  const proxy = cluster["proxy-url"];
  if (proxy !== undefined && !/^(https?|socks5):\/\//i.test(proxy)) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(proxy)?.[1] ?? "";
    faults.push(
      `invalid 'proxy-url' "${proxy}" for cluster "${name}": unsupported scheme "${scheme}", must be http, https, or socks5`,
    );
  }
  if (cluster["certificate-authority"] && cluster["certificate-authority-data"]) {
    faults.push(
      `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
    );
  }
  return faults;
}

function userFaults(name: string, user: User): string[] {
  return [
    ...certificateFaults(name, user),
    ...execFaults(name, user),
    ...methodFaults(name, user),
    ...impersonationFaults(name, user),
  ];
}

function certificateFaults(name: string, user: User): string[] {
  const { "client-certificate": certificate, "client-certificate-data": certificateData } = user;
  const { "client-key": key, "client-key-data": keyData } = user;
  if (!certificate && !certificateData) return [];
  const faults: string[] = [];
  if (certificate && certificateData) {
    faults.push(
      `client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`,
    );
  }
  if (key && keyData) {
    faults.push(
      `client-key-data and client-key are both specified for ${name}; client-key-data will override`,
    );
  }
  if (!key && !keyData) {
    faults.push(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    );
  }
  return faults;
}

function execFaults(name: string, user: User): string[] {
  const plugin = user.exec;
  if (plugin === undefined) return [];
  const faults: string[] = [];
  const purpose = `for ${name} to use exec authentication plugin`;
  if (user["auth-provider"]) {
    faults.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`);
  }
  if (!plugin.command) faults.push(`command must be specified ${purpose}`);
  if (!plugin.apiVersion) faults.push(`apiVersion must be specified ${purpose}`);
  for (const variable of plugin.env ?? []) {
    if (!variable.name) faults.push(`env variable name must be specified ${purpose}`);
  }
  if (!plugin.interactiveMode) {
    faults.push(`interactiveMode must be specified ${purpose}`);
  } else if (!["Never", "IfAvailable", "Always"].includes(plugin.interactiveMode)) {
    faults.push(`invalid interactiveMode for ${name}: "${plugin.interactiveMode}"`);
  }
  return faults;
}

function methodFaults(name: string, user: User): string[] {
  if (!user.token || !(user.username || user.password)) return [];
  return [
    `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`,
  ];
}

function impersonationFaults(name: string, user: User): string[] {
  if (user.as || !(user["as-uid"] || user["as-groups"] || user["as-user-extra"])) return [];
  return [`requesting uid, groups or user-extra for ${name} without impersonating a user`];
}
