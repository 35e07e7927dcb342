import { escapeForTerminal } from "../escape.ts";
import { printList } from "../json.ts";
import type { View } from "../view.ts";
import { ViewError } from "../view-error.ts";
import { evaluate, type Result } from "./evaluate.ts";
import { parseTemplate } from "./parse-template.ts";

/**
 * The view that kubectl's `-o jsonpath=TEMPLATE` is: a result's values with blanks between them,
 * objects and lists as JSON on one line, nothing added at the end.
 *
 * As with kubectl the values are left raw for whatever reads them; on a terminal they are made
 * harmless, the template's own text is not.
 *
 * @throws ViewError at once for a template that cannot be read, and before the first piece for one
 *   that asks for what is not there.
 */
export function jsonpath(template: string): View<object> {
  const find = compile(template);
  return function* draw(report, { terminal }) {
    const present = terminal.columns === null ? (text: string) => text : escapeForTerminal;
    for (const { values, isText } of find(report)) {
      for (const [position, value] of values.entries()) {
        if (position > 0) yield " ";
        yield isText ? String(value) : present(printValue(value));
      }
    }
  };
}

/** `-o jsonpath-as-json=TEMPLATE`: each action's results as one JSON list, indented as kubectl does. */
export function jsonpathAsJson(template: string): View<object> {
  const find = compile(template);
  return function* draw(report) {
    for (const { values } of find(report)) {
      yield* printList(values, "");
      yield "\n";
    }
  };
}

/** All results are found before the first is drawn: a template that fails prints nothing. */
function compile(template: string): (report: object) => Result[] {
  const parsed = explainErrors(`error parsing jsonpath ${template},`, () =>
    parseTemplate(template),
  );
  const failure = `error executing jsonpath ${JSON.stringify(template)}:`;
  return (report) => explainErrors(failure, () => [...evaluate(parsed, report)]);
}

function explainErrors<T>(lead: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ViewError(`${lead} ${(error as Error).message}`);
  }
}

function printValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
