import { type ByteWindow, END } from "../json/byte-window.ts";
import type { DocumentPart } from "../json/document-part.ts";
import { readJson } from "../json/read-json.ts";
import { inputError } from "./input-error.ts";
import { readYaml } from "./read-yaml.ts";

/** As many bytes as tell what a file is. */
const HEAD_BYTES = 512;

/**
 * The documents of a stream, one after the other: JSON with or without anything between, YAML
 * between `---`, the logs of a cluster-info dump passed over. Each tells its format by how it
 * begins, so one stream may hold both.
 *
 * @throws TextError for JSON that cannot be read
 * @throws SourceError for YAML that cannot, for text in another encoding than UTF-8, and for what is no text at all.
 */
export async function* readDocuments(
  window: ByteWindow,
  file: string,
): AsyncGenerator<DocumentPart> {
  await skipByteOrderMark(window, file);
  while ((await window.peek()) !== END) {
    yield* (await isJson(window)) ? readJson(window) : readYaml(window, file);
  }
}

/** `{"` or `{}`: YAML's own mappings in braces, `kubectl get -o kyaml`, have no quotes there. */
async function isJson(window: ByteWindow): Promise<boolean> {
  return /^\s*\{(?!\s*[^\s"}])/.test(await window.peekBytes(HEAD_BYTES));
}

async function skipByteOrderMark(window: ByteWindow, file: string): Promise<void> {
  const head = await window.peekBytes(HEAD_BYTES);
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) {
    throw inputError(`error parsing ${file}: the text is UTF-16, not UTF-8`, [
      `iconv -f UTF-16 -t UTF-8 ${file}`,
    ]);
  }
  if (head.includes("\0")) {
    throw inputError(`error parsing ${file}: this is binary, neither JSON nor YAML`);
  }
  if (head.startsWith("\xef\xbb\xbf")) window.position += 3;
}
