import { invalidArgument } from "./read-word.ts";

/**
 * The value of a flag that is on or off.
 *
 * @throws UsageError
 * @see https://pkg.go.dev/strconv#ParseBool
 */
export function readSwitch(flag: string, value: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  throw invalidArgument(flag, value, "must be true or false");
}
