import type { Scanner } from "./scanner.ts";
import { type Action, OPERATORS, type Operator, type Step } from "./template.ts";

/** Reads an action from a part of a template: what stands in brackets holds paths of its own. */
type ParseInside = (text: string) => Action;

/**
 * Reads from behind `[` to behind `]`: an index, a slice, a key in single quotes, a union of those,
 * or a filter. A quoted key is a path, as in client-go: `['labels.app']` is two fields.
 *
 * @throws SyntaxError in client-go's words.
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/util/jsonpath/parser.go parseArray, parseFilter
 */
export function parseBrackets(scanner: Scanner, parseInside: ParseInside): Step[] {
  if (scanner.skip("?(")) return [parseFilter(scanner, parseInside)];
  const inside = scanner.take(/([^\]\n]*)\]/y)?.[1];
  if (inside === undefined) throw new SyntaxError("unterminated array");
  if (!inside.includes(",")) return parseSelector(inside, parseInside);
  const branches = inside.split(",").map((part) => parseSelector(part.trim(), parseInside));
  return [{ kind: "union", branches }];
}

function parseSelector(text: string, parseInside: ParseInside): Step[] {
  const key = /^'([^']*)'$/.exec(text)?.[1];
  if (key !== undefined) return parseInside(`.${key}`);
  if (/^-?\d+$/.test(text)) return [{ kind: "index", index: Number(text) }];
  const bounds = /^(-?\d*):(-?\d*)(?::(-?\d*))?$/.exec(text === "*" ? ":" : text);
  if (bounds === null) throw new SyntaxError(`invalid array index ${text}`);
  const [start, end, every] = bounds.slice(1).map(parseBound);
  if (every !== undefined && every <= 0) throw new SyntaxError("step must be > 0");
  return [{ kind: "slice", start, end, every: every ?? 1 }];
}

function parseBound(text: string | undefined): number | undefined {
  if (text === "-") throw new SyntaxError("array index - is not a number");
  return text ? Number(text) : undefined;
}

/** Up to the closing parenthesis, unless it stands in the one quoted string that there may be. */
const FILTER = /([^"')\n]*(?:(["'])(?:\\[^\n]|(?!\2)[^\\\n])*\2[^)\n]*)?)\)/y;

function parseFilter(scanner: Scanner, parseInside: ParseInside): Step {
  const inside = scanner.take(FILTER)?.[1];
  if (inside === undefined) throw new SyntaxError("unterminated filter");
  if (!scanner.skip("]")) throw new SyntaxError("unclosed array expect ]");
  const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+)$/.exec(inside) ?? [];
  if (left === undefined || operator === undefined || right === undefined) {
    return { kind: "filter", left: parseInside(inside) };
  }
  if (!isOperator(operator)) throw new SyntaxError(`unrecognized filter operator ${operator}`);
  const comparison = { operator, right: parseInside(right) };
  return { kind: "filter", left: parseInside(left), comparison };
}

function isOperator(text: string): text is Operator {
  return (OPERATORS as readonly string[]).includes(text);
}
