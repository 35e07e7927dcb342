import { SourceError } from "../source-error.ts";
import type { TrialClient } from "./client.ts";
import { readWarnings } from "./http/warning-header.ts";
import { type ObjectPlace, pathOf } from "./object-place.ts";
import { readAll } from "./read-all.ts";

/** What a server says of objects that are still to be made. Nothing is ever made by it. */
export interface PlannedObjects {
  /** The server's own version, `v1.36.3`. @throws SourceError */
  readVersion(): Promise<string>;
  /** Whether there is one of that name; null: the user may not know. @throws SourceError */
  isTaken(place: ObjectPlace, name: string): Promise<boolean | null>;
  /**
   * Has the server check the object as if it made it.
   *
   * @throws SourceError where it did not answer, or is not known to do dry runs: nothing was sent then
   */
  tryOut(place: ObjectPlace, object: object): Promise<Verdict>;
}

/** What a server said of an object, in its own words. `none`: it could not tell. */
export type Verdict = (
  | { kind: "accepted" }
  | { kind: "refused"; reason: string; message: string }
  | { kind: "none"; message: string }
) & {
  /** What it warned of. */
  warnings: readonly string[];
};

const JSON_TYPE = "application/json";

/** Asks the client's server. */
export function askOfPlanned(client: TrialClient, signal: AbortSignal): PlannedObjects {
  let version: Promise<string> | null = null;

  async function askVersion(): Promise<string> {
    const answer = await client.get("/version", { accept: JSON_TYPE, signal });
    const { gitVersion } = readObject(await readAll(answer));
    if (typeof gitVersion === "string") return gitVersion;
    throw new SourceError("InvalidAnswer", "the server does not say its version");
  }

  function readVersion(): Promise<string> {
    version ??= askVersion();
    return version;
  }

  return {
    readVersion,
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
      requireDryRuns(await readVersion());
      const sent = { object: JSON.stringify(object), signal };
      try {
        const answer = await client.tryOut(pathOf(place), sent);
        await readAll(answer);
        return { kind: "accepted", warnings: readWarnings(answer.headers.warning) };
      } catch (error) {
        if (!(error instanceof SourceError) || !VERDICTS.has(error.reason)) throw error;
        const { reason, said: message } = error;
        return NO_DRY_RUN.test(message)
          ? { kind: "none", message, warnings: [] }
          : { kind: "refused", reason, message, warnings: [] };
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

/**
 * A webhook that does something beside its answer was not asked, which says nothing of the object.
 *
 * @see https://github.com/kubernetes/apiserver/blob/v0.36.3/pkg/admission/plugin/webhook/errors/statuserror.go NewDryRunUnsupportedErr
 */
const NO_DRY_RUN = /^admission webhook ".*" does not support dry run$/;

/**
 * A server that does not know `dryRun` would pass it over, and make the object.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
function requireDryRuns(version: string): void {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1];
  if (minor !== undefined && Number(minor) >= 18) return;
  throw new SourceError(
    "Input",
    `the server is ${version}, and dry runs are known to keep nothing from 1.18 on: nothing was sent`,
  );
}

function readObject(bytes: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw new SourceError("InvalidAnswer", "the server's answer is no JSON", { cause: error });
  }
}
