import { SourceError } from "../source-error.ts";
import type { Client } from "./client.ts";
import { type ObjectPlace, pathOf } from "./object-place.ts";
import { readAll } from "./read-all.ts";

/** The table that kubectl draws: of each object little more than its name goes over the wire. */
const ACCEPT = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

/** As many as kubectl asks for. */
const PAGE = "500";

/**
 * The names of all objects there, page by page, so that who gives up has not asked the server for
 * everything.
 *
 * @throws SourceError
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/printers/internalversion/printers.go
 */
export async function listNames(
  client: Client,
  place: ObjectPlace,
  signal: AbortSignal,
): Promise<string[]> {
  const names: string[] = [];
  let more = "";
  do {
    const query = { limit: PAGE, includeObject: "None", ...(more !== "" && { continue: more }) };
    const answer = await client.get(pathOf(place), { accept: ACCEPT, query, signal });
    const page = readPage(await readAll(answer));
    names.push(...page.names);
    more = page.continue;
  } while (more !== "");
  return names;
}

interface Page {
  names: string[];
  /** "" on the last one. */
  continue: string;
}

/** Of a table, or of a list by a server that makes no tables. */
interface Answered {
  metadata?: { continue?: string };
  columnDefinitions?: { format?: string }[];
  rows?: { cells?: unknown[] }[];
  items?: { metadata?: { name?: string } }[];
}

function readPage(bytes: Buffer): Page {
  const { metadata, columnDefinitions = [], rows, items = [] } = parse(bytes);
  const column = columnDefinitions.findIndex(({ format }) => format === "name");
  const names = rows
    ? // A table says more of some than their names: `standard (default)`.
      rows.map(({ cells }) => String(cells?.[column] ?? "").replace(/ .*/s, ""))
    : items.map((item) => item.metadata?.name ?? "");
  return {
    names: names.filter((name) => name !== ""),
    continue: metadata?.continue ?? "",
  };
}

function parse(bytes: Buffer): Answered {
  try {
    return Object(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw new SourceError("InvalidAnswer", "the server's answer is no JSON", { cause: error });
  }
}
