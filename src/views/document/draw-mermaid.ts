import { escapeForMermaid } from "../escape.ts";
import type { Picture } from "./document.ts";

/**
 * Pictures as one Mermaid flowchart: a subgraph for each group, an arrow from each user to the
 * storage.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function* drawMermaid(pictures: readonly Picture[]): Iterable<string> {
  yield "graph TD\n";
  const groups = pictures.flatMap((picture) => picture.groups);
  for (const [index, { title, users, storage }] of groups.entries()) {
    const id = `g${index + 1}`;
    yield `    subgraph ${id}["${escapeForMermaid(title)}"]\n`;
    yield `        ${id}s[("${escapeForMermaid(storage)}")]\n`;
    for (const [position, user] of users.entries()) {
      yield `        ${id}u${position + 1}["${escapeForMermaid(user)}"] --> ${id}s\n`;
    }
    yield "    end\n";
  }
}
