import type { Refusal } from "../../scaffold/pattern.ts";
import { UsageError } from "../usage-error.ts";
import { retype } from "./retype.ts";

/**
 * A refusal as the command line says it. A pattern proposes flags, or a whole command.
 *
 * @param argv to say what to type instead
 */
export function toUsageError({ message, next }: Refusal, argv: readonly string[]): UsageError {
  return new UsageError(
    message,
    next.map((text) => {
      const pairs = [...text.matchAll(/--([\w-]+) ([^\s-]\S*)/g)];
      return text.startsWith("--")
        ? retype(argv, Object.fromEntries(pairs.map(([, flag = "", value = ""]) => [flag, value])))
        : text;
    }),
  );
}
