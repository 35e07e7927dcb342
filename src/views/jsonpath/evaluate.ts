import { holds, nameType } from "./compare.ts";
import type { Action, Filter, Slice, Step, Template } from "./template.ts";

/** What one action found. Text of the template itself is told apart from data. */
export interface Result {
  values: unknown[];
  isText: boolean;
}

/**
 * What a template finds in data that JSON can hold, action by action; a missing field is nothing,
 * as with kubectl's `--allow-missing-template-keys`.
 *
 * It follows client-go but in two places, since in a report null (not known) and [] are common where
 * the API leaves fields out: null is skipped by filters and compares with nothing instead of failing
 * the whole template, and an empty list does not end the search in the lists behind it.
 *
 * @throws TypeError or RangeError in client-go's words.
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/util/jsonpath/jsonpath.go
 */
export function* evaluate(template: Template, data: unknown): Iterable<Result> {
  for (const block of template) {
    if (block.kind === "range") {
      for (const value of evaluateAction(block.over, [data])) yield* evaluate(block.body, value);
    } else {
      const values = evaluateAction(block.action, [data]);
      yield { values, isText: block.action.at(-1)?.kind === "text" };
    }
  }
}

/** The results of the last step, which start from the values that the first one is given. */
function evaluateAction(action: Action, values: readonly unknown[]): unknown[] {
  return action.reduce<unknown[]>((found, step) => evaluateStep(step, found), [...values]);
}

function evaluateStep(step: Step, values: unknown[]): unknown[] {
  switch (step.kind) {
    case "text":
      return [step.text];
    case "literal":
      return values.map(() => step.value);
    case "field":
      return values.flatMap((value) => selectField(step.name, value));
    case "wildcard":
      return values.flatMap(listChildren);
    case "recursive":
      return values.flatMap(descend);
    case "index":
      return values.flatMap((value) => selectIndex(step.index, value));
    case "slice":
      return values.flatMap((value) => selectSlice(step, value));
    case "union":
      return step.branches.flatMap((branch) => evaluateAction(branch, values));
    case "filter":
      return values.flatMap((value) => selectMatches(step, value));
  }
}

function selectField(name: string, value: unknown): unknown[] {
  return isObject(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}

function listChildren(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

/** The value itself and all below it that hold something. */
function descend(value: unknown): unknown[] {
  if (typeof value === "string" && value !== "") return [value];
  const children = listChildren(value);
  return children.length === 0 ? [] : [value, ...children.flatMap(descend)];
}

function selectIndex(index: number, value: unknown): unknown[] {
  if (value === null) return [];
  const list = requireList(value);
  const position = index < 0 ? index + list.length : index;
  requireInBounds(position, list);
  return [list[position]];
}

function selectSlice({ start = 0, end, every }: Slice, value: unknown): unknown[] {
  if (value === null) return [];
  const list = requireList(value);
  const first = start < 0 ? start + list.length : start;
  const past = end === undefined ? list.length : end < 0 ? end + list.length : end;
  if (first === past) return [];
  requireInBounds(first, list);
  requireInBounds(past - 1, list);
  if (first > past) {
    throw new RangeError(`starting index ${first} is greater than ending index ${past}`);
  }
  return list.slice(first, past).filter((_, position) => position % every === 0);
}

function selectMatches({ left, comparison }: Filter, value: unknown): unknown[] {
  if (value === null) return [];
  if (!Array.isArray(value)) {
    throw new TypeError(`${nameType(value)} is not array or slice and cannot be filtered`);
  }
  return value.filter((element) => {
    const lefts = evaluateAction(left, [element]);
    if (comparison === undefined) return lefts.length > 0;
    const rights = evaluateAction(comparison.right, [element]);
    if (lefts.length > 1 || rights.length > 1) {
      throw new TypeError("can only compare one element at a time");
    }
    if (lefts.length === 0 || rights.length === 0) return false;
    return holds(lefts[0], comparison.operator, rights[0]);
  });
}

function requireList(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${nameType(value)} is not array or slice`);
  return value;
}

function requireInBounds(position: number, { length }: unknown[]): void {
  if (position < 0 || position >= length) {
    throw new RangeError(`array index out of bounds: index ${position}, length ${length}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
