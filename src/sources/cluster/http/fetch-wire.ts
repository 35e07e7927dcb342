import type { NetworkError } from "../failure/network-error.ts";
import { mediaTypeOf, sendingOf } from "./sending.ts";
import type { Exchange, Reply, ReplyHeaders, Wire, WireOptions } from "./wire.ts";

/** What Bun's `fetch` takes beside the standard's. https://bun.com/reference/globals/BunFetchRequestInit */
interface BunRequest extends RequestInit {
  tls?: {
    ca?: string;
    cert?: string;
    key?: string;
    rejectUnauthorized: boolean;
    serverName?: string;
  };
  /** false: none, whatever the environment says. */
  proxy?: false;
  /** Without it, five minutes without a byte end a request. */
  timeout?: false;
  protocol?: "http2" | "http1.1";
}

/**
 * Whether Bun's client does the same as Node's: not through a proxy, and where the kubeconfig says whom to
 * trust. (Without that it is whom the system trusts, which is Node's to find out.)
 */
export function canFetch({ cluster, route, authority }: WireOptions): boolean {
  const knowsWhomToTrust = (authority !== null) !== (cluster["insecure-skip-tls-verify"] ?? false);
  return (
    process.versions.bun !== undefined &&
    route.proxy === null &&
    (route.server.protocol === "http:" || knowsWhomToTrust)
  );
}

/**
 * Bun's own client. Requests share a connection, as kubectl's do: handshakes take longer than answers. What
 * this client cannot send is sent by the other one; and once it gets no answer, everything is: the other
 * one finds out what is wrong, if anything is. So a request may be sent twice.
 */
export function openFetchWire(options: WireOptions, openOther: () => Promise<Wire>): Wire {
  const closing = new AbortController();
  // Its own time limit is none of ours.
  const fixed: BunRequest = { proxy: false, redirect: "manual", timeout: false, ...tlsOf(options) };
  let other: Promise<Wire> | undefined;
  let isGivenUp = false;

  async function ask(request: Exchange): Promise<Reply> {
    const { headers, signal, isLarge = false } = request;
    const { method, address, body } = sendingOf(request);
    const response = await fetch(address, {
      ...fixed,
      // Of a shared connection the client takes 64 MB ahead of who reads.
      ...(fixed.tls && { protocol: isLarge ? "http1.1" : "http2" }),
      method,
      headers: headers as Record<string, string>,
      body: body ?? null,
      signal: signal ? AbortSignal.any([closing.signal, signal]) : closing.signal,
    } satisfies BunRequest);
    return readReply(response, address);
  }

  async function askOther(request: Exchange): Promise<Reply> {
    other ??= openOther();
    return (await other).exchange(request);
  }

  return {
    async exchange(request) {
      if (isGivenUp || !Object.values(request.headers).every(isPlain)) return askOther(request);
      try {
        return await ask(request);
      } catch (error) {
        if (request.signal?.aborted || closing.signal.aborted) throw error;
        isGivenUp = true;
        return askOther(request);
      }
    },
    close() {
      closing.abort();
      other?.then(
        (wire) => wire.close(),
        () => {},
      );
    },
  };
}

function tlsOf({ cluster, route, authority, certificate }: WireOptions): Pick<BunRequest, "tls"> {
  if (route.server.protocol !== "https:") return {};
  const serverName = cluster["tls-server-name"];
  return {
    tls: {
      rejectUnauthorized: !cluster["insecure-skip-tls-verify"],
      ...(authority === null ? {} : { ca: authority }),
      ...certificate,
      ...(serverName === undefined ? {} : { serverName }),
    },
  };
}

/** A header that comes once, in ASCII: of others `fetch` makes something else. */
function isPlain(value: string | string[]): boolean {
  return typeof value === "string" && /^[\x20-\x7e]*$/.test(value);
}

function readReply({ headers, status, statusText, body }: Response, address: URL): Reply {
  return {
    address,
    status,
    statusText,
    headers: pickHeaders(headers),
    contentType: mediaTypeOf(headers.get("content-type")),
    body: readBody(body),
    discard: () => void body?.cancel().catch(() => {}),
  };
}

function pickHeaders(headers: Headers): ReplyHeaders {
  const get = (name: keyof ReplyHeaders) => headers.get(name) ?? undefined;
  return {
    warning: get("warning"),
    location: get("location"),
    "retry-after": get("retry-after"),
  };
}

async function* readBody(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  try {
    yield* body;
  } catch (error) {
    throw nameAsNodeDoes(error as NetworkError);
  }
}

/** Of a connection that ends in the midst of a body Node says that it was aborted. */
function nameAsNodeDoes(error: NetworkError): NetworkError {
  return error.code === "ECONNRESET" || error.code === "HTTP2StreamReset"
    ? Object.assign(new Error("aborted"), { code: "ECONNRESET" })
    : error;
}
