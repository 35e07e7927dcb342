import { type ByteWindow, END } from "./byte-window.ts";
import type { DocumentPart } from "./document-part.ts";
import { inputError } from "./input-error.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

/** As many bytes as tell what a file is. */
const HEAD_BYTES = 512;

/**
 * The documents of a stream, one after the other: JSON with or without anything between, YAML
 * between `---`, the logs of a cluster-info dump passed over. Each tells its format by how it
 * begins, so one stream may hold both.
 *
 * @throws SourceError for text in another encoding than UTF-8, and for what is no text at all.
 */
export async function* readDocuments(window: ByteWindow): AsyncGenerator<DocumentPart> {
  await skipByteOrderMark(window);
  while ((await window.peek()) !== END) {
    yield* (await isJson(window)) ? readJson(window) : readYaml(window);
  }
}

/** `{"` or `{}`: YAML's own mappings in braces, `kubectl get -o kyaml`, have no quotes there. */
async function isJson(window: ByteWindow): Promise<boolean> {
  return /^\s*\{(?!\s*[^\s"}])/.test(await window.peekBytes(HEAD_BYTES));
}

async function skipByteOrderMark(window: ByteWindow): Promise<void> {
  const head = await window.peekBytes(HEAD_BYTES);
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) {
    throw inputError(`error parsing ${window.file}: the text is UTF-16, not UTF-8`, [
      `iconv -f UTF-16 -t UTF-8 ${window.file}`,
    ]);
  }
  if (head.includes("\0")) {
    throw inputError(`error parsing ${window.file}: this is binary, neither JSON nor YAML`);
  }
  if (head.startsWith("\xef\xbb\xbf")) window.position += 3;
}
