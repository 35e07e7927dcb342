import { SourceError } from "../../source-error.ts";
import {
  describeBrokenAnswer,
  describeConnectionFailure,
  describeTimeout,
  type Route,
} from "../failure/connection-failure.ts";
import type { Exchange, Reply, Wire } from "./wire.ts";

/** What may end a request early. */
export interface Limits {
  /** Milliseconds from the request to the end of the answer; 0: no limit. */
  timeout: number;
  signal: AbortSignal | undefined;
}

/**
 * One exchange within its limits, all that can go wrong with it (also while the body is read) as a
 * SourceError.
 */
export async function attempt(
  wire: Wire,
  request: Omit<Exchange, "signal">,
  route: Route,
  { timeout, signal }: Limits,
): Promise<Reply> {
  const deadline = timeout > 0 ? AbortSignal.timeout(timeout) : undefined;
  const ends = [signal, deadline].filter((end) => end !== undefined);

  async function* guarded(body: AsyncIterable<Uint8Array>) {
    try {
      yield* body;
    } catch (error) {
      if (signal?.aborted) throw interrupted();
      throw describeBrokenAnswer(error, deadline?.aborted ?? false);
    }
  }
  try {
    const reply = await wire.exchange({ ...request, signal: AbortSignal.any(ends) });
    return { ...reply, body: guarded(reply.body) };
  } catch (error) {
    if (signal?.aborted) throw interrupted();
    if (error instanceof SourceError) throw error;
    throw deadline?.aborted ? describeTimeout() : describeConnectionFailure(error, route);
  }
}

/** That the user gave up. */
export function interrupted(): SourceError {
  return new SourceError("Aborted", "interrupted");
}
