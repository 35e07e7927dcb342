/**
 * kubectl's JSONPath: text with actions in braces. It is a dialect of its own (relative paths,
 * `range`, filters of one comparison, keys with escaped dots), so it is read and evaluated here
 * as client-go does it, and nothing in it is ever run as code.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/jsonpath/
 * @see https://github.com/kubernetes/client-go/tree/v0.36.3/util/jsonpath
 */
export type Template = Block[];

export type Block =
  | { kind: "action"; action: Action }
  | { kind: "range"; over: Action; body: Template };

/** What stands in one pair of braces: each step works on the results of the one before it. */
export type Action = Step[];

export type Step =
  | { kind: "text"; text: string }
  | { kind: "literal"; value: number | boolean }
  | { kind: "field"; name: string }
  | { kind: "wildcard" }
  | { kind: "recursive" }
  | { kind: "index"; index: number }
  | Slice
  | { kind: "union"; branches: Action[] }
  | Filter;

/** `[start:end:every]`; undefined: from the first, to the last. */
export interface Slice {
  kind: "slice";
  start: number | undefined;
  end: number | undefined;
  every: number;
}

/** `[?(left operator right)]`; without a comparison it asks whether `left` is there. */
export interface Filter {
  kind: "filter";
  left: Action;
  comparison?: { operator: Operator; right: Action };
}

export const OPERATORS = ["==", "!=", "<", "<=", ">", ">="] as const;
export type Operator = (typeof OPERATORS)[number];
