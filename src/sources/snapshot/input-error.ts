import { type TextError, UnexpectedEndError } from "../json/text-error.ts";
import { SourceError } from "../source-error.ts";

/** Input that is not what it should be; `message` names the place and says what was found. */
export function inputError(message: string, next: readonly string[] = []): SourceError {
  return new SourceError("Input", message, { next });
}

/** kubectl's `error parsing FILE: …`, with the line that it leaves out or counts from elsewhere. */
export function parsingError(
  file: string,
  line: number,
  reason: string,
  next: readonly string[] = [],
): SourceError {
  return inputError(`error parsing ${file}:${line}: ${reason}`, next);
}

/** Lists are cut at their items where the cuts can be seen, which in JSON is everywhere. */
export const WRITE_JSON = ["write the file with -o json"];

const WRITE_AGAIN = ["write the file again: it is cut off"];

/** The file is no text that can be read. */
export function unreadableError(file: string, error: TextError): SourceError {
  const next = error instanceof UnexpectedEndError ? WRITE_AGAIN : [];
  return parsingError(file, error.line, error.message, next);
}

/** kubectl's `unable to decode FILE: …`, for what can be read and is no Kubernetes object. */
export function decodingError(
  place: string,
  reason: string,
  next: readonly string[] = [],
): SourceError {
  return inputError(`unable to decode ${JSON.stringify(place)}: ${reason}`, next);
}
