import { ViewError } from "../view-error.ts";
import { evaluate } from "./evaluate.ts";
import { parseTemplate } from "./parse-template.ts";

/** A path as kubectl's `--sort-by` and `custom-columns` take it. */
interface Path {
  /** `{.storage.name}`, however it was written. */
  expression: string;
  /** What stands there in one item; [] where it has no such field. */
  find(item: unknown): unknown[];
}

/**
 * Reads `storage.name`, `.storage.name`, `{storage.name}` or `{.storage.name}`.
 *
 * @throws ViewError in kubectl's words; `find` throws them too, where a path asks for what cannot be.
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/get/customcolumn.go RelaxedJSONPathExpression
 */
export function readPath(text: string): Path {
  const [, braced, bare] = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text) ?? [];
  const fields = braced ?? bare;
  if (fields === undefined) {
    throw new ViewError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  const expression = `{.${fields}}`;
  const template = sayWhere(expression, () => parseTemplate(expression));
  return {
    expression,
    find: (item) =>
      sayWhere(expression, () => [...evaluate(template, item)].flatMap(({ values }) => values)),
  };
}

function sayWhere<T>(expression: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ViewError(`${expression}: ${(error as Error).message}`);
  }
}
