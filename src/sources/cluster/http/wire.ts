import type { ReachableCluster } from "../connection.ts";
import type { ClientCertificate } from "../credentials/credentials.ts";
import type { Route } from "../failure/connection-failure.ts";

/** Between whom, and who vouches for them. */
export interface WireOptions {
  cluster: ReachableCluster;
  route: Route;
  /** PEM; null: whom the system trusts. */
  authority: string | null;
  certificate: ClientCertificate | null;
}

/** One request, ready to be sent. */
export interface Exchange {
  url: URL;
  headers: Readonly<Record<string, string | string[]>>;
  signal?: AbortSignal;
  /** The answer may be of the whole cluster: too large to share a connection. */
  isLarge?: boolean;
  /** Makes it a POST. */
  sent?: Sent;
}

/**
 * What is sent along: the fields of a form to an issuer of tokens, or the JSON of a Kubernetes object
 * that a server is to try out. That is never sent but as a dry run: the address is made one here,
 * whatever it was.
 */
export type Sent = { kind: "form"; fields: URLSearchParams } | { kind: "trial"; object: string };

/** An answer whose body is still on its way. */
export interface Reply {
  /** Where the request went. */
  address: URL;
  status: number;
  /** The words beside it, `OK`; "" if there are none, as in HTTP/2. */
  statusText: string;
  headers: ReplyHeaders;
  /** The media type without parameters, lower case; "" if there is none. */
  contentType: string;
  /** Unzipped. Raises the network's error if the connection breaks. */
  body: AsyncIterable<Uint8Array>;
  /** Gives up a body that nobody has begun to read. */
  discard(): void;
}

/** Those that somebody reads. One that came several times has its values divided by commas. */
export interface ReplyHeaders {
  readonly warning?: string | undefined;
  readonly location?: string | undefined;
  readonly "retry-after"?: string | undefined;
}

/** The way to a server, with the same client certificate shown by all of its connections. */
export interface Wire {
  /**
   * Sends a request; resolves as soon as the head of the answer is there, whatever it says. Rejects with
   * the network's error, or with a SourceError where the kubeconfig is the reason.
   */
  exchange(request: Exchange): Promise<Reply>;
  /** Ends what is under way, and what the wire alone keeps open. */
  close(): void;
}
