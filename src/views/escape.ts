/**
 * The one place that makes strings from a cluster or a file harmless for the sink they go to.
 *
 * What is hidden or steers the reader's terminal: control characters (C0, DEL, C1), format
 * characters (bidi overrides and marks, zero-width ones, tags), line and paragraph separators,
 * lone surrogates. The zero-width joiner stays: emoji are made with it.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/101695 CVE-2021-25743
 */
const STEERING = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The same within JSON or YAML text, whose own layout is made of line breaks. */
const STEERING_IN_DATA = /(?![\u200d\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const PRINTABLE_ASCII = /^[ -~]*$/;

/**
 * One line of harmless text for a terminal, nothing hidden and nothing lost: ESC becomes `^[` and
 * a carriage return `\r` as kubectl writes them, other control characters follow the same two
 * manners, everything else is written `\u202e`.
 *
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/printers/terminal.go
 */
export function escapeForTerminal(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(STEERING, spell);
}

/** JSON text that reads back as the same: JSON itself leaves DEL, C1 and bidi characters as they are. */
export function escapeForJson(json: string): string {
  return json.replace(STEERING_IN_DATA, spellUnits);
}

/** YAML text that reads back as the same, if `needsQuotes` was heeded when it was made. */
export function escapeForYaml(yaml: string): string {
  return yaml.replace(STEERING_IN_DATA, (character) =>
    character.length === 1 ? spellUnits(character) : `\\U${hexCode(character).padStart(8, "0")}`,
  );
}

/** Whether YAML must put the string in double quotes, the only ones with escapes. */
export function needsQuotes(text: string): boolean {
  return text.search(STEERING_IN_DATA) >= 0;
}

/** What begins or ends something in Markdown, HTML in it included; `|` parts the cells of a table. */
const MARKUP = /(?<!`)`([^`]+)`(?!`)|[\\`*_[\]<&|~]/g;

/**
 * One line of Markdown text that shows the string as it is: markup in it is none. Only a part
 * between backticks stays code, which is how sentences mark what is typed.
 *
 * @see https://github.github.com/gfm/#backslash-escapes
 */
export function escapeForMarkdown(text: string): string {
  const escaped = escapeForTerminal(text).replace(MARKUP, (found, code?: string) => {
    if (code !== undefined) return found.replaceAll("|", "\\|");
    return `\\${found}`;
  });
  // At the beginning of a line these make headings, quotes, rules and lists.
  return escaped.replace(/^(?=[#>+=-])/, "\\").replace(/^(\d+)([.)])(?= |$)/, "$1\\$2");
}

/** An address as the target of a link. */
export function escapeMarkdownAddress(address: string): string {
  return address.replace(/[()]|[^!-~]|[<>\\]/gu, (character) =>
    /[()]/.test(character)
      ? `%${character.charCodeAt(0).toString(16)}`
      : encodeURIComponent(character.toWellFormed()),
  );
}

/** The title of a link, in double quotes. */
export function escapeMarkdownTitle(text: string): string {
  return escapeForTerminal(text).replace(/["\\&<]/g, "\\$&");
}

/** The text of a label in quotes; Mermaid writes characters as `#34;`, entities of HTML by number. */
export function escapeForMermaid(text: string): string {
  return escapeForTerminal(text).replace(
    /[#"<>&`\\;]/g,
    (character) => `#${character.charCodeAt(0)};`,
  );
}

const NAMED: Record<string, string> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x7f": "^?" };

function spell(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  if (character < " ") return `^${String.fromCharCode(character.charCodeAt(0) + 64)}`;
  return spellUnits(character);
}

/** UTF-16 unit by unit, as JSON has it. */
function spellUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${hexCode(unit).padStart(4, "0")}`)
    .join("");
}

function hexCode(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
