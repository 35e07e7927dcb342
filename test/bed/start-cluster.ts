import { constants } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequests, type SendRequest } from "./api-requests.ts";
import type { KeyedCertificate } from "./certificate-authority.ts";
import { createCredentials } from "./cluster-credentials.ts";
import { type Component, startComponent } from "./component.ts";
import {
  apiServerFlags,
  controllerManagerFlags,
  etcdFlags,
  schedulerFlags,
} from "./component-flags.ts";
import { freePorts } from "./free-ports.ts";
import type { Binaries, BinaryName } from "./pinned-versions.ts";
import { startReaper } from "./reaper.ts";
import { waitFor } from "./wait-for.ts";

/** A control plane that runs: no machines, no network, everything else real. */
export interface Cluster {
  /** `https://127.0.0.1:PORT`. */
  readonly server: string;
  /** `http://127.0.0.1:PORT` of etcd, for loads that are too large to go through the server. */
  readonly etcd: string;
  /** Path of an administrator's kubeconfig, self-contained, its one context named `test-bed`. */
  readonly kubeconfig: string;
  /** Path of a kubectl of the server's version. */
  readonly kubectl: string;
  /** The administrator's certificate and key, PEM, which the kubeconfig holds too. */
  readonly administrator: KeyedCertificate;
  /** Path of the certificate authority's certificate, PEM. */
  readonly caFile: string;
  /** A folder that goes with the cluster: the logs (`NAME.log`) lie in it, tests may use it too. */
  readonly folder: string;
  /** The process id of a component; undefined: it does not run here. */
  pidOf(component: BinaryName): number | undefined;
  /** Aborts when the cluster ends; what plays along with it stops then. */
  readonly signal: AbortSignal;
  /** See `SendRequest`. Rejects once a component has died, with the end of that one's log. */
  readonly request: SendRequest;
  /**
   * Writes a kubeconfig for a user of that name in those groups, who may do what RBAC grants, and
   * returns its path. With a `notAfter` in the past the certificate has expired.
   */
  userKubeconfig(
    name: string,
    groups?: readonly string[],
    options?: { notAfter?: Date },
  ): Promise<string>;
  /** Ends every process and removes every file. May be called twice. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Only etcd and the API server: for load that controllers would only get in the way of. */
  apiServerOnly?: boolean;
  /** Further flags of kube-apiserver. */
  apiServerFlags?: readonly string[];
  /** A folder with the data of an etcd, to start with a copy of it. */
  etcdData?: string;
  /** Further flags of etcd. */
  etcdFlags?: readonly string[];
  /** Environment variables of all components. */
  variables?: Readonly<Record<string, string>>;
  /** Milliseconds until it must serve; a minute unless given. */
  startTimeout?: number;
}

/** Several clusters may start at once and pick the same port, so a start is tried again. */
const attempts = 5;

/**
 * Starts etcd, kube-apiserver, kube-controller-manager and kube-scheduler on free loopback ports
 * and resolves when they serve: `/readyz` answers and the first service account exists. A few
 * seconds. What it starts ends with `stop()`, and with this process however that ends. If it does
 * not come up, or a part of it dies later, the error holds the end of that part's log.
 */
export async function startCluster(
  binaries: Binaries,
  options: ClusterOptions = {},
): Promise<Cluster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(binaries, options);
    } catch (error) {
      const taken = /address already in use/.test((error as Error).message);
      if (!taken || attempt === attempts) throw error;
    }
  }
}

async function startOnce(binaries: Binaries, options: ClusterOptions): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "kubectl-shared-bed-"));
  const reaper = startReaper(folder);
  const stopping = new AbortController();
  const [etcdPort = 0, serverPort = 0] = await freePorts(2);
  const addresses = { folder, etcdPort, serverPort };
  const server = `https://127.0.0.1:${serverPort}`;
  const { authority, administrator, files, writeKubeconfig } = await createCredentials(
    folder,
    server,
  );
  const { request, close } = createRequests({ server, authority, credentials: administrator });

  let death: Error | undefined;
  const components: Component[] = [];
  const start = (name: keyof Binaries, args: readonly string[]) => {
    const { variables = {} } = options;
    const binary = binaries[name];
    const component = startComponent({ name, binary, args, folder, reaper, variables });
    components.push(component);
    component.ended.then((error) => {
      if (!stopping.signal.aborted) death ??= error;
    });
  };
  const ready = (what: string, path: string) =>
    waitFor(what, () => request("GET", path), {
      timeout: options.startTimeout ?? 60_000,
      interval: 50,
      giveUp: () => death,
    });
  /** With much in it etcd takes longer to start than the API server has patience. */
  const etcdReady = () =>
    waitFor("etcd", async () => (await fetch(`http://127.0.0.1:${etcdPort}/readyz`)).ok, {
      timeout: options.startTimeout ?? 60_000,
      giveUp: () => death,
    });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopping.abort();
    close();
    stopped ??= (async () => {
      await reaper.reap();
      await Promise.all(components.map((component) => component.waitForEnd()));
    })();
    return stopped;
  };

  try {
    if (options.etcdData !== undefined) {
      const mode = constants.COPYFILE_FICLONE;
      await cp(options.etcdData, join(folder, "etcd"), { recursive: true, mode });
    }
    start("etcd", [...etcdFlags(addresses), ...(options.etcdFlags ?? [])]);
    if (options.etcdData !== undefined) await etcdReady();
    start("kube-apiserver", [
      ...apiServerFlags(addresses, files),
      ...(options.apiServerFlags ?? []),
    ]);
    await ready("the API server", "/readyz");
    if (!options.apiServerOnly) {
      // Only now: before, their roles do not exist yet, and they back off for seconds.
      start("kube-controller-manager", controllerManagerFlags(files));
      start("kube-scheduler", schedulerFlags(files));
      const account = "/api/v1/namespaces/default/serviceaccounts/default";
      await ready("the first service account", account);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    server,
    etcd: `http://127.0.0.1:${etcdPort}`,
    kubeconfig: files.administratorKubeconfig,
    administrator,
    kubectl: binaries.kubectl,
    caFile: files.authority,
    folder,
    pidOf: (component) => components.find(({ name }) => name === component)?.pid,
    signal: stopping.signal,
    async request(...args) {
      // A scheduler that died shows nowhere else: the server would go on answering.
      if (death) throw death;
      try {
        return await request(...args);
      } catch (error) {
        throw death ?? error;
      }
    },
    userKubeconfig: (name, groups = [], { notAfter } = {}) =>
      writeKubeconfig(name, groups, notAfter),
    stop,
  };
}
