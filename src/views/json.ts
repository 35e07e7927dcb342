import { escapeForJson } from "./escape.ts";

const INDENT = "    ";

/**
 * The report as `JSON.stringify(report, null, 4)` prints it, kubectl's indentation, ended by a line
 * break. Its lists are printed element by element.
 */
export function* json(report: object): Iterable<string> {
  let lead = "{\n";
  for (const [key, value] of Object.entries(report)) {
    yield `${lead}${INDENT}${JSON.stringify(key)}: `;
    if (Array.isArray(value)) yield* printList(value, INDENT);
    else yield print(value, INDENT);
    lead = ",\n";
  }
  yield "\n}\n";
}

/** A list as JSON, element by element, its lines but for the first indented as asked. */
export function* printList(elements: readonly unknown[], indent: string): Iterable<string> {
  if (elements.length === 0) {
    yield "[]";
    return;
  }
  let lead = "[\n";
  for (const element of elements) {
    yield `${lead}${indent}${INDENT}${print(element, indent + INDENT)}`;
    lead = ",\n";
  }
  yield `\n${indent}]`;
}

/** JSON strings hold no line breaks, so each one in the text is layout. */
function print(value: unknown, indent: string): string {
  return escapeForJson(JSON.stringify(value, null, INDENT)).replaceAll("\n", `\n${indent}`);
}
