/** A place in a text that moves behind whatever is taken. */
export class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** Whether this text comes next; if so, moves behind it. */
  skip(text: string): boolean {
    const found = this.#text.startsWith(text, this.#position);
    if (found) this.#position += text.length;
    return found;
  }

  /** What a sticky pattern matches here, groups behind it; null: nothing, and nothing moves. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    this.#position += match?.[0].length ?? 0;
    return match;
  }

  /** The next character, "" at the end. */
  peek(): string {
    const code = this.#text.codePointAt(this.#position);
    return code === undefined ? "" : String.fromCodePoint(code);
  }
}
