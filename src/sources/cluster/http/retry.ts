import { setTimeout } from "node:timers/promises";
import { SourceError } from "../../source-error.ts";
import { interrupted } from "./attempt.ts";
import type { Reply } from "./wire.ts";

/** As many as client-go makes. */
const maxRetries = 10;

/**
 * Sends, and sends again as client-go does with a GET: up to ten times, after as many seconds as
 * the `Retry-After` of a 429 or 5xx asks for (without that header it is final), and a second after
 * a connection that was reset. client-go sends no POST again after that, as it may have been done;
 * ours can be: a dry run keeps nothing, however often it is asked for.
 *
 * @param signal ends the waiting, and the trying again
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/rest/with_retry.go
 */
export async function sendWithRetries(
  send: () => Promise<Reply>,
  signal: AbortSignal,
): Promise<Reply> {
  for (let retries = 0; ; retries++) {
    if (signal.aborted) throw interrupted();
    let seconds: number;
    try {
      const reply = await send();
      const after = secondsToWait(reply);
      if (after === null || retries === maxRetries) return reply;
      reply.discard();
      seconds = after;
    } catch (error) {
      if (signal.aborted) throw interrupted();
      if (!(error instanceof SourceError) || !isConnectionLoss(error) || retries === maxRetries)
        throw error;
      seconds = 1;
    }
    await setTimeout(seconds * 1000, undefined, { signal }).catch(() => {
      throw interrupted();
    });
  }
}

function secondsToWait({ status, headers }: Reply): number | null {
  const after = headers["retry-after"];
  if ((status !== 429 && status < 500) || after === undefined || !/^\d+$/.test(after)) return null;
  return Number(after);
}

function isConnectionLoss({ cause }: SourceError): boolean {
  return (cause as NodeJS.ErrnoException | undefined)?.code === "ECONNRESET";
}
