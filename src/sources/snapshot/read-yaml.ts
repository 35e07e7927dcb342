import type { Fields } from "../decode/fields.ts";
import type { ByteWindow } from "../json/byte-window.ts";
import type { DocumentPart } from "../json/document-part.ts";
import { isObject } from "../json/is-object.ts";
import { decodingError, parsingError } from "./input-error.ts";
import { parseYaml } from "./parse-yaml.ts";
import { refuseForeign } from "./refuse-foreign.ts";
import { cutYaml } from "./yaml-blocks.ts";
import { takeDocumentLines } from "./yaml-lines.ts";

/**
 * The YAML document at the window's position, item by item where the items can be told apart. An
 * anchor is known within its item only. Nothing comes of a document that is empty.
 *
 * @throws SourceError where it is no YAML mapping.
 */
export async function* readYaml(window: ByteWindow, file: string): AsyncGenerator<DocumentPart> {
  // The text of an item is a sequence of one.
  const parse = (text: string, line: number) => (parseYaml(text, file, line) as unknown[])[0];
  const fields = new Map<string, unknown>();
  let start: number | null = null;
  let before: Fields | null = null;
  for await (const { isItem, text, line } of cutYaml(file, takeDocumentLines(window, file))) {
    if (start === null) refuseForeign(text, file, line);
    start ??= line;
    if (isItem) {
      before ??= Object.fromEntries(fields);
      yield { item: text, line, fields: before, parse };
    } else addFields(fields, parseYaml(text, file, line), file, line);
  }
  if (start === null) return;
  if (before !== null) fields.set("items", []);
  yield { item: null, line: start, fields: Object.fromEntries(fields), parse };
}

/** The fields before and those behind the items are read apart, and one mapping all the same. */
function addFields(fields: Map<string, unknown>, value: unknown, file: string, line: number): void {
  if (!isObject(value)) throw decodingError(`${file}:${line}`, "this is no object");
  for (const [name, field] of Object.entries(value)) {
    if (fields.has(name)) throw parsingError(file, line, `duplicated mapping key "${name}"`);
    fields.set(name, field);
  }
}
