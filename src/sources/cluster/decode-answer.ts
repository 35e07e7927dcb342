import type { Resource } from "../../core/model/resource.ts";
import { DecodeError, type Fields } from "../decode/fields.ts";
import { parseJson } from "../json/parse-json.ts";
import { TextError } from "../json/text-error.ts";
import { SourceError } from "../source-error.ts";
import type { Answer } from "./client.ts";
import { readJsonList } from "./json-list.ts";
import { type ListHandler, readListStream, readObjectMessage } from "./protobuf/list-stream.ts";
import { chooseMessage } from "./protobuf/messages/choose-message.ts";
import { MESSAGES_IN_DETAIL, type Wanted } from "./protobuf/messages/messages.ts";
import { WireError } from "./protobuf/wire-reader.ts";
import { readAll } from "./read-all.ts";

const JSON_TYPE = "application/json";

/**
 * Takes a list apart as it comes in.
 *
 * @param path that was asked for, for errors
 * @throws SourceError where it is none
 */
export function decodeList(
  answer: Answer,
  path: string,
  resource: Resource,
  wanted: Wanted,
  handler: ListHandler,
): Promise<void> {
  return guardAnswer(path, () =>
    answer.contentType === JSON_TYPE
      ? readJsonList(answer.body, handler)
      : readListStream(answer.body, chooseMessage(resource, wanted), handler),
  );
}

/** The one object of an answer, in detail. @throws SourceError where it is none */
export async function decodeObject(
  answer: Answer,
  path: string,
  resource: Resource,
): Promise<Fields> {
  const bytes = await readAll(answer);
  return guardAnswer(path, () =>
    answer.contentType === JSON_TYPE
      ? (parseJson(bytes.toString("utf8"), 1) as Fields)
      : readObjectMessage(bytes, MESSAGES_IN_DETAIL[resource]),
  );
}

const UNREADABLE = [WireError, TextError, DecodeError];

/** An answer that broke off or is none is the server's fault, not a gap. */
async function guardAnswer<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!UNREADABLE.some((kind) => error instanceof kind)) throw error;
    throw new SourceError(
      "InvalidAnswer",
      `the server's answer to ${path} cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
