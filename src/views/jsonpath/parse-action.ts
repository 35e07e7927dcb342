import { parseBrackets } from "./parse-brackets.ts";
import { Scanner } from "./scanner.ts";
import type { Action, Step } from "./template.ts";
import { unquote } from "./unquote.ts";

/** What stands in braces; a keyword makes it the head or the end of a range. */
interface ParsedAction {
  keyword: "range" | "end" | null;
  action: Action;
}

/**
 * Reads from behind the opening brace to behind the closing one.
 *
 * @throws SyntaxError in client-go's words.
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/util/jsonpath/parser.go parseInsideAction
 */
export function parseAction(scanner: Scanner): ParsedAction {
  const action: Action = [];
  let keyword: ParsedAction["keyword"] = null;
  while (!scanner.skip("}")) {
    if (scanner.take(/[ @$]+/y)) continue;
    const word = scanner.take(/[\p{L}_][^ \t\r\n.,[\]$@{}]*/uy)?.[0];
    if (word === "range" || word === "end") keyword = word;
    else if (word !== undefined) action.push(parseBoolean(word));
    else action.push(...parseSteps(scanner, action.at(-1)));
  }
  return { keyword, action };
}

function parseInside(text: string): Action {
  return parseAction(new Scanner(`${text}}`)).action;
}

function parseSteps(scanner: Scanner, before: Step | undefined): Step[] {
  if (scanner.skip("..")) return parseRecursive(scanner, before);
  if (scanner.skip(".")) return [parseField(scanner)];
  if (scanner.skip("[")) return parseBrackets(scanner, parseInside);
  if (scanner.take(/(?=["'])/y)) return [{ kind: "text", text: parseQuoted(scanner) }];
  const number = scanner.take(/[+-]?[\d.]+|[+-]/y)?.[0];
  if (number !== undefined) return [parseNumber(number)];
  const character = scanner.peek();
  if (/^[\r\n]?$/.test(character)) throw new SyntaxError("unclosed action");
  throw new SyntaxError(`unrecognized character in action: ${nameCharacter(character)}`);
}

/** `..name` and `..*` look for a field at every depth, `..` alone and `..[0]` go on from there. */
function parseRecursive(scanner: Scanner, before: Step | undefined): Step[] {
  if (before?.kind === "recursive") throw new SyntaxError("invalid multiple recursive descent");
  const recursive: Step = { kind: "recursive" };
  return scanner.take(/(?=[\p{L}\d_])/uy) ? [recursive, parseField(scanner)] : [recursive];
}

/** A backslash makes the next character a part of the name: `kubernetes\.io/hostname`. */
function parseField(scanner: Scanner): Step {
  const name = scanner.take(/(?:\\[\s\S]|[^ \t\r\n.,[\]$@{}\\])*/y)?.[0] ?? "";
  return name === "*" ? { kind: "wildcard" } : { kind: "field", name: name.replaceAll("\\", "") };
}

function parseQuoted(scanner: Scanner): string {
  const quoted = scanner.take(/(["'])(?:\\[^\n]|(?!\1)[^\\\n])*\1/y)?.[0];
  if (quoted === undefined) throw new SyntaxError("unterminated quoted string");
  return unquote(quoted);
}

function parseNumber(text: string): Step {
  const value = Number(text);
  if (Number.isNaN(value)) throw new SyntaxError(`cannot parse number ${text}`);
  return { kind: "literal", value };
}

function parseBoolean(word: string): Step {
  if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
  throw new SyntaxError(`unrecognized identifier ${word}`);
}

/** As Go's `%#U` does: `U+0026 '&'`. */
function nameCharacter(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return `U+${code} '${character}'`;
}
