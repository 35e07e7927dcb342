import type { NetworkError } from "../failure/network-error.ts";
import { mediaTypeOf } from "./media-type.ts";
import { sendingOf } from "./sending.ts";
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
  verbose?: false;
  protocol?: "http2" | "http1.1";
}

/**
 * Whether Bun's client does the same as Node's: not through a proxy, and where the kubeconfig says whom to
 * trust, or to trust anybody. (Else it is whom the system trusts, which is Node's to find out.)
 */
export function canFetch({ cluster, route, authority }: WireOptions): boolean {
  const isDecided = authority !== null || cluster["insecure-skip-tls-verify"] === true;
  return route.proxy === null && (route.server.protocol === "http:" || isDecided);
}

/**
 * Bun's own client. Requests share a connection, as kubectl's do: handshakes take longer than answers. What
 * it cannot send, Node's sends; and once it gets no answer, Node's sends everything, and finds out what is
 * wrong, if anything is. So what changes nothing may be sent twice.
 */
export function openFetchWire(options: WireOptions, openNodeWire: () => Promise<Wire>): Wire {
  const closing = new AbortController();
  const fixed: BunRequest = {
    proxy: false,
    redirect: "manual",
    // Its own time limit is none of ours.
    timeout: false,
    // A variable of the environment would have it print what is sent, tokens and all.
    verbose: false,
    ...tlsOf(options),
  };
  let node: Promise<Wire> | undefined;
  let hasFailed = false;

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

  async function askNode(request: Exchange): Promise<Reply> {
    node ??= openNodeWire();
    return (await node).exchange(request);
  }

  return {
    async exchange(request) {
      if (hasFailed || !canSend(request)) return askNode(request);
      try {
        return await ask(request);
      } catch (error) {
        if (request.signal?.aborted || closing.signal.aborted) throw error;
        hasFailed = true;
        return askNode(request);
      }
    },
    close() {
      closing.abort();
      node?.then(
        (wire) => wire.close(),
        () => {},
      );
    },
  };
}

/** A form trades a token that may be used once only; of headers that are not plain `fetch` makes others. */
function canSend({ headers, sent }: Exchange): boolean {
  return sent?.kind !== "form" && Object.values(headers).every(isPlain);
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

/** A header that comes once, in ASCII. */
function isPlain(value: string | string[]): boolean {
  return typeof value === "string" && /^[\x20-\x7e]*$/.test(value);
}

function readReply(response: Response, address: URL): Reply {
  const { headers, status, statusText } = response;
  return {
    address,
    status,
    statusText,
    headers: pickHeaders(headers),
    contentType: mediaTypeOf(headers.get("content-type")),
    body: readBody(response),
    discard: () => void response.body?.cancel().catch(() => {}),
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

/** Bytes that are waited for in one piece: to make a stream of them takes longer. */
const SHORT = 16_384;

/** The server says how many bytes there are, and few they are; what is zipped may be more. */
function isShort(headers: Headers): boolean {
  const length = headers.get("content-length") ?? "";
  return /^\d+$/.test(length) && Number(length) <= SHORT && !headers.has("content-encoding");
}

async function* readBody(response: Response): AsyncGenerator<Uint8Array> {
  try {
    if (isShort(response.headers)) yield await response.bytes();
    else if (response.body !== null) yield* response.body;
  } catch (error) {
    throw nameAsNodeDoes(error as NetworkError);
  }
}

/** What Bun calls a body that ends before its end. */
const BROKEN_OFF: readonly (string | undefined)[] = [
  "ECONNRESET",
  "HTTP2StreamReset",
  "HTTP2ContentLengthMismatch",
];

/** Of an answer that breaks off Node says that it was aborted. Bun's own words are for who wrote the call. */
function nameAsNodeDoes({ code, message }: NetworkError): NetworkError {
  if (BROKEN_OFF.includes(code)) return Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  return new Error(code === "ZlibError" ? "gzip: invalid data" : (code ?? message));
}
