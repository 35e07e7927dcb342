import type { ByteWindow } from "../json/byte-window.ts";
import { LOG_START, skipLog } from "./cluster-info-log.ts";
import { parsingError } from "./input-error.ts";

export interface Line {
  text: string;
  /** 1-based, in the file. */
  number: number;
}

const SEPARATOR = /^(?:---|\.\.\.)(?:\s|$)/;
const BLANK_OR_COMMENT = /^\s*(?:#|$)/;

export function isBlankOrComment(text: string): boolean {
  return BLANK_OR_COMMENT.test(text);
}

/**
 * The lines of one YAML document, from its first that is neither blank nor comment: up to a
 * separator, the log of a container, or the end of the stream.
 *
 * @throws SourceError for a separator with something behind it, as kubectl.
 */
export async function* takeDocumentLines(window: ByteWindow, file: string): AsyncGenerator<Line> {
  let begun = false;
  for (;;) {
    const number = window.line;
    const text = await window.takeLine();
    if (text === null) return;
    if (text.startsWith(LOG_START)) return skipLog(window, file, text, number);
    if (SEPARATOR.test(text)) return refuseContent(text, file, number);
    begun ||= !isBlankOrComment(text);
    if (begun) yield { text, number };
  }
}

/** @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/util/yaml/decoder.go YAMLReader */
function refuseContent(separator: string, file: string, line: number): void {
  const content = separator.slice(3).trim();
  if (content === "" || content.startsWith("#")) return;
  throw parsingError(file, line, `invalid Yaml document separator: ${content}`);
}
