/** What is reserved at first: most objects are smaller. */
const SMALL = 16 * 2 ** 10;

/**
 * The bytes of a field that comes in several chunks, put together in one place that is used again
 * for the next one. The place doubles where it must grow, so that a large object in many small
 * chunks is not copied again for each of them, and never grows by what is only announced.
 */
export class TornField {
  #place: Buffer = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Valid until the next change. */
  get bytes(): Buffer {
    return this.#place.subarray(0, this.#length);
  }

  /** Adds the beginning of the chunk, up to so many bytes in all. @returns how many were taken */
  append(chunk: Buffer, most: number): number {
    const taken = Math.min(chunk.length, most - this.#length);
    this.#reserve(this.#length + taken);
    chunk.copy(this.#place, this.#length, 0, taken);
    this.#length += taken;
    return taken;
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(length: number): void {
    if (length <= this.#place.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(SMALL, length, 2 * this.#place.length));
    this.#place.copy(larger, 0, 0, this.#length);
    this.#place = larger;
  }
}
