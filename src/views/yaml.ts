import { Document, Scalar, visit } from "yaml";
import { escapeForYaml, needsQuotes } from "./escape.ts";

/**
 * The report as YAML in kubectl's layout: lines are not folded, lists not indented, and quotes put
 * as YAML 1.1 needs them, since Kubernetes reads a bare `yes` as true. Fields keep the report's
 * order. The report's lists are printed element by element.
 */
export function* yaml(report: object): Iterable<string> {
  for (const [key, value] of Object.entries(report)) {
    if (Array.isArray(value) && value.length > 0) {
      yield `${key}:\n`;
      for (const element of value) yield print([element]);
    } else {
      yield print({ [key]: value });
    }
  }
}

function print(value: unknown): string {
  return drawYaml(new Document(value, YAML_OPTIONS));
}

/** Kubernetes reads YAML 1.1, and no aliases are wanted where a value occurs twice. */
export const YAML_OPTIONS = { version: "1.1", aliasDuplicateObjects: false } as const;

/** The document as text in that layout, made harmless for a terminal: it reads back as the same. */
export function drawYaml(document: Document): string {
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === "string" && needsQuotes(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return escapeForYaml(
    document.toString({
      lineWidth: 0,
      indentSeq: false,
      doubleQuotedAsJSON: true,
      directives: false,
    }),
  );
}
