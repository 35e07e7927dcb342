/**
 * Text that cannot be read. `message` says what is wrong, in kubectl's words where it has them;
 * what the text is called, and what to do about it, knows who asked for it.
 */
export class TextError extends Error {
  /** 1-based. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = "TextError";
    this.line = line;
  }
}

/** The text is cut off. */
export class UnexpectedEndError extends TextError {
  constructor(line: number) {
    super(line, "unexpected end of JSON input");
    this.name = "UnexpectedEndError";
  }
}
