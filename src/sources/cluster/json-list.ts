import { type Fields, readObject } from "../decode/fields.ts";
import { ByteWindow } from "../json/byte-window.ts";
import { readJson } from "../json/read-json.ts";
import { decodeListMetadata, type ListHandler } from "./protobuf/list-stream.ts";

/**
 * A list in JSON, item by item: for servers and aggregators that do not speak protobuf. The
 * metadata may stand behind the items.
 *
 * @throws TextError for bytes that are no JSON object, DecodeError for metadata that is none of a list
 */
export async function readJsonList(
  body: AsyncIterable<Uint8Array>,
  handler: ListHandler,
): Promise<void> {
  for await (const { item, line, fields, parse } of readJson(new ByteWindow(body))) {
    if (item === null) {
      handler.onMetadata(decodeListMetadata(readObject(fields, "metadata")));
    } else {
      handler.onItem(parse(item, line) as Fields);
    }
  }
}
