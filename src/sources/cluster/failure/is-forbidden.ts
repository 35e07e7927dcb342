import { SourceError } from "../../source-error.ts";

/** The user may not do that. */
export function isForbidden(error: unknown): boolean {
  return error instanceof SourceError && error.reason === "Forbidden";
}
