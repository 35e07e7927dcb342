import { type ByteWindow, END } from "./byte-window.ts";
import type { DocumentPart } from "./document-part.ts";
import { endOfValue } from "./json-value.ts";
import { MAX_OBJECT_BYTES, TOO_LARGE } from "./object-limit.ts";
import { invalidCharacter, parseJson } from "./parse-json.ts";
import { TextError, UnexpectedEndError } from "./text-error.ts";

/**
 * The JSON document at the window's position, item by item: each element of a top-level `items`
 * is found by its brackets alone and handed on as text.
 *
 * @throws TextError where it is no JSON object, or the stream ends within.
 */
export async function* readJson(window: ByteWindow): AsyncGenerator<DocumentPart> {
  const start = await expect(window, "{", "looking for beginning of value");
  const fields = new Map<string, unknown>();
  let size = 0;
  if (!(await accept(window, "}"))) {
    do {
      const name = await takeName(window);
      await expect(window, ":", "after object key");
      if (name === "items" && (await accept(window, "["))) {
        const before = Object.fromEntries(fields);
        for await (const { text, line } of takeElements(window)) {
          yield { item: text, line, fields: before, parse: parseJson };
        }
        fields.set(name, []);
      } else {
        const { text, line } = await takeValue(window);
        size += name.length + text.length;
        if (size > MAX_OBJECT_BYTES) throw new TextError(start, TOO_LARGE);
        fields.set(name, parseJson(text, line));
      }
    } while (await accept(window, ","));
    await expect(window, "}", "after object key:value pair");
  }
  yield { item: null, line: start, fields: Object.fromEntries(fields), parse: parseJson };
}

/** Where a value should begin, JSON.parse would be given none of these. */
const NO_VALUE = new Set(Buffer.from("]},:"));

interface JsonText {
  text: string;
  line: number;
}

/** What stands between the `[` that was just accepted and its `]`. */
async function* takeElements(window: ByteWindow): AsyncGenerator<JsonText> {
  if (await accept(window, "]")) return;
  do yield await takeValue(window);
  while (await accept(window, ","));
  await expect(window, "]", "after array element");
}

async function takeName(window: ByteWindow): Promise<string> {
  await look(window, '"', "looking for beginning of object key string");
  const { text, line } = await takeValue(window);
  return parseJson(text, line) as string;
}

async function takeValue(window: ByteWindow): Promise<JsonText> {
  const byte = await window.skipBlank();
  if (byte === END || NO_VALUE.has(byte))
    throw unexpectedError(window, byte, "looking for beginning of value");
  const { line } = window;
  for (;;) {
    const end = endOfValue(window.bytes, window.position, window.end);
    if (end !== -1) return { text: window.take(end), line };
    if (!(await window.fill())) throw new UnexpectedEndError(line);
  }
}

async function accept(window: ByteWindow, character: string): Promise<boolean> {
  const accepted = (await window.skipBlank()) === character.charCodeAt(0);
  if (accepted) window.position++;
  return accepted;
}

/** The line of the character that has to come next, which is passed over. */
async function expect(window: ByteWindow, character: string, context: string): Promise<number> {
  await look(window, character, context);
  window.position++;
  return window.line;
}

async function look(window: ByteWindow, character: string, context: string): Promise<void> {
  const byte = await window.skipBlank();
  if (byte !== character.charCodeAt(0)) throw unexpectedError(window, byte, context);
}

function unexpectedError({ line }: ByteWindow, byte: number, context: string): TextError {
  if (byte === END) return new UnexpectedEndError(line);
  return new TextError(line, `${invalidCharacter(String.fromCharCode(byte))} ${context}`);
}
