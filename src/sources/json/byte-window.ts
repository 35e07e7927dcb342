import { isUtf8 } from "node:buffer";
import { MAX_OBJECT_BYTES, TOO_LARGE } from "./object-limit.ts";
import { TextError } from "./text-error.ts";

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** What `peek` gives where nothing is left. */
export const END = -1;

/**
 * The part of a stream that is in memory: `bytes` from `position` to `end` are read and not yet
 * used. Indexes into `bytes` are void after `fill`, which moves what is unread to make room.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  position = 0;
  end = 0;
  /** 1-based, of `position`. */
  line = 1;
  readonly #chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  get unread(): number {
    return this.end - this.position;
  }

  /**
   * Reads on until twice as much is unread as before, so that whoever starts over after each
   * `fill` looks at no byte more than twice on average. false: the stream has no more.
   *
   * @throws TextError when more than MAX_OBJECT_BYTES are unread already.
   */
  async fill(): Promise<boolean> {
    if (this.unread > MAX_OBJECT_BYTES) throw new TextError(this.line, TOO_LARGE);
    const before = this.unread;
    while (this.unread <= 2 * before) {
      const { done, value } = await this.#chunks.next();
      if (done) break;
      this.#append(value);
    }
    return this.unread > before;
  }

  #append(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.bytes.length) {
      const { bytes, position, end, unread } = this;
      const needed = unread + chunk.length;
      if (needed > bytes.length) this.bytes = Buffer.allocUnsafe(2 * needed);
      bytes.copy(this.bytes, 0, position, end);
      this.position = 0;
      this.end = unread;
    }
    this.bytes.set(chunk, this.end);
    this.end += chunk.length;
  }

  /**
   * The first byte that is not blank, or END. Blank lines in front of it are passed over; its own
   * indentation is not, as it means something in YAML.
   */
  async peek(): Promise<number> {
    for (;;) {
      for (let at = this.position; at < this.end; at++) {
        const byte = this.bytes[at] as number;
        if (byte === NEWLINE) {
          this.position = at + 1;
          this.line++;
        } else if (!isBlank(byte)) return byte;
      }
      if (!(await this.fill())) return END;
    }
  }

  /** As `peek`, and `position` is that byte's. */
  async skipBlank(): Promise<number> {
    const byte = await this.peek();
    while (this.position < this.end && isBlank(this.bytes[this.position] as number)) {
      this.position++;
    }
    return byte;
  }

  /**
   * The text up to `to`, which becomes the position.
   *
   * @throws TextError where it is not UTF-8.
   */
  take(to: number): string {
    const bytes = this.bytes.subarray(this.position, to);
    if (!isUtf8(bytes)) throw new TextError(this.line, "the text is not UTF-8");
    this.#skipTo(to);
    return bytes.toString("utf8");
  }

  /** The line at the position without its end, or what is left of it; null: nothing is left. */
  async takeLine(): Promise<string | null> {
    for (;;) {
      const length = this.bytes.subarray(this.position, this.end).indexOf(NEWLINE);
      if (length !== -1) {
        const text = this.take(this.position + length + 1);
        return text.slice(0, text.endsWith("\r\n") ? -2 : -1);
      }
      if (!(await this.fill())) return this.unread === 0 ? null : this.take(this.end);
    }
  }

  /** The next `count` bytes, or as many as there are, a character each; left unread. */
  async peekBytes(count: number): Promise<string> {
    while (this.unread < count && (await this.fill()));
    const to = Math.min(this.position + count, this.end);
    return this.bytes.toString("latin1", this.position, to);
  }

  /** Moves behind the next `marker`, however far it is; false: there is none, nothing is left. */
  async skipPast(marker: string): Promise<boolean> {
    const bytes = Buffer.from(marker);
    for (;;) {
      const at = this.bytes.subarray(this.position, this.end).indexOf(bytes);
      if (at !== -1) {
        this.#skipTo(this.position + at + bytes.length);
        return true;
      }
      // The marker may have begun in the last bytes.
      this.#skipTo(Math.max(this.position, this.end - bytes.length + 1));
      if (!(await this.fill())) return false;
    }
  }

  /** Gives up the stream: closes what it reads from. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #skipTo(to: number): void {
    const bytes = this.bytes.subarray(this.position, to);
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
      this.line++;
    }
    this.position = to;
  }
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === NEWLINE || byte === TAB || byte === CARRIAGE_RETURN;
}
