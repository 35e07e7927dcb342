import { SourceError } from "../source-error.ts";
import type { Answer, TrialClient } from "./client.ts";

/** Where objects of a kind are in the API. */
export interface ObjectPlace {
  /** "" for the core group. */
  group: string;
  version: string;
  /** Plural, `deployments`. */
  resource: string;
  /** null: they lie in none. */
  namespace: string | null;
}

/** What a server says of objects that are still to be made. Nothing is ever made by it. */
export interface PlannedObjects {
  /** The server's own version, `v1.36.3`. @throws SourceError */
  readVersion(): Promise<string>;
  /** Whether there is one of that name; null: the user may not know. @throws SourceError */
  isTaken(place: ObjectPlace, name: string): Promise<boolean | null>;
  /**
   * Has the server check the object as if it made it.
   *
   * @returns null: it would; else why it would not
   * @throws SourceError where it gave no verdict
   */
  tryOut(place: ObjectPlace, object: object): Promise<Refused | null>;
}

/** The server's own words. */
export interface Refused {
  reason: string;
  message: string;
}

const JSON_TYPE = "application/json";

/** Asks the client's server. */
export function askOfPlanned(client: TrialClient, signal: AbortSignal): PlannedObjects {
  return {
    async readVersion() {
      const answer = await client.get("/version", { accept: JSON_TYPE, signal });
      const { gitVersion } = readObject(await readAll(answer));
      if (typeof gitVersion === "string") return gitVersion;
      throw new SourceError("InvalidAnswer", "the server does not say its version");
    },
    async isTaken(place, name) {
      try {
        const path = `${pathOf(place)}/${encodeURIComponent(name)}`;
        await readAll(await client.get(path, { accept: JSON_TYPE, signal }));
        return true;
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        if (error.reason === "NotFound") return false;
        if (error.reason === "Forbidden") return null;
        throw error;
      }
    },
    async tryOut(place, object) {
      try {
        await readAll(await client.tryOut(pathOf(place), JSON.stringify(object), signal));
        return null;
      } catch (error) {
        if (!(error instanceof SourceError) || !VERDICTS.has(error.reason)) throw error;
        const message = error.message.replace(/^Error from server( \([^)]*\))?: /, "");
        return { reason: error.reason, message };
      }
    },
  };
}

/**
 * What is said of the object and not of the connection or the server's health.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/apis/meta/v1/types.go StatusReason
 */
const VERDICTS: ReadonlySet<string> = new Set([
  "Invalid",
  "BadRequest",
  "Forbidden",
  "NotFound",
  "AlreadyExists",
  "Conflict",
  "MethodNotAllowed",
  "RequestEntityTooLarge",
]);

function pathOf({ group, version, resource, namespace }: ObjectPlace): string {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${resource}`;
}

/** Also of an answer that tells nothing: a body that is not read keeps the connection. */
async function readAll({ body }: Answer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function readObject(bytes: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw new SourceError("InvalidAnswer", "the server's answer is no JSON", { cause: error });
  }
}
