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

/** kubectl's `unable to decode FILE: …`, for what can be read and is no Kubernetes object. */
export function decodingError(
  place: string,
  reason: string,
  next: readonly string[] = [],
): SourceError {
  return inputError(`unable to decode ${JSON.stringify(place)}: ${reason}`, next);
}
