import type { SourceError } from "../source-error.ts";
import { parsingError } from "./input-error.ts";

/**
 * One JSON value.
 *
 * @param line where the text begins in the file, 1-based.
 * @throws SourceError that names the file and the line.
 */
export function parseJson(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw jsonError(text, file, line, (error as SyntaxError).message);
  }
}

export function unexpectedEndError(file: string, line: number): SourceError {
  return parsingError(file, line, "unexpected end of JSON input", [
    "write the file again: it is cut off",
  ]);
}

/** V8 quotes the text around an error, which may be a Secret, and counts from where it begins. */
function jsonError(text: string, file: string, line: number, message: string): SourceError {
  const [, token] = /^Unexpected token '(.+?)',/s.exec(message) ?? [];
  if (token !== undefined) return parsingError(file, line, invalidCharacter(token));
  const [, what = message, position] = /^(.*?) in JSON at position (\d+)/s.exec(message) ?? [];
  const before = text.slice(0, Number(position ?? 0));
  const reason = what.charAt(0).toLowerCase() + what.slice(1);
  return parsingError(file, line + before.split("\n").length - 1, reason);
}

/** Go's, and so kubectl's, beginning of the sentence. */
export function invalidCharacter(character: string): string {
  const shown = character === '"' ? character : JSON.stringify(character).slice(1, -1);
  return `invalid character '${shown}'`;
}
