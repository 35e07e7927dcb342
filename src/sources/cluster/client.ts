import type { Connection } from "./connection.ts";
import type { ClientCertificate, Credentials } from "./credentials/credentials.ts";
import type { PluginSurroundings } from "./credentials/exec-credentials.ts";
import { openCredentials } from "./credentials/open-credentials.ts";
import { attempt } from "./http/attempt.ts";
import { isLoopback } from "./http/host.ts";
import { openWire } from "./http/open-wire.ts";
import { findProxy } from "./http/proxy.ts";
import { sendWithRetries } from "./http/retry.ts";
import { readWarnings } from "./http/warning-header.ts";
import type { Reply, ReplyHeaders, Sent, Wire } from "./http/wire.ts";
import { impersonationHeaders } from "./impersonation.ts";
import { readAuthority } from "./pem-files.ts";
import { parseServerUrl } from "./server-url.ts";

/** What a client needs to know beside the connection. */
export interface ClientOptions extends PluginSurroundings {
  userAgent: string;
  /** Milliseconds for one request; 0: no limit. */
  timeout: number;
  /** Told each warning of the server once. */
  warn: (text: string) => void;
}

/** Reads from one API server. */
export interface Client {
  /**
   * Asks for a path of the API, `/api/v1/pods`. Resolves when the answer begins; rejects with a
   * SourceError for everything but an answer in JSON or protobuf. The body must be read or given up
   * (`break` does), and raises a SourceError if the connection breaks.
   */
  get(path: string, request: GetRequest): Promise<Answer>;
  /** Closes all connections, also those that are in use. */
  close(): void;
}

/** Asks a server in addition what it would say of objects. Nothing else is ever sent to one. */
export interface TrialClient extends Client {
  /**
   * Has the server try to create an object below a path of the API, strictly and without keeping
   * it. Resolves when it would, rejects with a SourceError when it would not.
   */
  tryOut(path: string, request: TrialRequest): Promise<Answer>;
}

interface Heard {
  signal?: AbortSignal;
  /** Told where the request really went and what was answered, before anything else is made of it. */
  onReply?: (reply: Pick<Reply, "address" | "status" | "statusText">) => void;
}

export interface TrialRequest extends Heard {
  /** JSON. */
  object: string;
}

export interface GetRequest extends Heard {
  query?: Readonly<Record<string, string>>;
  /** Media types, as in the Accept header. */
  accept: string;
  /** The answer may be of the whole cluster. */
  isLarge?: boolean;
}

export interface Answer {
  headers: ReplyHeaders;
  /** The media type without parameters. */
  contentType: string;
  body: AsyncIterable<Uint8Array>;
}

/**
 * A client for the connection; it talks to nobody before the first `get`.
 *
 * It is our own, because lists have to be streamed, and because credentials, retries and errors are to be
 * those of kubectl.
 *
 * @throws SourceError if the connection's files cannot be read
 */
export async function openClient(
  connection: Connection,
  options: ClientOptions,
): Promise<TrialClient> {
  const { cluster, user } = connection;
  const server = parseServerUrl(cluster.server);
  const route = { server, proxy: await findProxy(server, cluster["proxy-url"], options.env) };
  const authority = server.protocol === "https:" ? await readAuthority(connection) : null;
  const source = await openCredentials(connection, server, authority, options);
  const wires = new Map<ClientCertificate | null, Promise<Wire>>();
  const closing = new AbortController();
  const warned = new Set<string>();
  const fixedHeaders = {
    "User-Agent": options.userAgent,
    // On one machine zipping costs more time than it saves.
    "Accept-Encoding": cluster["disable-compression"] || isLoopback(server) ? "identity" : "gzip",
    ...impersonationHeaders(user),
  };

  /** A new certificate needs new connections; those with the old one finish what they do. */
  function wireFor(certificate: ClientCertificate | null): Promise<Wire> {
    const wire = wires.get(certificate) ?? openWire({ cluster, route, authority, certificate });
    wires.set(certificate, wire);
    return wire;
  }

  async function ask(url: URL, request: Question, credentials: Credentials): Promise<Reply> {
    const wire = await wireFor(credentials.certificate);
    const { accept, sent, signal, isLarge = false } = request;
    const headers = {
      ...fixedHeaders,
      Accept: accept,
      ...(sent && { "Content-Type": "application/json" }),
      ...(credentials.authorization === null ? {} : { Authorization: credentials.authorization }),
    };
    const limits = { timeout: options.timeout, signal };
    const exchange = { url, headers, isLarge, ...(sent && { sent }) };
    const ends = [closing.signal, ...(signal ? [signal] : [])];
    return sendWithRetries(() => attempt(wire, exchange, route, limits), AbortSignal.any(ends));
  }

  /** Credentials that are refused may have run out: if there are others, they are tried once. */
  async function askAsUser(url: URL, request: Question): Promise<Reply> {
    const credentials = await source.current();
    const reply = await ask(url, request, credentials);
    if (reply.status !== 401) return reply;
    const others = await source.renew(credentials);
    if (others === null) return reply;
    reply.discard();
    return ask(url, request, others);
  }

  async function answer(path: string, request: Question): Promise<Answer> {
    const url = new URL(server.href.replace(/\/$/, "") + path);
    url.search = new URLSearchParams(request.query).toString();
    const reply = await askAsUser(url, request);
    request.onReply?.(reply);
    for (const text of readWarnings(reply.headers.warning)) {
      if (!warned.has(text)) options.warn(text);
      warned.add(text);
    }
    return accept(reply, server);
  }

  return {
    get: answer,
    tryOut: (path, { object, ...heard }) =>
      answer(path, {
        ...heard,
        accept: "application/json",
        query: { fieldValidation: "Strict" },
        sent: { kind: "trial", object },
      }),
    close() {
      closing.abort();
      const close = (wire: Wire) => wire.close();
      for (const wire of wires.values()) wire.then(close, () => {});
    },
  };
}

interface Question extends GetRequest {
  sent?: Extract<Sent, { kind: "trial" }>;
}

/** The answer if it is one of an API server to what was asked; else throws what it is instead. */
async function accept(reply: Reply, server: URL): Promise<Answer> {
  const { status, headers, contentType, body } = reply;
  const isApi = /^application\/(?:json|vnd\.kubernetes\.protobuf)$/.test(contentType);
  if ((status === 200 || status === 201) && isApi) return { headers, contentType, body };
  const { describeRefusal, describeStranger } = await import("./failure/refusal.ts");
  if (status >= 400) {
    throw describeRefusal({ code: status, contentType, body: await readBeginning(body) });
  }
  reply.discard();
  throw describeStranger(
    server,
    headers.location === undefined
      ? `status ${status} and ${contentType || "no content type"}`
      : `a redirect to ${headers.location}`,
  );
}

/** As much of an error's body as a message can need. */
async function readBeginning(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > 65_536) break;
  }
  return Buffer.concat(chunks);
}
