import { Document, isMap, isNode, isSeq, type Node } from "yaml";
import type { Comment, Json, Manifest } from "../../scaffold/manifest.ts";
import type { View } from "../view.ts";
import { wrapWords } from "../wrap-words.ts";
import { drawYaml, YAML_OPTIONS } from "../yaml.ts";
import type { ManifestViewOptions } from "./manifest-view-options.ts";
import { sortFields } from "./sort-fields.ts";

/** A line with its comment is no longer than this, but for addresses. */
const LONGEST_LINE = 96;

type Path = Comment["path"];

/** A stream of documents in the order of the manifests, with comments above the lines they explain. */
export const manifestYaml: View<readonly Manifest[], ManifestViewOptions> = function* (
  manifests,
  { comments },
) {
  for (const [index, manifest] of manifests.entries()) {
    if (index > 0) yield "---\n";
    const document = new Document(sortFields(manifest.object as Json), YAML_OPTIONS);
    if (comments) for (const comment of manifest.comments) addComment(document, comment);
    yield drawYaml(document);
  }
};

function addComment(document: Document, { path, text, citation }: Comment): void {
  const { node, column } = findLine(document.contents, path);
  if (node === null) throw new Error(`no line for a comment at ${path.join(".")}`);
  const lines = [
    ...wrapWords(text, LONGEST_LINE - column - "# ".length),
    ...(citation === null ? [] : [citation.address ?? citation.document]),
  ].map((line) => ` ${line.replace(/\s+/g, " ")}`);
  node.commentBefore = [...(node.commentBefore ? [node.commentBefore] : []), ...lines].join("\n");
}

interface Line {
  /** What stands first in the line; a comment of it is printed above. */
  node: Node | null;
  column: number;
}

/**
 * Where the value's line begins: the field's name, and for the first field of an element of a list
 * the element itself, since its dash stands in the same line.
 */
function findLine(contents: unknown, path: Path): Line {
  let value: unknown = contents;
  let line: Line = isMap(contents) ? { node: toNode(contents.items[0]?.key), column: 0 } : NOWHERE;
  /** Of the fields or dashes of `value`. */
  let column = 0;
  for (const part of path) {
    if (isMap(value)) {
      const index = value.items.findIndex(({ key }) => isNode(key) && String(key) === part);
      const pair = value.items[index];
      if (pair === undefined) return NOWHERE;
      const isBehindDash = index === 0 && line.node === value;
      if (!isBehindDash) line = { node: toNode(pair.key), column };
      // The dashes of a list stand below the name of its field.
      if (!isSeq(pair.value)) column += INDENT;
      value = pair.value;
    } else if (isSeq(value)) {
      value = value.items[Number(part)];
      line = { node: toNode(value), column };
      column += INDENT;
    } else {
      return NOWHERE;
    }
  }
  return line;
}

const INDENT = 2;

const NOWHERE: Line = { node: null, column: 0 };

function toNode(value: unknown): Node | null {
  return isNode(value) ? value : null;
}
