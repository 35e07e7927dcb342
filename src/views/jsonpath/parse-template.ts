import { parseAction } from "./parse-action.ts";
import { Scanner } from "./scanner.ts";
import type { Block, Template } from "./template.ts";

/**
 * Reads a whole template, `{range .items[*]}{.id}{"\n"}{end}`. A range that is never ended lasts to
 * the end of the template.
 *
 * @throws SyntaxError in client-go's words.
 */
export function parseTemplate(text: string): Template {
  return parseBlocks(new Scanner(text), false);
}

function parseBlocks(scanner: Scanner, insideRange: boolean): Template {
  const blocks: Block[] = [];
  while (!scanner.isAtEnd) {
    const plain = scanner.take(/[^{]+/y);
    if (plain !== null) blocks.push({ kind: "action", action: [{ kind: "text", text: plain[0] }] });
    if (!scanner.skip("{")) break;
    const { keyword, action } = parseAction(scanner);
    if (keyword === "range") {
      blocks.push({ kind: "range", over: action, body: parseBlocks(scanner, true) });
    } else if (keyword === "end") {
      if (!insideRange) throw new SyntaxError("not in range, nothing to end");
      return blocks;
    } else {
      blocks.push({ kind: "action", action });
    }
  }
  return blocks;
}
