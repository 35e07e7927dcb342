import type { ReadProgress, Source } from "../source.ts";
import { openClient } from "./client.ts";
import { createClusterSource } from "./cluster-source.ts";
import type { Connection } from "./connection.ts";
import type { PluginSurroundings } from "./credentials/exec-credentials.ts";
import { findConnection } from "./find-connection.ts";
import { parseRequestTimeout } from "./http/request-timeout.ts";
import type { ConnectionFlags } from "./kubeconfig/flags.ts";
import { logRequests } from "./logged-client.ts";
import { askOfPlanned, type PlannedObjects } from "./planned-objects.ts";
import { formatUserAgent } from "./user-agent.ts";

export interface ConnectOptions extends PluginSurroundings {
  /** Of this program. */
  version: string;
  /** As typed. */
  requestTimeout: string;
  signal: AbortSignal;
  progress: ReadProgress;
  /** RFC 3339. */
  now: () => string;
  /** Told each request when it is answered. */
  log: (line: string) => void;
}

export interface ConnectedCluster {
  source: Source;
  planned: PlannedObjects;
  connection: Connection;
  close(): void;
}

/**
 * The cluster that kubectl would talk to with these flags in this environment.
 *
 * @throws SourceError for a kubeconfig that is wrong; nothing is sent before the first read
 */
export async function connectToCluster(
  flags: ConnectionFlags,
  options: ConnectOptions,
): Promise<ConnectedCluster> {
  const { env, version, signal, progress, now, log } = options;
  const timeout = parseRequestTimeout(options.requestTimeout);
  const connection = await findConnection(flags, env);
  const client = await openClient(connection, {
    env,
    kuberc: options.kuberc,
    stdinIsTerminal: options.stdinIsTerminal,
    lendTerminal: options.lendTerminal,
    userAgent: formatUserAgent(version),
    timeout,
    warn: (text) => progress.onWarning(text),
  });
  const { context, cluster } = connection;
  const logged = logRequests(client, cluster.server, log);
  const source = createClusterSource(logged, {
    context,
    server: cluster.server,
    now,
    signal,
    progress,
  });
  const planned = askOfPlanned(logged, signal);
  return { source, planned, connection, close: () => client.close() };
}
