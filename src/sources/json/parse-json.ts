import { lowerFirst } from "../../core/model/text.ts";
import { TextError, UnexpectedEndError } from "./text-error.ts";

/**
 * One JSON value.
 *
 * @param line where the text begins, 1-based.
 * @throws TextError
 */
export function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw jsonError(text, line, (error as SyntaxError).message);
  }
}

/** V8 quotes the text around an error, which may be a Secret, and counts from where it begins. */
function jsonError(text: string, line: number, message: string): TextError {
  const [, token] = /^Unexpected token '(.+?)',/s.exec(message) ?? [];
  if (token !== undefined) return new TextError(line, invalidCharacter(token));
  if (message === "Unexpected end of JSON input") return new UnexpectedEndError(line);
  const [, what = message, position] = /^(.*?) in JSON at position (\d+)/s.exec(message) ?? [];
  const before = text.slice(0, Number(position ?? 0));
  const reason = lowerFirst(what);
  return new TextError(line + before.split("\n").length - 1, reason);
}

/** Go's, and so kubectl's, beginning of the sentence. */
export function invalidCharacter(character: string): string {
  const shown = character === '"' ? character : JSON.stringify(character).slice(1, -1);
  return `invalid character '${shown}'`;
}
