import { ASK } from "./explain-command.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that ask for a part of the topic `backends`. */
export interface FilterFlags {
  driver?: string | undefined;
  mode?: string | undefined;
  cloud?: string | undefined;
}

/** @throws UsageError where a flag is given that asks for a part of `backends` */
export function refuseFilter(flags: FilterFlags, subject: string): void {
  const given = (["driver", "mode", "cloud"] as const).find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  throw new UsageError(`--${given} does not apply to ${subject}: it asks for a part of backends`, [
    `${ASK} backends --${given} ${flags[given]}`,
  ]);
}
