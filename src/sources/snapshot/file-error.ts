import { getSystemErrorMessage } from "node:util";
import { inputError } from "./input-error.ts";

/** A file that could not be read, in kubectl's words: `open pods.yaml: permission denied`. */
export function fileError(path: string, error: unknown): Error {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return inputError(`the path ${JSON.stringify(path)} does not exist`);
  if (errno === undefined) return error as Error;
  return inputError(`open ${path}: ${getSystemErrorMessage(errno)}`);
}
