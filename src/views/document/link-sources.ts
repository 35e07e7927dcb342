import { escapeForMarkdown, escapeMarkdownAddress, escapeMarkdownTitle } from "../escape.ts";
import type { Source } from "./document.ts";

/** Markdown's reference links: a number behind a fact, its address at the end of the page. */
export interface SourceLinks {
  /** ` <sup>[1], [2]</sup>`, with a blank in front; "" where there are none. */
  mark(sources: readonly Source[]): string;
  /** What the numbers lead to. Nothing of it is seen but by who points at a number. */
  define(): Iterable<string>;
}

/** What has no address is named where it stands. */
export function linkSources(): SourceLinks {
  const definitions = new Map<string, number>();
  function linkTo({ text, address }: Source): string {
    if (address === null) return escapeForMarkdown(text);
    const definition = `${escapeMarkdownAddress(address)} "${escapeMarkdownTitle(text)}"`;
    const number = definitions.get(definition) ?? definitions.size + 1;
    definitions.set(definition, number);
    return `[${number}]`;
  }
  return {
    mark(sources) {
      return sources.length === 0 ? "" : ` <sup>${sources.map(linkTo).join(", ")}</sup>`;
    },
    *define() {
      if (definitions.size > 0) yield "\n";
      for (const [definition, number] of definitions) yield `[${number}]: ${definition}\n`;
    },
  };
}
