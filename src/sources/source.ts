import type { Inventory } from "../core/model/inventory.ts";
import type { ReadRequest } from "../core/model/read-request.ts";

/**
 * Where an inventory comes from: a live API server, or files that kubectl wrote. For the same
 * objects both give the same inventory.
 */
export interface Source {
  /**
   * Reads what is asked for. What may not or could not be read is a gap in the inventory.
   *
   * @throws SourceError where no answer is possible: unreachable, not logged in, bad input, no
   * pods readable anywhere
   */
  read(request: ReadRequest): Promise<Inventory>;
}

/** Told while a read goes on; never throws. */
export interface ReadProgress {
  /** @param objects of this resource since the last call */
  onObjects(resource: string, objects: number): void;
  /** @param resources whose lists have been asked for and have not ended; told when that changes */
  onWaiting?(resources: readonly string[]): void;
  /** Everything has been read; no more is told until the answer is there. */
  onRead?(): void;
  /** A server's `Warning:` header, or something that the user should know. */
  onWarning(message: string): void;
}
