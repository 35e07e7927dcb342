import type { Answer, Client, GetRequest } from "../../../../src/sources/cluster/client.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";

export interface FakeObject {
  metadata: { name: string; namespace?: string };
  spec?: { nodeName?: string; [field: string]: unknown };
  [field: string]: unknown;
}

export interface FakeApi {
  client: Client;
  /** What was asked, in order: `pods?limit=100`, `namespaces/shop/pods`. */
  requests: string[];
}

/** What servers may do or not. */
export interface FakeWays {
  /** Whether a page says how many objects come behind it. */
  countsRest?: boolean;
}

/**
 * A server with these objects, by plural name, that answers in JSON as the API does: by namespace,
 * by name, a page at a time, pods by node. `refuse` fails a request by what it begins with.
 */
export function serve(
  objects: Readonly<Record<string, readonly FakeObject[]>>,
  refuse: Readonly<Record<string, string>> = {},
  { countsRest = true }: FakeWays = {},
): FakeApi {
  const requests: string[] = [];

  async function get(path: string, { query = {} }: GetRequest): Promise<Answer> {
    const asked = path.replace(/^\/(?:api\/v1|apis\/[^/]+\/v1)\//, "");
    requests.push([asked, new URLSearchParams(query)].filter((it) => String(it)).join("?"));
    const refused = Object.keys(refuse).find((beginning) => asked.startsWith(beginning));
    if (refused) throw new SourceError(refuse[refused] ?? "", `${asked} was refused`);
    return answer(find(asked, query));
  }

  function find(asked: string, query: Readonly<Record<string, string>>): unknown {
    const [, namespace, resource = "", name] =
      /^(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/(.+))?$/.exec(asked) ?? [];
    const there = (objects[resource] ?? []).filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    );
    if (name !== undefined) {
      const one = there.find(({ metadata }) => metadata.name === decodeURIComponent(name));
      if (one) return one;
      throw new SourceError("NotFound", `${resource} "${name}" not found`);
    }
    const node = /^spec\.nodeName=(.+)$/.exec(query.fieldSelector ?? "")?.[1];
    const selected = there.filter(({ spec }) => node === undefined || spec?.nodeName === node);
    const begin = Number(query.continue ?? 0);
    const end = begin + Number(query.limit ?? Number.POSITIVE_INFINITY);
    const remainingItemCount = selected.length - end;
    const rest = { continue: String(end), ...(countsRest && { remainingItemCount }) };
    return {
      metadata: remainingItemCount > 0 ? rest : {},
      items: selected.slice(begin, end),
    };
  }

  return { client: { get, close: () => {} }, requests };
}

/** What the server sends back: JSON as it is, bytes as protobuf. */
export function answer(content: unknown): Answer {
  const isProtobuf = Buffer.isBuffer(content);
  async function* body() {
    yield isProtobuf ? content : Buffer.from(JSON.stringify(content));
  }
  return {
    headers: {},
    contentType: isProtobuf ? "application/vnd.kubernetes.protobuf" : "application/json",
    body: body(),
  };
}
