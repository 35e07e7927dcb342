import { MAX_OBJECT_BYTES, TOO_LARGE } from "../json/object-limit.ts";
import { parsingError, WRITE_JSON } from "./input-error.ts";
import { isBlankOrComment, type Line } from "./yaml-lines.ts";

/** Lines of a document that can be read on their own. */
export interface YamlBlock {
  /** A sequence of one, with its dash; otherwise top-level fields. */
  isItem: boolean;
  text: string;
  /** 1-based, of the first line. */
  line: number;
}

/**
 * Cuts a document at the items of a list: below a top-level `items:`, each line with a dash in the
 * column of the first one begins an item, and kubectl's are in column 0. A list in another style
 * stays whole.
 *
 * @throws SourceError for a block of more than MAX_OBJECT_BYTES.
 */
export async function* cutYaml(
  file: string,
  lines: AsyncIterable<Line>,
): AsyncGenerator<YamlBlock> {
  const findEdge = edgeFinder();
  let block: OpenBlock | null = null;
  for await (const { text, number } of lines) {
    const edge = findEdge(text);
    if (block === null || edge !== null) {
      if (block !== null) yield close(block);
      block = { isItem: edge === "item", line: number, texts: [], size: 0 };
    }
    block.texts.push(text);
    block.size += text.length + 1;
    if (block.size > MAX_OBJECT_BYTES) throw parsingError(file, block.line, TOO_LARGE, WRITE_JSON);
  }
  if (block !== null) yield close(block);
}

interface OpenBlock extends Omit<YamlBlock, "text"> {
  texts: string[];
  size: number;
}

/** Every line ends, also the file's last: block scalars keep their line ends. */
function close({ isItem, line, texts }: OpenBlock): YamlBlock {
  return { isItem, line, text: `${texts.join("\n")}\n` };
}

/** Tells of each line in turn what begins there: an item, the fields behind the items, nothing. */
function edgeFinder(): (text: string) => "item" | "fields" | null {
  /** Of the items' dashes; null: outside of the items. */
  let column: number | null = null;
  let expectsItems = false;
  return (text) => {
    if (isBlankOrComment(text)) return null;
    const indentation = text.search(/\S/);
    const hasDash = /^ *-(?:\s|$)/.test(text);
    if (hasDash && expectsItems) column = indentation;
    expectsItems = /^items:\s*(?:#|$)/.test(text);
    if (column === null || indentation > column) return null;
    if (hasDash && indentation === column) return "item";
    column = null;
    return "fields";
  };
}
